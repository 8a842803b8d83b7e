import { fail, type Json, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import type { EncodeError } from '../cot/encode.ts';
import { writeXml, type XmlElement } from '../xml.ts';
import { nameElements } from '../xml-document.ts';
import { AlertRefusal, readAlert } from './alert.ts';
import { ALERT, EDITIONS, type Part } from './schema.ts';

/**
 * Writes the message of a decoded alert as one alert of its edition, by the rules by which alerts are
 * read: what breaks one is refused, and the element named. Signatures are left out, since they would hold no more.
 */
export function encodeCap(message: JsonObject): Result<Uint8Array, EncodeError> {
  const { cap = '1.2', signatures: _, ...said } = message;
  const [namespace, edition] = [...EDITIONS].find(([, one]) => one === cap) ?? [];
  if (namespace === undefined || edition === undefined)
    return refuse('cap', 'cap must be 1.1 or 1.2');
  const children = childrenOf(said, ALERT[edition], '');
  if (!Array.isArray(children)) return fail(children as EncodeError);
  const alert: XmlElement = { name: 'alert', attributes: { xmlns: namespace }, children };
  const named = nameElements(alert);
  if (typeof named === 'string') return refuse('alert', named);
  try {
    readAlert(named);
  } catch (error) {
    if (error instanceof AlertRefusal) return refuse(error.field, error.message);
    throw error;
  }
  return ok(utf8(`<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(alert)}\n`));
}

function childrenOf(
  said: JsonObject,
  parts: readonly Part[],
  path: string,
): XmlElement[] | EncodeError {
  const stray = Object.keys(said).find((name) => !parts.some((part) => part.name === name));
  if (stray !== undefined) return error(`${path}${stray}`, `${stray} is no element of CAP here`);
  const children: XmlElement[] = [];
  for (const { name, many, content } of parts) {
    const value = said[name];
    if (value === undefined) continue;
    if (many !== Array.isArray(value))
      return error(`${path}${name}`, `${name} must be ${many ? 'a list' : 'no list'}`);
    for (const one of (many ? value : [value]) as readonly Json[]) {
      if (typeof content === 'function') {
        if (typeof one !== 'string' || !isXmlText(one))
          return error(`${path}${name}`, `${name} must be a text that XML can hold`);
        children.push({ name, children: one === '' ? [] : [one] });
        continue;
      }
      if (one === null || typeof one !== 'object' || Array.isArray(one))
        return error(`${path}${name}`, `${name} must be an object`);
      const inner = childrenOf(one as JsonObject, content, `${path}${name}.`);
      if (!Array.isArray(inner)) return inner;
      children.push({ name, children: inner });
    }
  }
  return children;
}

/** Whether XML 1.0 can hold the text at all. */
const isXmlText = (text: string): boolean =>
  text.isWellFormed() && !/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);

const error = (field: string, text: string): EncodeError => ({
  kind: 'not-a-message',
  field,
  text,
});
const refuse = (field: string, text: string): Result<never, EncodeError> =>
  fail(error(field, text));
