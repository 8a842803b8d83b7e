import { hex } from '@greenline/base';
import { Cursor } from './cursor.ts';
import type { Item, Items, ItemTable, Read } from './item.ts';

/** No standard nests deeper: ST 0601 › segment › VMTI › VTarget › VObject › … */
const DEEPEST = 8;
/** A local set with more items than this is an attack or noise. */
const MOST_ITEMS = 4096;

export interface LocalSet {
  readonly items: Items;
  /** Byte offset at which the set could not be read on; absent where it was read to its end. */
  readonly brokenAt?: number;
}

/**
 * Reads a local set: tag (BER-OID), length (BER), value, one after another (SMPTE ST 336).
 *
 * A tag that the table has not is kept as bytes (ST 0107), an item that cannot be read says so, and
 * neither keeps the others from being read. `digits` is the hex of all of `bytes`, where it is at hand.
 */
export function readLocalSet(
  table: ItemTable,
  bytes: Uint8Array,
  from = 0,
  to: number = bytes.length,
  depth = 0,
  digits?: string,
): LocalSet {
  const items: Record<string, Item> = {};
  const cursor = new Cursor(bytes, from, to);
  for (let count = 0; cursor.at < to; count++) {
    const start = cursor.at;
    const tag = cursor.oid();
    const size = tag < 0 ? -1 : cursor.length();
    const at = cursor.at;
    if (size < 0 || size > to - at || count === MOST_ITEMS) return { items, brokenAt: start };
    cursor.at = at + size;
    const raw =
      digits === undefined
        ? hex(bytes.subarray(at, at + size))
        : digits.substring(2 * at, 2 * (at + size));
    const item = readItem(table, tag, bytes, at, at + size, depth, raw);
    const before = items[tag];
    items[tag] = before === undefined ? item : repeated(item, before);
  }
  return { items };
}

function readItem(
  table: ItemTable,
  tag: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  depth: number,
  raw: string,
): Item {
  const kind = table[tag];
  if (kind === undefined) return { name: 'unknown', hex: raw };
  const { name } = kind;
  // An item of no length says that nothing is known from now on; ST 0601, section 6.3.
  if (to === from) return { name, value: null, hex: '' };
  const reading = kind.read(bytes, from, to, depth);
  if (reading === undefined)
    return { name, hex: raw, error: `${to - from} bytes are not a value of this item` };
  const item = reading as { name?: string; hex?: string };
  item.name = name;
  item.hex = raw;
  return reading as Item;
}

/** Few items may come twice; the last one is in force and the others are kept beside it. */
function repeated(item: Item, before: Item): Item {
  const { earlier, ...first } = before as Item & { readonly earlier?: Item[] };
  const others = earlier ?? [];
  others.push(first);
  return { ...item, earlier: others };
}

/** A set within an item. A table may hold itself, so it is asked for when it is needed. */
export const nested =
  (table: () => ItemTable): Read =>
  (bytes, from, to, depth) => {
    if (depth >= DEEPEST) return undefined;
    const { items, brokenAt } = readLocalSet(table(), bytes, from, to, depth + 1);
    return brokenAt === undefined ? { items } : { items, brokenAt: brokenAt - from };
  };
