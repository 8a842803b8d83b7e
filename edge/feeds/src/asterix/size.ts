import type { Compound, Extended, Layout, Repetitive } from './notation.ts';

/** The item does not fit into what is left of the record. */
export const TRUNCATED = -1;
/** The item announces a part that its edition does not have. */
export const UNKNOWN_PART = -2;

/** Octets that an item at `at` takes; `TRUNCATED` or `UNKNOWN_PART` where that cannot be told. */
export function sizeOf(layout: Layout, bytes: Uint8Array, at: number, end: number): number {
  switch (layout.kind) {
    case 'element':
    case 'group':
      return at + layout.bits / 8 <= end ? layout.bits / 8 : TRUNCATED;
    case 'extended':
      return sizeOfExtended(layout, bytes, at, end);
    case 'repetitive':
      return sizeOfRepetitive(layout, bytes, at, end);
    case 'compound':
      return walkCompound(layout, bytes, at, end, pass);
  }
}

/** Parts that a later edition added are passed over: each is one octet. */
function sizeOfExtended(
  { parts, open }: Extended,
  bytes: Uint8Array,
  at: number,
  end: number,
): number {
  let size = 0;
  for (let index = 0; ; index++) {
    const part = parts[index];
    const last = index === parts.length - 1 && !open;
    size += part === undefined ? 1 : Math.ceil((part.bits + (last ? 0 : 1)) / 8);
    if (at + size > end) return TRUNCATED;
    if (last || ((bytes[at + size - 1] ?? 0) & 1) === 0) return size;
  }
}

function sizeOfRepetitive(
  { fx, of }: Repetitive,
  bytes: Uint8Array,
  at: number,
  end: number,
): number {
  if (!fx) {
    if (at >= end) return TRUNCATED;
    const size = 1 + ((bytes[at] ?? 0) * of.bits) / 8;
    return at + size <= end ? size : TRUNCATED;
  }
  const each = (of.bits + 1) / 8;
  for (let size = each; ; size += each) {
    if (at + size > end) return TRUNCATED;
    if (((bytes[at + size - 1] ?? 0) & 1) === 0) return size;
  }
}

const pass = (): void => {};

/** Octets of the field specification of a compound item. */
function octetsOfSpecification(
  { oneOctet }: Compound,
  bytes: Uint8Array,
  at: number,
  end: number,
): number {
  if (oneOctet) return at < end ? 1 : TRUNCATED;
  for (let size = 1; ; size++) {
    if (at + size > end) return TRUNCATED;
    if (((bytes[at + size - 1] ?? 0) & 1) === 0) return size;
  }
}

/** Visits the parts that are there, with their places. Returns the size, or why it cannot be told. */
export function walkCompound(
  compound: Compound,
  bytes: Uint8Array,
  at: number,
  end: number,
  visit: (index: number, at: number, size: number) => void,
): number {
  const octets = octetsOfSpecification(compound, bytes, at, end);
  const each = compound.oneOctet ? 8 : 7;
  let next = at + octets;
  if (octets < 0) return octets;
  for (let octet = 0; octet < octets; octet++) {
    const announced = bytes[at + octet] ?? 0;
    if (announced === 0) continue;
    for (let bit = 0; bit < each; bit++) {
      if ((announced & (0x80 >> bit)) === 0) continue;
      const index = octet * each + bit;
      const part = compound.parts[index];
      const size = part === undefined ? UNKNOWN_PART : sizeOf(part.layout, bytes, next, end);
      if (size < 0) return size;
      visit(index, next, size);
      next += size;
    }
  }
  return next - at;
}
