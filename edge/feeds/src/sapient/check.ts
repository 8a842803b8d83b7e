import type { Json, JsonObject } from '@greenline/base';
import type { OpenObject } from '../protobuf/read.ts';
import type { Field, MessageType } from '../protobuf/schema.ts';
import type { WireRefusal } from '../protobuf/wire-error.ts';
import { sapientMessage } from './fields.ts';
import { RULES, refusal } from './rules.ts';

/** Crockford's base 32; the first letter carries three bits. Source: the ULID specification. */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Holds a message to the standard: what the table marks first (mandatory, ULID, UUID, one of), then what
 * only words say. Throws `WireRefusal` with the path of the first field that is wrong.
 */
export function checkSapient(message: OpenObject): void {
  checkMessage(message, sapientMessage, '');
}

function checkMessage(message: JsonObject, type: MessageType, path: string): void {
  for (const field of type.fields) {
    const value = message[field.json];
    if (value === undefined) {
      if (field.mandatory) throw missing(field, path);
      continue;
    }
    if (field.repeated) checkList(value as readonly Json[], field, path);
    else checkValue(value, field, path, undefined);
  }
  for (const oneof of type.oneofs)
    if (oneof.mandatory && !oneof.fields.some(({ json }) => message[json] !== undefined))
      throw refusal(
        'missing',
        path,
        oneof.name.replace(/_oneof$/, ''),
        `${oneof.fields.map(({ json }) => json).join(' or ')} is missing`,
      );
  RULES[type.name]?.(message, path);
}

function checkList(list: readonly Json[], field: Field, path: string): void {
  if (list.length === 0 && field.mandatory) throw missing(field, path);
  for (let i = 0; i < list.length; i++) checkValue(list[i] as Json, field, path, i);
}

function checkValue(value: Json, field: Field, path: string, index: number | undefined): void {
  switch (field.kind) {
    case 'message':
      checkMessage(value as JsonObject, field.message, within(path, field.json, index));
      return;
    case 'string':
      if (field.mandatory && index === undefined && (value as string).trim() === '')
        throw missing(field, path);
      if (field.format === 'ulid' && !ULID.test(value as string))
        throw refusal('malformed', path, field.json, `${field.json} must be a ULID`);
      if (field.format === 'uuid' && !UUID.test(value as string))
        throw refusal('malformed', path, field.json, `${field.json} must be a UUID`);
      return;
    case 'enum':
      if (typeof value === 'number') {
        if (field.mandatory || field.oneof !== undefined)
          throw refusal(
            'malformed',
            path,
            field.json,
            `${field.json} must be a value of ${field.enumeration.name}`,
          );
      } else if (field.mandatory || field.oneof !== undefined) {
        if (field.enumeration.byName.get(value as string) === 0) throw missing(field, path);
      }
      return;
    case 'double':
    case 'float':
      if (typeof value !== 'number')
        throw refusal('malformed', path, field.json, `${field.json} must be a finite number`);
      return;
    default:
      return;
  }
}

const within = (path: string, name: string, index: number | undefined): string => {
  const here = path === '' ? name : `${path}.${name}`;
  return index === undefined ? here : `${here}[${index}]`;
};

const missing = (field: Field, path: string): WireRefusal =>
  refusal('missing', path, field.json, `${field.json} is missing; the standard demands it`);
