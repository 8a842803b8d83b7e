import { formatInstant, type Instant, parseInstant } from '@greenline/base';

/** Fields that hold a moment in memory and RFC 3339 on the wire, wherever they stand in a record. */
const MOMENTS = new Set([
  'at',
  'from',
  'to',
  'observedAt',
  'receivedAt',
  'recordedAt',
  'firstSeenAt',
  'openedAt',
  'decidedAt',
  'since',
  'dueAt',
  'releasedAt',
  'askedAt',
  'expectedAt',
  'upTo',
]);
/** Fields whose insides are the source's own words: nothing in there is ours to rewrite. */
const FOREIGN = new Set(['attributes', 'with', 'size', 'class', 'message']);

/**
 * A record as it is stored, served and digested: canonical JSON (RFC 8785), moments in RFC 3339.
 *
 * Throws on NaN and infinities: those are our own mistakes.
 */
export function recordText(record: object): string {
  return write(record, true);
}

/** A source's own words as they stand in a record: canonical JSON, nothing rewritten. */
export const foreignText = (value: object): string => write(value, false);

/** `ours`: moments are written as RFC 3339; not so within a source's own words. */
function write(value: unknown, ours: boolean): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`a record cannot hold ${value}`);
    return value === 0 ? '0' : `${value}`;
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    let text = '[';
    for (let i = 0; i < value.length; i++) text += (i === 0 ? '' : ',') + write(value[i], ours);
    return `${text}]`;
  }
  return writeObject(value as Readonly<Record<string, unknown>>, ours);
}

function writeObject(object: Readonly<Record<string, unknown>>, ours: boolean): string {
  let text = '';
  for (const name of Object.keys(object).sort()) {
    const value = object[name];
    if (value === undefined) continue;
    const moment = ours && typeof value === 'number' && MOMENTS.has(name);
    const written = moment
      ? `"${formatInstant(value as Instant)}"`
      : write(value, ours && !FOREIGN.has(name));
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${written}`;
  }
  return `{${text}}`;
}

/** The record that a text holds: `recordText` undone. The text is one that `recordText` wrote. */
export function readRecord<T extends object>(text: string): T {
  return revive(JSON.parse(text)) as T;
}

function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  for (const [name, member] of Object.entries(value)) {
    if (FOREIGN.has(name)) continue;
    const moment =
      typeof member === 'string' && MOMENTS.has(name) ? parseInstant(member) : undefined;
    (value as Record<string, unknown>)[name] = moment ?? revive(member);
  }
  return value;
}
