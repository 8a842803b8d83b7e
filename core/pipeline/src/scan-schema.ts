import { z } from 'zod';

type Corner = readonly [lon: number, lat: number];

/** Whether a closed ring turns one way all along. */
function isConvex(ring: readonly Corner[]): boolean {
  if (ring.length > 65) return false;
  const corners = ring.slice(0, -1);
  const turns = corners.map(([ax, ay], i) => {
    const [bx, by] = corners[(i + 1) % corners.length] as Corner;
    const [cx, cy] = corners[(i + 2) % corners.length] as Corner;
    return (bx - ax) * (cy - by) - (by - ay) * (cx - bx);
  });
  return turns.every((turn) => turn > 0) || turns.every((turn) => turn < 0);
}

export const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const ring = z.array(lonLat).min(4);

/** How a sensor scans: about the place where it stands, or over a convex area. */
export const scan = z
  .strictObject({
    periodS: z.number().positive().max(3_600),
    pd: z.number().gt(0).max(1),
    clutter: z.number().nonnegative().max(100_000),
    minSpeedMps: z.number().nonnegative().max(1_000).optional(),
    fastestMps: z.number().positive().max(3_000).optional(),
    rangeM: z.number().positive().max(300_000).optional(),
    minRangeM: z.number().nonnegative().default(0),
    area: ring.optional(),
    rangeSigmaM: z.number().positive().max(10_000).optional(),
    labelSure: z.number().min(0.001).max(0.999).optional(),
    measures: z
      .enum(['bearing', 'bearing-elevation', 'range-azimuth-elevation', 'time-difference', 'count'])
      .optional(),
    elevationSigmaDeg: z.number().positive().max(90).optional(),
    aboveGroundM: z.number().positive().max(20_000).optional(),
    countSigma: z.number().positive().max(10_000).optional(),
    differenceSigmaS: z.number().positive().max(60).optional(),
    signalMps: z.number().min(100).max(3e8).optional(),
  })
  .refine(
    ({ rangeM, area }) => (area === undefined) !== (rangeM === undefined),
    'write rangeM or area, one of them',
  )
  .refine(({ rangeM, minRangeM }) => rangeM === undefined || minRangeM < rangeM, {
    path: ['minRangeM'],
    message: 'is less than rangeM',
  })
  .refine(({ area }) => area === undefined || isConvex(area), {
    path: ['area'],
    message: 'write a convex ring of at most 65 corners',
  });

type Scan = z.infer<typeof scan>;

/** What one must know of a sensor, beside its field, to use what it measures. */
const NEEDS: Readonly<Record<NonNullable<Scan['measures']>, readonly string[]>> = {
  bearing: ['position', 'bearingSigmaDeg'],
  'bearing-elevation': [
    'position',
    'bearingSigmaDeg',
    'scan.elevationSigmaDeg',
    'scan.aboveGroundM',
  ],
  'range-azimuth-elevation': [
    'position',
    'bearingSigmaDeg',
    'scan.rangeSigmaM',
    'scan.elevationSigmaDeg',
  ],
  'time-difference': ['scan.differenceSigmaS', 'scan.signalMps'],
  count: ['scan.countSigma'],
};

/** What a sensor that scans does not say and must. */
export function scanNeeds(sensor: {
  readonly scan?: Scan | undefined;
  readonly position?: unknown;
  readonly bearingSigmaDeg?: number | undefined;
}): readonly string[] {
  const { scan: habit, position } = sensor;
  if (habit === undefined) return [];
  const { measures, rangeM, minSpeedMps } = habit;
  const stands = (rangeM ?? minSpeedMps) !== undefined && position === undefined;
  const needs = new Set(stands ? ['position'] : []);
  for (const need of measures === undefined ? [] : NEEDS[measures]) {
    const [name, within] = need.split('.') as [string, string?];
    const said = within === undefined ? sensor : habit;
    if ((said as Readonly<Record<string, unknown>>)[within ?? name] === undefined) needs.add(need);
  }
  return [...needs];
}
