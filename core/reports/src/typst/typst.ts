/** A piece of a page in Typst, in which everything from outside is a string and never code. */
export interface Typst {
  readonly code: string;
}

type Part = Typst | string | number | undefined | readonly Typst[];

/** Writes code; a text or number that is put into it becomes a string, unless it is itself `Typst`. */
export function typst(fixed: TemplateStringsArray, ...parts: readonly Part[]): Typst {
  let code = fixed[0] ?? '';
  for (const [i, part] of parts.entries()) code += codeOf(part) + (fixed[i + 1] ?? '');
  return { code };
}

function codeOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return quoted(String(part));
  if ('code' in part) return part.code;
  return part.map(({ code }) => code).join('');
}

/** What turns the reading direction or hides text, as in HTML. */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replace(UNSAFE, '\ufffd')}"`;
