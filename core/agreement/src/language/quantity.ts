import { z } from 'zod';

const METRES = { m: 1, km: 1000, ft: 0.3048, nmi: 1852 } as const;
const MILLIS = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const METRES_A_SECOND = { 'm/s': 1, 'km/h': 1 / 3.6, kn: 1852 / 3600 } as const;
const MILLIMETRES = { mm: 1, cm: 10 } as const;

/** A figure with its unit. */
interface Quantity {
  /** As editors know it. */
  readonly id: string;
  readonly units: Readonly<Record<string, number>>;
  readonly wanted: string;
  readonly examples: readonly string[];
  /** More is a slip of the pen: over half way round the earth, over a century, over any gun. */
  readonly most: readonly [number, string];
  /** It may be nothing. */
  readonly orZero?: true;
}

/** A positive length with its unit written out, `25 km`; in metres once read. */
export const lengthText = quantity({
  id: 'length',
  units: METRES,
  wanted: 'a length with its unit',
  examples: ['25 km', '200 m'],
  most: [20_000, 'km'],
});

/** A length that may be nothing, `0 km`; in metres once read. */
export const depthText = quantity({
  id: 'length-or-none',
  units: METRES,
  wanted: 'a length with its unit',
  examples: ['10 km', '0 km'],
  most: [20_000, 'km'],
  orZero: true,
});

/** A stretch of time with its unit, `48 h`; in milliseconds once read. A day is 24 hours here. */
export const durationText = quantity({
  id: 'duration',
  units: MILLIS,
  wanted: 'a duration with its unit',
  examples: ['48 h', '10 min', '15 d'],
  most: [36_525, 'd'],
});

/** A speed, `15 kn`; in metres a second once read. */
export const speedText = quantity({
  id: 'speed',
  units: METRES_A_SECOND,
  wanted: 'a speed with its unit',
  examples: ['15 kn', '60 km/h', '5 m/s'],
  most: [10_000, 'm/s'],
});

/** A calibre, `100 mm`; in millimetres once read. */
export const calibreText = quantity({
  id: 'calibre',
  units: MILLIMETRES,
  wanted: 'a calibre with its unit',
  examples: ['100 mm'],
  most: [1000, 'cm'],
});

/** A part of a whole, `30 %`; from 0 to 1 once read. */
export const percentText = quantity({
  id: 'percentage',
  units: { '%': 0.01 },
  wanted: 'a percentage',
  examples: ['30 %'],
  most: [1000, '%'],
});

function quantity({ id, units, wanted, examples, most, orZero }: Quantity) {
  const pattern = new RegExp(`^(-?\\d+(?:\\.\\d+)?)\\s*(${Object.keys(units).join('|')})$`);
  const [last = '', ...others] = [...examples].reverse();
  const as = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
  const words = `${wanted}, as ${as}`;
  const text = z
    .string({ error: `must be ${words}` })
    .regex(pattern, { error: `must be ${words}` })
    .meta({ examples: [...examples] });
  return text
    .transform((written, context) => {
      const match = pattern.exec(written);
      const value = Number(match?.[1]) * (units[match?.[2] ?? ''] ?? Number.NaN);
      if (value > most[0] * (units[most[1]] ?? Number.NaN)) {
        context.addIssue({ code: 'custom', message: `must be at most ${most.join(' ')}` });
        return z.NEVER;
      }
      if (value > 0 || (orZero === true && value === 0)) return Math.abs(value);
      context.addIssue({ code: 'custom', message: `must be greater than zero: ${words}` });
      return z.NEVER;
    })
    .meta({ id, description: words });
}

/** Metres as people write them: `24.6 km`, `300 m`, to the millimetre. */
export function lengthWords(metres: number): string {
  if (Math.abs(metres) < 1000) return `${trim(metres, 3)} m`;
  return `${trim(metres / 1000, 6)} km`;
}

/** Milliseconds as people write them: `48 h`, `12 min`, `15 d`. */
export function durationWords(ms: number): string {
  if (ms % MILLIS.d === 0 && ms >= 3 * MILLIS.d) return `${ms / MILLIS.d} d`;
  if (Math.abs(ms) >= MILLIS.h) return `${trim(ms / MILLIS.h, 2)} h`;
  if (Math.abs(ms) >= MILLIS.min) return `${trim(ms / MILLIS.min, 2)} min`;
  return `${trim(ms / 1000, 3)} s`;
}

/** A part of a whole as people write it: `30 %`. */
export const percentWords = (share: number): string => `${trim(share * 100, 1)} %`;

/** Metres a second as people write them, `7.72 m/s`. */
export const speedWords = (metresASecond: number): string => `${trim(metresASecond, 2)} m/s`;

const trim = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
