import { parseInstant } from '@greenline/base';
import type { Row, RowKind } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { Access, Question } from '../access.ts';
import { badRequest } from './problem.ts';

export type Query = Readonly<Record<string, string | undefined>>;

const MOST = 2_000;

/**
 * A page of records of a kind as JSON: those after a number, in order, and the number to go on from.
 *
 * Of the rows that the reader may have, `wanted` says which are shown; the others are passed over.
 */
export async function pageOf(
  access: Access,
  principal: Principal,
  kind: RowKind,
  query: Query,
  wanted: (row: Row) => boolean = () => true,
): Promise<string> {
  const limit = whole('limit', query.limit, 1, MOST) ?? 500;
  const after = whole('after', query.after, 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const asked = access.kindFor(principal, kind);
  // Our own numbers count exact records too: whoever is not staff counts what it is shown.
  const exact = principal.role === 'staff';
  const question: Omit<Question, 'after' | 'skip'> = {
    limit: limit + 1,
    ...moment('from', query.from),
    ...moment('to', query.to),
    ...(query.id !== undefined && { id: query.id }),
    ...(query.parent !== undefined && exact && { parent: query.parent }),
    ...boxOf(query.box),
  };
  const items: string[] = [];
  for (let next = after; ; ) {
    const place = exact ? { after: next } : { after: 0, skip: next };
    const rows = await access.read(principal, asked, { ...question, ...place });
    let read = 0;
    for (const row of rows.slice(0, limit)) {
      read += 1;
      next = exact ? row.seq : next + 1;
      if (wanted(row)) items.push(numbered(row, next));
      if (items.length === limit) break;
    }
    if (items.length === limit || rows.length <= limit) {
      return `{"items":[${items.join(',')}],"more":${read < rows.length},"next":${next}}`;
    }
  }
}

/** A record with its number in front. */
export const numbered = ({ body }: Row, seq: number): string => `{"seq":${seq},${body.slice(1)}`;

function whole(
  field: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw badRequest(`${field} is a whole number from ${least} to ${most}`, field);
  }
  return value;
}

function moment(field: 'from' | 'to', text: string | undefined) {
  if (text === undefined) return {};
  const at = parseInstant(text);
  if (at === undefined) throw badRequest(`${field} is a moment as 2026-03-10T10:00:00Z`, field);
  return { [field]: at };
}

function boxOf(text: string | undefined) {
  if (text === undefined) return {};
  const box = text.split(',').map(Number);
  if (box.length !== 4 || box.some((degree) => !Number.isFinite(degree))) {
    throw badRequest('box is west,south,east,north in degrees', 'box');
  }
  return { box: box as unknown as readonly [number, number, number, number] };
}
