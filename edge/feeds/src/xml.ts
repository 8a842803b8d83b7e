import { SaxesParser } from 'saxes';
import { readPlainXml } from './plain-xml.ts';

/** One element: what JSON can hold of it, in the order it was written. Comments and instructions are dropped. */
export type XmlElement = {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly (XmlElement | string)[];
};

export type XmlError = {
  readonly kind: 'dtd' | 'depth' | 'xml';
  readonly at: number;
  readonly text: string;
};

/** Elements inside one another. CoT needs about ten. */
const MOST_DEPTH = 64;

/** Stops the parser at its first complaint; never leaves `parseXml`. */
class Refusal extends Error {
  readonly reason: XmlError;
  constructor(reason: XmlError) {
    super(reason.text);
    this.reason = reason;
  }
}

type Open = {
  name: string;
  attributes?: Record<string, string>;
  children?: (XmlElement | string)[];
};

/**
 * Reads one XML 1.0 document without namespaces. A document type declaration is refused, so no
 * entity beyond the five of XML and character references is ever expanded.
 *
 * Text that only separates child elements is dropped; all other text is kept to the letter.
 */
export const parseXml = (text: string): XmlElement | XmlError =>
  readPlainXml(text) ?? parseAnyXml(text);

/** The same by the full parser alone. */
export function parseAnyXml(text: string): XmlElement | XmlError {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const stack: Open[] = [];
  let root: Open | undefined;
  const refuse = (kind: XmlError['kind'], reason: string): never => {
    throw new Refusal({ kind, at: parser.position, text: reason });
  };
  const addText = (words: string): void => {
    const parent = stack[stack.length - 1];
    if (parent === undefined) return;
    if (parent.children === undefined) parent.children = [words];
    else parent.children.push(words);
  };

  parser.on('error', (error) => refuse('xml', error.message));
  parser.on('doctype', () => refuse('dtd', 'a document type declaration is not allowed here'));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    const element: Open = { name: tag.name };
    for (const _ in tag.attributes) {
      element.attributes = tag.attributes as Record<string, string>;
      break;
    }
    const parent = stack[stack.length - 1];
    if (parent === undefined) root = element;
    else if (parent.children === undefined) parent.children = [element];
    else parent.children.push(element);
    if (stack.push(element) > MOST_DEPTH) refuse('depth', `more than ${MOST_DEPTH} elements deep`);
  });
  parser.on('closetag', () => {
    const element = stack.pop();
    if (element?.children !== undefined) dropSeparators(element);
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  return root ?? { kind: 'xml', at: 0, text: 'no element' };
}

function dropSeparators(element: Open): void {
  const children = element.children ?? [];
  let elements = false;
  let blanks = false;
  for (const child of children) {
    if (typeof child !== 'string') elements = true;
    else if (child.trim() === '') blanks = true;
  }
  if (elements && blanks)
    element.children = children.filter((child) => typeof child !== 'string' || child.trim() !== '');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text and attribute values alike: line ends are written as references, so that they come back. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? character);

export function writeXml(element: XmlElement): string {
  let attributes = '';
  for (const [name, value] of Object.entries(element.attributes ?? {}))
    attributes += ` ${name}="${escapeXml(value)}"`;
  const children = element.children ?? [];
  if (children.length === 0) return `<${element.name}${attributes}/>`;
  const inside = children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : writeXml(child)))
    .join('');
  return `<${element.name}${attributes}>${inside}</${element.name}>`;
}
