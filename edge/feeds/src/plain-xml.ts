import { ownCopy } from './number.ts';
import type { XmlElement } from './xml.ts';

type Open = {
  name: string;
  attributes?: Record<string, string>;
  children?: (XmlElement | string)[];
};

const MOST_DEPTH = 64;
const MOST_NAMES = 10_000;
const MOST_NAME = 64;
const NAME = /^[A-Za-z_][\w.-]*$/;
/** Names met before: the one copy of each, which property access finds quickest. */
const names = new Map<string, string>();

/**
 * Reads the XML that machines write: printable ASCII, elements, attributes and text, with no
 * reference, comment, section, instruction or declaration. `undefined` for all else and for whatever
 * is doubtful or wrong: then `parseXml` asks the full parser. What it does read is exactly what the
 * full parser would say, in a quarter of the time.
 */
export function readPlainXml(text: string): XmlElement | undefined {
  if (/[^\n\x20-\x25\x27-\x7e]/.test(text)) return undefined;
  const stack: Open[] = [];
  let at = text.indexOf('<');
  if (at < 0 || text.slice(0, at).trim() !== '') return undefined;
  for (;;) {
    const next = text.indexOf('<', at + 1);
    const until = next < 0 ? text.length : next;
    let end: number;
    if (text.charCodeAt(at + 1) === 0x2f) {
      end = text.indexOf('>', at);
      const element = stack.pop();
      if (element === undefined || end < 0 || text.slice(at + 2, end).trimEnd() !== element.name)
        return undefined;
      if (stack.length === 0) return text.slice(end + 1).trim() === '' ? element : undefined;
    } else {
      const element: Open = { name: '' };
      end = readTag(text, at + 1, until, element);
      if (end < 0) return undefined;
      const parent = stack[stack.length - 1];
      if (parent !== undefined) {
        if (parent.children === undefined) parent.children = [element];
        else parent.children.push(element);
      }
      if (text.charCodeAt(end - 1) !== 0x2f) {
        if (stack.push(element) > MOST_DEPTH) return undefined;
      } else if (parent === undefined)
        return text.slice(end + 1).trim() === '' ? element : undefined;
    }
    if (next < 0) return undefined;
    if (next > end + 1 && !addText(stack[stack.length - 1], text, end + 1, next)) return undefined;
    at = next;
  }
}

/** Text beside elements is rare and its blanks are the full parser's business; between tags it is dropped. */
function addText(parent: Open | undefined, text: string, from: number, to: number): boolean {
  const words = text.slice(from, to);
  const closes = text.charCodeAt(to + 1) === 0x2f;
  if (parent === undefined || words.includes(']]>')) return false;
  if (parent.children === undefined && closes) {
    parent.children = [words];
    return true;
  }
  return words.trim() === '';
}

/** Fills name and attributes; the index of the tag's `>`, or -1 where anything is unusual. */
function readTag(text: string, from: number, until: number, element: Open): number {
  let i = from;
  for (; i < until; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20 || code === 0x0a || code === 0x3e || code === 0x2f) break;
  }
  const tagName = nameOf(text.slice(from, i));
  if (tagName === undefined) return -1;
  element.name = tagName;
  let attributes: Record<string, string> | undefined;
  for (;;) {
    const before = i;
    while (isBlank(text.charCodeAt(i))) i++;
    const code = text.charCodeAt(i);
    if (code === 0x3e) return i < until ? i : -1;
    if (code === 0x2f) return text.charCodeAt(i + 1) === 0x3e && i + 1 < until ? i + 1 : -1;
    if (i === before) return -1;
    const equals = text.indexOf('=', i);
    if (equals < 0 || equals >= until) return -1;
    const name = nameOf(text.slice(i, equals));
    const quote = text.charCodeAt(equals + 1);
    if (name === undefined || (quote !== 0x22 && quote !== 0x27)) return -1;
    const close = text.indexOf(quote === 0x22 ? '"' : "'", equals + 2);
    if (close < 0 || close >= until) return -1;
    const value = text.slice(equals + 2, close);
    if (value.includes('\n')) return -1;
    if (attributes === undefined) {
      attributes = {};
      element.attributes = attributes;
    } else if (attributes[name] !== undefined) return -1;
    attributes[name] = value;
    i = close + 1;
  }
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (text.length > MOST_NAME || !NAME.test(text) || text in Object.prototype) return undefined;
  const name = ownCopy(text);
  if (names.size < MOST_NAMES) names.set(name, name);
  return name;
}
