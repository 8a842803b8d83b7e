/** A value outside what a mapping can hold, as ST 1201 sends it. */
export type Special =
  | 'out-of-range'
  | 'below-minimum'
  | 'above-maximum'
  | 'infinity'
  | '-infinity'
  | 'nan'
  | 'signalling-nan'
  | 'user-defined'
  | 'reserved';

/** A mapping of floating point values to whole numbers, between two bounds. */
export interface Mapping {
  readonly min: number;
  readonly max: number;
  /** Per length in bytes: what one step is worth, and where the steps start. */
  readonly scales: readonly (Scale | undefined)[];
}

interface Scale {
  readonly step: number;
  readonly zero: number;
}

const MOST_BYTES = 8;

/** IMAPB(min, max) of MISB ST 1201.5, for every length from one to eight bytes. */
export function imapb(min: number, max: number): Mapping {
  const power = Math.ceil(Math.log2(max - min));
  const scales: (Scale | undefined)[] = [undefined];
  for (let length = 1; length <= MOST_BYTES; length++) {
    const forward = 2 ** (8 * length - 1 - power);
    const straddles = min < 0 && max > 0;
    const zero = straddles ? forward * min - Math.floor(forward * min) : 0;
    scales.push({ step: 2 ** (power - (8 * length - 1)), zero });
  }
  return { min, max, scales };
}

/** The value of mapped bytes, or why there is none. `undefined` for no bytes and for more than eight. */
export function fromImapb(
  mapping: Mapping,
  bytes: Uint8Array,
  from = 0,
  to: number = bytes.length,
): number | Special | undefined {
  const scale = mapping.scales[to - from];
  if (scale === undefined) return undefined;
  const first = bytes[from] as number;
  let mapped = 0;
  for (let i = from; i < to; i++) mapped = mapped * 256 + (bytes[i] as number);
  if (first >= 0x80 && mapped !== 2 ** (8 * (to - from) - 1)) return specialOf(first);
  return scale.step * (mapped - scale.zero) + mapping.min;
}

/** By the five leading bits; ST 1201.5, table 3. */
function specialOf(first: number): Special {
  switch (first >> 3) {
    case 0b11001:
      return 'infinity';
    case 0b11101:
      return '-infinity';
    case 0b11010:
    case 0b11110:
      return 'nan';
    case 0b11011:
    case 0b11111:
      return 'signalling-nan';
    case 0b11100:
      return first === 0xe0 ? 'below-minimum' : first === 0xe1 ? 'above-maximum' : 'reserved';
    default:
      return first >> 5 === 0b110 ? 'user-defined' : 'reserved';
  }
}
