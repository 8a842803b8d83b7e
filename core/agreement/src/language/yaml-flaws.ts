import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  type LineCounter,
  type Node,
  visit,
} from 'yaml';

/** What is wrong with a text, and where: characters from its start. */
export interface Flaw {
  readonly offset: number;
  readonly text: string;
}

/** An agreement is some tens of thousands of characters; long geometries have files of their own. */
const LONGEST = 2 ** 20;
const DEEPEST_FLOW = 40;
const DEEPEST_BLOCK = 200;
const MOST_ALIASES = 100;
const MOST_VALUES = 100_000;
/** No more are told: whoever mends a hundred asks again. */
export const MOST_FLAWS = 100;

/**
 * Characters that a reader does not see and that may change what is shown: controls but for tab and
 * line ends, halves of surrogate pairs, spaces of no width, and marks that turn the writing round.
 */
const UNSEEN = /[^\P{Cc}\t\n\r]|[\p{Cs}\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** What can be told before anything is built of the text. Fills `lines` as far as it goes. */
export function flawsOfText(text: string, lines: LineCounter): readonly Flaw[] {
  if (text.length > LONGEST)
    return [
      { offset: 0, text: 'is over a million characters long: keep geometries in GeoJSON files' },
    ];
  const unseen = unseenIn(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const much = tooMuch(text);
  if (unseen === undefined && much === undefined) return [];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
    lines.addNewLine(at + 1);
  lines.lineStarts.unshift(0);
  return [unseen, much].filter((flaw) => flaw !== undefined);
}

/**
 * Where a text nests deeper or holds more than any agreement, so that no parser need follow it there.
 * A block lies no deeper than its line is indented and has marks.
 */
function tooMuch(text: string): Flaw | undefined {
  let [offset, flow, block, aliases, values] = [0, 0, 0, 0, 0];
  let indenting = true;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const mark = before === SCALAR ? SCALAR : (token[0] ?? '');
    before = token;
    if (MARKERS.includes(token)) continue;
    if (mark === '\n' || mark === '\r') block = 0;
    else if (mark === '[' || mark === '{') flow++;
    else if (mark === ']' || mark === '}') flow--;
    else if (flow === 0 && '-?:'.includes(mark)) block++;
    else if (flow === 0 && indenting && mark === ' ') block += token.length;
    else if (mark === '*') aliases++;
    else if (mark === SCALAR) values++;
    indenting = mark === '\n' || mark === '\r' || (indenting && mark === ' ');
    if (aliases > MOST_ALIASES)
      return { offset, text: `is one alias of over ${MOST_ALIASES}: write it out` };
    if (values > MOST_VALUES)
      return { offset, text: 'is one value of over 100,000: keep geometries in GeoJSON files' };
    if (flow > DEEPEST_FLOW || block > DEEPEST_BLOCK)
      return { offset, text: 'is nested deeper than any agreement: take brackets out' };
    offset += token.length;
  }
  return undefined;
}

/** What the lexer puts between tokens; `SCALAR` before a scalar. */
const SCALAR = '\u001f';
const MARKERS = ['\u0002', '\u0018', SCALAR];

/** What the parsed document shows: its own errors, repeated keys, unseen characters, odd nodes. */
export function flawsOf(document: Document): readonly Flaw[] {
  const [first] = document.errors;
  // What comes after the first follows from it more often than not.
  if (first !== undefined) return [{ offset: first.pos[0], text: `is no YAML: ${first.message}` }];
  const flaws: Flaw[] = document.warnings.slice(0, MOST_FLAWS).map(({ pos, message, code }) => ({
    offset: pos[0],
    text:
      code === 'TAG_RESOLVE_FAILED'
        ? 'has a YAML tag that means nothing here: take the tag out'
        : `is doubtful YAML: ${message}`,
  }));
  const note = (node: unknown, text: string): void => {
    if (flaws.length < MOST_FLAWS)
      flaws.push({ offset: (isNode(node) ? node.range?.[0] : undefined) ?? 0, text });
  };
  visit(document, (_, node, path) => {
    if (isMap(node)) repeated(node.items as readonly { readonly key: unknown }[], note);
    if (isAlias(node) && path.includes(node.resolve(document) as Node))
      note(node, 'is an alias of what it stands in: write it out');
    if (isScalar(node) && typeof node.value === 'string') {
      const unseen = unseenIn(node.value);
      if (unseen !== undefined) note(node, unseen.text);
    }
  });
  return flaws;
}

function repeated(
  items: readonly { readonly key: unknown }[],
  note: (node: unknown, text: string) => void,
): void {
  const known = new Set<string>();
  for (const { key } of items) {
    if (!isScalar(key)) {
      note(key, 'is no name for a value: write a plain key');
      continue;
    }
    const name = String(key.value);
    if (name === '__proto__') note(key, 'is a name that nothing may have');
    if (known.has(name)) note(key, `${name} stands here twice: take one of them out`);
    known.add(name);
  }
}

function unseenIn(text: string): Flaw | undefined {
  const found = UNSEEN.exec(text);
  if (found === null) return undefined;
  const code = found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return { offset: found.index, text: `holds the unseen character U+${code}: take it out` };
}
