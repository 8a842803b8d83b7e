import { fail, type Json, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import { escapeXml, writeXml, type XmlElement } from '../xml.ts';

/** Why a message cannot be written as CoT. */
export interface EncodeError {
  readonly kind: 'not-a-message';
  readonly field: string;
  readonly text: string;
}

const NAME = /^[A-Za-z_:][\w:.-]*$/;

/**
 * Writes the message of a decoded event as one CoT XML event: every attribute, `caveat` and
 * `releaseableTo` among them, the point and the detail come back as they were read.
 */
export function encodeCot(message: JsonObject): Result<Uint8Array, EncodeError> {
  const { point, detail, other, ...event } = message;
  const attributes = attributesOf(event);
  if (attributes === undefined) return refuse('event', 'attributes are texts under XML names');
  for (const name of ['uid', 'type', 'time'])
    if (attributes[name] === undefined) return refuse(name, `${name} is missing`);
  const pointAttributes = attributesOf(point);
  if (pointAttributes === undefined) return refuse('point', 'an object of texts is needed');
  const elements: (XmlElement | string)[] = [{ name: 'point', attributes: pointAttributes }];
  if (detail !== undefined) {
    const element = elementOf(detail, 0);
    if (element === undefined) return refuse('detail', 'an element is needed');
    elements.push(element);
  }
  for (const one of Array.isArray(other) ? (other as readonly Json[]) : []) {
    const element = typeof one === 'string' ? one : elementOf(one, 0);
    if (element === undefined) return refuse('other', 'elements or texts are needed');
    elements.push(element);
  }
  const head = Object.entries(attributes).map(([name, text]) => ` ${name}="${escapeXml(text)}"`);
  const inside = elements.map((one) => (typeof one === 'string' ? escapeXml(one) : writeXml(one)));
  return ok(utf8(`<event${head.join('')}>${inside.join('')}</event>`));
}

function attributesOf(value: Json | undefined): Record<string, string> | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined;
  const attributes: Record<string, string> = {};
  for (const [name, text] of Object.entries(value as JsonObject)) {
    if (text === undefined) continue;
    if (typeof text !== 'string' || !NAME.test(name) || !isXmlText(text)) return undefined;
    attributes[name] = text;
  }
  return attributes;
}

const MOST_DEPTH = 64;

function elementOf(value: Json, depth: number): XmlElement | undefined {
  if (depth > MOST_DEPTH || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined;
  const { name, attributes, children } = value as JsonObject;
  if (typeof name !== 'string' || !NAME.test(name)) return undefined;
  const read = attributes === undefined ? {} : attributesOf(attributes);
  if (read === undefined || (children !== undefined && !Array.isArray(children))) return undefined;
  const inside: (XmlElement | string)[] = [];
  for (const child of (children ?? []) as readonly Json[]) {
    const one = typeof child === 'string' ? child : elementOf(child, depth + 1);
    if (one === undefined || (typeof one === 'string' && !isXmlText(one))) return undefined;
    inside.push(one);
  }
  return { name, attributes: read, children: inside };
}

/** Whether XML 1.0 can hold the text at all: no control characters, no lone surrogates. */
const isXmlText = (text: string): boolean =>
  text.isWellFormed() && !/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);

const refuse = (field: string, text: string): Result<never, EncodeError> =>
  fail({ kind: 'not-a-message', field, text });
