const METRE_FEET = 1 / 0.3048;

/**
 * Pressure altitude in feet of a 13-bit altitude code (surveillance replies): in steps of 25 ft where the
 * Q bit is set, of 100 ft in Gillham's code where it is not, in metres where the M bit is set.
 * `undefined`: not known, or no code.
 */
export function altitudeOf13(code: number): number | undefined {
  if (code === 0) return undefined;
  if ((code & 0x40) !== 0) {
    const metres = ((code & 0x1f80) >> 1) | (code & 0x3f);
    return Math.round(metres * METRE_FEET);
  }
  if ((code & 0x10) !== 0)
    return (((code & 0x1f80) >> 2) | ((code & 0x20) >> 1) | (code & 0xf)) * 25 - 1000;
  return gillham(pulsesOf(code));
}

/** The 12-bit code of an airborne position: as the 13-bit one, without the M bit. */
export const altitudeOf12 = (code: number): number | undefined =>
  altitudeOf13(((code & 0xfc0) << 1) | (code & 0x3f));

/** Four octal digits A, B, C, D of a 13-bit identity code. */
export function identityOf13(code: number): string {
  const { a, b, c, d } = pulsesOf(code);
  return `${a}${b}${c}${d}`;
}

interface Pulses {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Pulses in the order of the reply, C1 A1 C2 A2 C4 A4 X B1 D1 B2 D2 B4 D4, as digits. */
function pulsesOf(code: number): Pulses {
  const bit = (at: number): number => (code >> (12 - at)) & 1;
  return {
    a: bit(1) + 2 * bit(3) + 4 * bit(5),
    b: bit(7) + 2 * bit(9) + 4 * bit(11),
    c: bit(0) + 2 * bit(2) + 4 * bit(4),
    d: bit(8) + 2 * bit(10) + 4 * bit(12),
  };
}

/** Altitude of four octal digits of a Mode C reply; `undefined` for a code that has none. */
export function gillhamOf(code: string): number | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = [...code].map(Number);
  return gillham({ a, b, c, d });
}

/** Gillham's code: D2 D4 A1 A2 A4 B1 B2 B4 count 500 ft in Gray's order, C1 C2 C4 hundreds. */
function gillham({ a, b, c, d }: Pulses): number | undefined {
  if ((d & 1) !== 0) return undefined;
  const reversed = (digit: number): number => ((digit & 1) << 2) | (digit & 2) | ((digit & 4) >> 2);
  const fives = fromGray(
    (((d & 2) >> 1) << 7) | (((d & 4) >> 2) << 6) | (reversed(a) << 3) | reversed(b),
  );
  const step = fromGray(reversed(c));
  if (step === 0 || step === 5 || step === 6) return undefined;
  const ones = step === 7 ? 5 : step;
  const hundreds = (fives & 1) === 1 ? 6 - ones : ones;
  return fives * 500 + hundreds * 100 - 1300;
}

function fromGray(code: number): number {
  let value = code;
  for (let shift = code >> 1; shift !== 0; shift >>= 1) value ^= shift;
  return value;
}
