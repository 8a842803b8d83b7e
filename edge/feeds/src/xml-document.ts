import { SaxesParser } from 'saxes';
import type { XmlElement } from './xml.ts';

/** An element by its namespace: what a prefix stands for is settled, `xmlns` is no attribute any more. */
export interface NamedElement {
  readonly namespace: string;
  /** Without its prefix. */
  readonly name: string;
  /** By name; those in a namespace as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (NamedElement | string)[];
  /** Counts elements in the order of the document, from 0. */
  readonly ordinal: number;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
type Scope = ReadonlyMap<string, string>;

/** Settles the namespaces of a document (Namespaces in XML 1.0); the text says which prefix is bound to nothing. */
export function nameElements(root: XmlElement): NamedElement | string {
  let ordinal = 0;
  const walk = (element: XmlElement, outer: Scope): NamedElement | string => {
    const own = ordinal++;
    const scope = scopeOf(element, outer);
    if (typeof scope === 'string') return scope;
    const named = resolve(element.name, scope, true);
    if (named === undefined) return `the prefix of ${element.name} is bound to no namespace`;
    const attributes = new Map<string, string>();
    for (const [name, value] of Object.entries(element.attributes ?? {})) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      const one = resolve(name, scope, false);
      if (one === undefined) return `the prefix of ${name} is bound to no namespace`;
      const key = one.namespace === '' ? one.name : `{${one.namespace}}${one.name}`;
      if (attributes.has(key)) return `${name} stands twice in ${element.name}`;
      attributes.set(key, value);
    }
    const children: (NamedElement | string)[] = [];
    for (const child of element.children ?? []) {
      if (typeof child === 'string') {
        children.push(child);
        continue;
      }
      const inner = walk(child, scope);
      if (typeof inner === 'string') return inner;
      children.push(inner);
    }
    return { ...named, attributes, children, ordinal: own };
  };
  return walk(root, new Map([['xml', XML_NAMESPACE]]));
}

function scopeOf(element: XmlElement, outer: Scope): Scope | string {
  let scope: Map<string, string> | undefined;
  for (const [name, value] of Object.entries(element.attributes ?? {})) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const prefix = name === 'xmlns' ? '' : name.slice(6);
    if (prefix !== '' && value === '') return `the prefix ${prefix} is bound to nothing`;
    scope ??= new Map(outer);
    scope.set(prefix, value);
  }
  return scope ?? outer;
}

function resolve(
  name: string,
  scope: Scope,
  isElement: boolean,
): { namespace: string; name: string } | undefined {
  const [prefix, local, ...rest] = name.split(':') as [string, string | undefined];
  if (local === undefined) return { namespace: isElement ? (scope.get('') ?? '') : '', name };
  const namespace = scope.get(prefix);
  const whole = namespace !== undefined && local !== '' && rest.length === 0;
  return whole ? { namespace, name: local } : undefined;
}

/** The words in an element, all of them, as written. */
export const textOf = (element: NamedElement): string =>
  element.children.filter((child) => typeof child === 'string').join('');

/** Where the start tag of the n-th element begins, in characters: for an error, so only then looked for. */
export function startOfElement(text: string, ordinal: number): number | undefined {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let count = 0;
  let found: number | undefined;
  parser.on('error', () => undefined);
  parser.on('opentagstart', () => {
    if (count === ordinal) found = text.lastIndexOf('<', parser.position - 2);
    count += 1;
  });
  parser.write(text).close();
  return found === undefined || found < 0 ? undefined : found;
}

const DECLARED = /^(?:\ufeff)?<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;
const LATIN = /^(?:iso-?8859-?1|latin-?1|us-ascii|ascii|windows-1252|cp1252)$/i;

/** The text of an XML document by its byte order mark or its declaration: UTF-8, UTF-16, Latin 1; else `undefined`. */
export function xmlText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff;
  const head = Buffer.from(bytes.subarray(0, 256))
    .toString('latin1')
    .replace('\u00ef\u00bb\u00bf', '');
  const declared = DECLARED.exec(head)?.[1] ?? 'utf-8';
  const encoding =
    wide !== false
      ? wide === true
        ? 'utf-16be'
        : wide
      : LATIN.test(declared)
        ? 'windows-1252'
        : 'utf-8';
  if (wide === false && encoding === 'utf-8' && !/^utf-?8$/i.test(declared)) return undefined;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
