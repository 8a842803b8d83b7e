import type { Json, JsonObject } from '@greenline/base';
import type { NamedElement } from '../xml-document.ts';
import { textOf } from '../xml-document.ts';
import { ALERT, EDITIONS, type Edition, type Part } from './schema.ts';

export const SIGNATURE_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
const INSTANCE = '{http://www.w3.org/2001/XMLSchema-instance}';

/** An element that breaks the schema or the rules; caught where the message's result is made. */
export class AlertRefusal extends Error {
  readonly kind: string;
  readonly field: string;
  readonly ordinal: number;
  constructor(kind: string, field: string, ordinal: number, text: string) {
    super(text);
    this.kind = kind;
    this.field = field;
    this.ordinal = ordinal;
  }
}

/** What an alert says, under CAP's own names: repeatable elements are lists. */
export interface Alert {
  readonly edition: Edition;
  readonly message: JsonObject;
  readonly signatures: readonly NamedElement[];
}

/** Reads an alert by the schema and the rules that the schema cannot say. Throws `AlertRefusal`. */
export function readAlert(root: NamedElement): Alert {
  const edition = EDITIONS.get(root.namespace);
  if (root.name !== 'alert' || edition === undefined) {
    const [kind, text] =
      root.name === 'alert' && /cap/i.test(root.namespace)
        ? ['version', `${root.namespace} is not read; send CAP 1.2`]
        : ['not-an-alert', `the root element is ${root.name}, not alert of CAP 1.2`];
    throw new AlertRefusal(kind, 'alert', root.ordinal, text);
  }
  const isSignature = (child: NamedElement | string): child is NamedElement =>
    typeof child !== 'string' && child.namespace === SIGNATURE_NAMESPACE;
  const signatures = root.children.filter(isSignature);
  const bare = { ...root, children: root.children.filter((child) => !isSignature(child)) };
  const last = bare.children.findLast((child) => typeof child !== 'string');
  for (const signature of signatures)
    if (last !== undefined && signature.ordinal < last.ordinal)
      throw new AlertRefusal('order', 'Signature', signature.ordinal, 'Signature must stand last');
  const message = readGroup(bare, ALERT[edition], root.namespace, '');
  checkMeaning(message, root);
  return { edition, message, signatures };
}

function readGroup(
  element: NamedElement,
  parts: readonly Part[],
  namespace: string,
  path: string,
): JsonObject {
  checkAttributes(element, path);
  const read: Record<string, Json> = {};
  let at = 0;
  for (const child of element.children) {
    if (typeof child === 'string') {
      if (child.trim() === '') continue;
      throw new AlertRefusal(
        'malformed',
        path || 'alert',
        element.ordinal,
        `${element.name} holds words beside its elements`,
      );
    }
    const found = parts.findIndex((part) => part.name === child.name);
    const here = fieldOf(path, child.name);
    const part = parts[found];
    if (part === undefined || child.namespace !== namespace)
      throw new AlertRefusal(
        'unknown-element',
        here,
        child.ordinal,
        `${child.name} is no element of ${element.name} in CAP`,
      );
    if (found < at)
      throw new AlertRefusal(
        'order',
        here,
        child.ordinal,
        `${child.name} must stand before ${parts[at]?.name}`,
      );
    for (; at < found; at++) requirePart(parts[at], read, element, path);
    const already = (read[part.name] as Json[] | undefined) ?? [];
    if (!part.many && read[part.name] !== undefined)
      throw new AlertRefusal('malformed', here, child.ordinal, `${child.name} must stand once`);
    const value = readPart(child, part, namespace, part.many ? `${here}[${already.length}]` : here);
    if (part.many) already.push(value);
    read[part.name] = part.many ? already : value;
  }
  for (; at < parts.length; at++) requirePart(parts[at], read, element, path);
  return read;
}

function readPart(child: NamedElement, part: Part, namespace: string, here: string): Json {
  if (typeof part.content !== 'function') return readGroup(child, part.content, namespace, here);
  checkAttributes(child, here);
  if (child.children.some((inner) => typeof inner !== 'string'))
    throw new AlertRefusal('malformed', here, child.ordinal, `${child.name} must hold words alone`);
  const text = textOf(child);
  const want = part.content(text);
  if (want !== undefined)
    throw new AlertRefusal('malformed', here, child.ordinal, `${child.name} must be ${want}`);
  return text;
}

function requirePart(
  part: Part | undefined,
  read: JsonObject,
  element: NamedElement,
  path: string,
): void {
  if (part?.least === 1 && read[part.name] === undefined)
    throw new AlertRefusal(
      'missing',
      fieldOf(path, part.name),
      element.ordinal,
      `${element.name} must have ${part.name}`,
    );
}

/** The schema gives CAP's elements no attributes; those for schema readers do no harm. */
function checkAttributes(element: NamedElement, path: string): void {
  for (const name of element.attributes.keys())
    if (!name.startsWith(INSTANCE))
      throw new AlertRefusal(
        'malformed',
        path || 'alert',
        element.ordinal,
        `${element.name} must have no attribute ${name}`,
      );
}

const fieldOf = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Clause 3.2: rules between elements. */
function checkMeaning(message: JsonObject, root: NamedElement): void {
  const said = (name: string): string => String(message[name] ?? '').trim();
  const refuse = (field: string, text: string): never => {
    throw new AlertRefusal('meaning', field, root.ordinal, text);
  };
  if (said('scope') === 'Private' && said('addresses') === '')
    refuse('addresses', 'a private alert must have addresses');
  if (said('scope') === 'Restricted' && said('restriction') === '')
    refuse('restriction', 'a restricted alert must say its restriction');
  if (said('msgType') !== 'Alert' && said('references') === '')
    refuse('references', `${said('msgType')} must name the messages it is about in references`);
  for (const [i, info] of listOf(message.info).entries())
    for (const [a, area] of listOf(info.area).entries()) {
      const field = `info[${i}].area[${a}].ceiling`;
      const { altitude, ceiling } = area;
      if (ceiling !== undefined && altitude === undefined)
        refuse(field, 'ceiling must stand with an altitude');
      if (ceiling !== undefined && Number(ceiling) < Number(altitude))
        refuse(field, 'ceiling must not lie below altitude');
    }
}

/** The members of a repeatable element that holds others. */
export const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];
