const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Longer than any number that means something; also keeps the pattern's search short. */
const MOST_DIGITS = 64;

/** A finite decimal number; `undefined` for blank, hex, `NaN`, `Infinity` and words. Blank is not zero. */
export function decimal(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (trimmed.length > MOST_DIGITS) return undefined;
  if (!DECIMAL.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/** Degrees clockwise from north in [0, 360). */
export const course = (degrees: number): number => {
  const turned = degrees % 360;
  return turned < 0 ? turned + 360 : turned + 0;
};

/** A copy that does not keep the longer text alive which it was cut from. */
export const ownCopy = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');
