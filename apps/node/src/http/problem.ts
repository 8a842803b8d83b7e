/** What a request ends with when it does not end well; the one place where HTTP status codes live. */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    kind: string,
    text: string,
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(text);
    this.status = status;
    this.kind = kind;
    this.more = more;
  }

  body(): { readonly error: Readonly<Record<string, unknown>> } {
    return { error: { kind: this.kind, text: this.message, ...this.more } };
  }
}

export const forbidden = (text: string): Problem => new Problem(403, 'forbidden', text);
export const badRequest = (text: string, field?: string): Problem =>
  new Problem(400, 'bad-request', text, field === undefined ? {} : { field });
