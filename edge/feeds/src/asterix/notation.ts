/** A number, a text or bits as they are. */
export interface Element {
  readonly kind: 'element';
  readonly bits: number;
  readonly as: 'number' | 'octal' | 'ascii' | 'icao' | 'hex';
  readonly scale: Scale;
  /** Scale that holds where the field named `by`, earlier in the group, is one. */
  readonly other?: { readonly by: string; readonly scale: Scale };
}

/** Least significant bit `numerator / denominator` in `unit`. */
export interface Scale {
  readonly signed: boolean;
  readonly numerator: number;
  readonly denominator: number;
  /** Absent: a code or a count. */
  readonly unit?: string;
}

/** A named field; without a name spare bits. */
export interface Field {
  readonly name: string | undefined;
  readonly layout: Layout;
}

export interface Group {
  readonly kind: 'group';
  readonly bits: number;
  readonly fields: readonly Field[];
}

/** Octets, each part ended by a bit that says whether the next follows. */
export interface Extended {
  readonly kind: 'extended';
  readonly parts: readonly { readonly bits: number; readonly fields: readonly Field[] }[];
  /** Whether the last part ends in an extension bit too. */
  readonly open: boolean;
}

/** Parts that a field specification of its own announces; `undefined` for a spare bit. */
export interface Compound {
  readonly kind: 'compound';
  readonly parts: readonly (Field | undefined)[];
  /** One octet of eight bits announces them, without extension. */
  readonly oneOctet: boolean;
}

/** As often as a leading octet says, or (`fx`) as long as the last bit of each says. */
export interface Repetitive {
  readonly kind: 'repetitive';
  readonly fx: boolean;
  readonly of: Element | Group;
}

export type Layout = Element | Group | Extended | Compound | Repetitive;

/**
 * Reads the notation of the tables.
 *
 * `16u1/256:NM` sixteen bits, unsigned, least significant bit 1/256 NM (`s` signed, no letter: a code);
 * `12o` octal, `48i` six-bit characters, `56a` ASCII, `24x` bytes; `u…?IM?u…` the second scale where the
 * field IM is one. `(A 1 .3 B 4)` a group, `.3` three spare bits; `<A 7 - B 7 ->` extended, `-` the
 * extension bit; `{A … - B …}` compound, `{1 …}` announced by a single octet; `*` repetitive, `~`
 * repetitive by extension bits.
 */
export function readNotation(text: string): Layout {
  const reader = new Reader(text.match(/[(){}<>*~]|[^\s(){}<>*~]+/g) ?? []);
  const layout = reader.layout();
  if (!reader.done) throw new Error(`notation: something follows in ${text}`);
  return layout;
}

export const bitsOf = (layout: Layout): number => {
  if (layout.kind === 'element' || layout.kind === 'group') return layout.bits;
  throw new Error(`notation: ${layout.kind} has no fixed width`);
};

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  layout(): Layout {
    const token = this.#next();
    if (token === '(') return groupOf(this.#fields(')'));
    if (token === '<') return this.#extended();
    if (token === '{') return this.#compound();
    if (token === '*' || token === '~') {
      const of = this.layout();
      if (of.kind !== 'element' && of.kind !== 'group')
        throw new Error(`notation: ${of.kind} cannot repeat`);
      return { kind: 'repetitive', fx: token === '~', of };
    }
    return elementOf(token);
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error('notation: ends too early');
    return token;
  }

  /** Fields up to a closing mark; `undefined` for each `-`. */
  #fields(end: string): (Field | undefined)[] {
    const fields: (Field | undefined)[] = [];
    for (let token = this.#next(); token !== end; token = this.#next()) {
      if (token === '-') fields.push(undefined);
      else if (token.startsWith('.'))
        fields.push({ name: undefined, layout: elementOf(token.slice(1)) });
      else fields.push({ name: token, layout: this.layout() });
    }
    return fields;
  }

  #extended(): Extended {
    const parts: { bits: number; fields: Field[] }[] = [{ bits: 0, fields: [] }];
    for (const field of this.#fields('>')) {
      if (field === undefined) parts.push({ bits: 0, fields: [] });
      else parts.at(-1)?.fields.push(field);
    }
    for (const part of parts)
      part.bits = part.fields.reduce((sum, { layout }) => sum + bitsOf(layout), 0);
    const open = parts.at(-1)?.fields.length === 0;
    return { kind: 'extended', parts: open ? parts.slice(0, -1) : parts, open };
  }

  #compound(): Compound {
    const oneOctet = this.#tokens[this.#at] === '1';
    if (oneOctet) this.#at += 1;
    return { kind: 'compound', parts: this.#fields('}'), oneOctet };
  }
}

function groupOf(fields: readonly (Field | undefined)[]): Group {
  const all = fields.filter((field) => field !== undefined);
  const bits = all.reduce((sum, { layout }) => sum + bitsOf(layout), 0);
  return { kind: 'group', bits, fields: all };
}

const AS = { o: 'octal', a: 'ascii', i: 'icao', x: 'hex' } as const;

function elementOf(token: string): Element {
  const match = /^(\d+)([oaix]?)([^?]*)(?:\?(\w+)\?(.*))?$/.exec(token);
  if (match === null) throw new Error(`notation: ${token} is no element`);
  const [, bits, letter, scale = '', by, other = ''] = match;
  return {
    kind: 'element',
    bits: Number(bits),
    as: AS[letter as keyof typeof AS] ?? 'number',
    scale: scaleOf(scale),
    ...(by !== undefined && { other: { by, scale: scaleOf(other) } }),
  };
}

function scaleOf(text: string): Scale {
  const match = /^([us]?)(\d*)(?:\/(\d+))?(?::(.+))?$/.exec(text);
  if (match === null) throw new Error(`notation: ${text} is no scale`);
  const [, sign, numerator, denominator, unit] = match;
  return {
    signed: sign === 's',
    numerator: numerator === '' ? 1 : Number(numerator),
    denominator: Number(denominator ?? 1),
    ...(unit !== undefined && { unit }),
  };
}
