import type { Json, JsonObject } from '@greenline/base';
import { hexOf, signed, sixBitText, unsigned } from '../bits.ts';
import type { Element, Extended, Field, Layout, Scale } from './notation.ts';
import { walkCompound } from './size.ts';

/** Units of the values, by their path in the record, as `040/RHO`. Filled in while values are read. */
export type Units = Record<string, string>;

/** The values of one item of `size` octets at `at`, by the names that the document gives. */
export function itemValue(
  layout: Layout,
  bytes: Uint8Array,
  at: number,
  size: number,
  path: string,
  units: Units,
): Json {
  switch (layout.kind) {
    case 'element':
      return elementValue(layout, bytes, 8 * at, path, units);
    case 'group':
      return fieldsValue(layout.fields, bytes, 8 * at, path, units);
    case 'extended':
      return extendedValue(layout, bytes, at, size, path, units);
    case 'repetitive': {
      const each = layout.fx ? (layout.of.bits + 1) / 8 : layout.of.bits / 8;
      const first = layout.fx ? at : at + 1;
      const values: Json[] = [];
      for (let i = first; i < at + size; i += each)
        values.push(itemValue(layout.of, bytes, i, each, path, units));
      return values;
    }
    case 'compound': {
      const values: Record<string, Json> = {};
      walkCompound(layout, bytes, at, at + size, (index, from, length) => {
        const part = layout.parts[index];
        if (part?.name !== undefined)
          values[part.name] = itemValue(
            part.layout,
            bytes,
            from,
            length,
            `${path}/${part.name}`,
            units,
          );
      });
      return values;
    }
  }
}

function fieldsValue(
  fields: readonly Field[],
  bytes: Uint8Array,
  fromBit: number,
  path: string,
  units: Units,
): JsonObject {
  const values: Record<string, Json> = {};
  let bit = fromBit;
  for (const { name, layout } of fields) {
    if (layout.kind !== 'element' && layout.kind !== 'group') continue;
    if (name !== undefined) {
      const here = `${path}/${name}`;
      values[name] =
        layout.kind === 'group'
          ? fieldsValue(layout.fields, bytes, bit, here, units)
          : elementValue(layout, bytes, bit, here, units, values);
    }
    bit += layout.bits;
  }
  return values;
}

function extendedValue(
  { parts }: Extended,
  bytes: Uint8Array,
  at: number,
  size: number,
  path: string,
  units: Units,
): JsonObject {
  let values: JsonObject = {};
  let from = at;
  for (const { bits, fields } of parts) {
    if (from >= at + size) break;
    values = { ...values, ...fieldsValue(fields, bytes, 8 * from, path, units) };
    from += Math.ceil((bits + 1) / 8);
  }
  // Octets of a later edition: kept, not read.
  if (from < at + size)
    values = { ...values, more: hexOf(bytes, 8 * from, 8 * (at + size - from)) };
  return values;
}

function elementValue(
  element: Element,
  bytes: Uint8Array,
  bit: number,
  path: string,
  units: Units,
  before: JsonObject = {},
): Json {
  const { bits, as, other } = element;
  if (as === 'octal')
    return unsigned(bytes, bit, bits)
      .toString(8)
      .padStart(bits / 3, '0');
  if (as === 'hex') return hexOf(bytes, bit, bits);
  if (as === 'icao') return sixBitText(bytes, bit, bits / 6);
  if (as === 'ascii') {
    const text = Array.from({ length: bits / 8 }, (_, i) => unsigned(bytes, bit + 8 * i, 8));
    return text
      .map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : ' '))
      .join('')
      .trimEnd();
  }
  const scale = other !== undefined && before[other.by] === 1 ? other.scale : element.scale;
  if (scale.unit !== undefined) units[path] = scale.unit;
  return scaled(scale, bytes, bit, bits);
}

/** Multiplied first: the quotient of two integers is the double nearest to the true value. */
const scaled = (scale: Scale, bytes: Uint8Array, bit: number, bits: number): number =>
  ((scale.signed ? signed(bytes, bit, bits) : unsigned(bytes, bit, bits)) * scale.numerator) /
  scale.denominator;
