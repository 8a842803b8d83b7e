import { type ClassProbabilities, probabilityOf } from '@greenline/observation';

/** How a sort of thing moves: what the filter expects of it. */
export interface Mobility {
  readonly domain: string;
  /** One sigma of its speed along each axis, m/s. */
  readonly speedSigma: number;
  /** How long it holds a course, seconds. */
  readonly turnS: number;
  /** Density of its acceleration noise, m²/s³. */
  readonly noise: number;
  /** Nothing of the sort goes faster, m/s. */
  readonly topSpeed: number;
  /** A track not seen for so long has ended, seconds. */
  readonly memoryS: number;
}

const UNKNOWN: Mobility = {
  domain: 'unknown',
  speedSigma: 10,
  turnS: 30,
  noise: 1,
  topSpeed: 1_000,
  memoryS: 3_600,
};

const SORTS: readonly (readonly [kind: string, Mobility])[] = [
  [
    'uncrewed-aircraft',
    { domain: 'aircraft', speedSigma: 20, turnS: 20, noise: 3, topSpeed: 300, memoryS: 600 },
  ],
  [
    'aircraft',
    { domain: 'aircraft', speedSigma: 80, turnS: 60, noise: 10, topSpeed: 1_000, memoryS: 600 },
  ],
  [
    'person',
    { domain: 'person', speedSigma: 1, turnS: 60, noise: 0.1, topSpeed: 15, memoryS: 3_600 },
  ],
  [
    'ground-vehicle',
    { domain: 'ground', speedSigma: 8, turnS: 60, noise: 1, topSpeed: 70, memoryS: 86_400 },
  ],
  [
    'heavy-weapon',
    { domain: 'ground', speedSigma: 0.5, turnS: 60, noise: 0.05, topSpeed: 40, memoryS: 259_200 },
  ],
  [
    'vessel',
    { domain: 'vessel', speedSigma: 6, turnS: 300, noise: 0.1, topSpeed: 40, memoryS: 7_200 },
  ],
  [
    'construction',
    { domain: 'fixed', speedSigma: 0.001, turnS: 1, noise: 1e-6, topSpeed: 1, memoryS: 2_592_000 },
  ],
  [
    'minefield',
    { domain: 'fixed', speedSigma: 0.001, turnS: 1, noise: 1e-6, topSpeed: 1, memoryS: 2_592_000 },
  ],
];

const known = new WeakMap<ClassProbabilities, Mobility>();

/** Of the sort that is likelier than not; of an unknown thing otherwise. */
export function mobilityOf(classes: ClassProbabilities): Mobility {
  let found = known.get(classes);
  if (found === undefined) {
    found = SORTS.find(([kind]) => probabilityOf(classes, kind) > 0.5)?.[1] ?? UNKNOWN;
    known.set(classes, found);
  }
  return found;
}

/** Whether two things may be one, as far as their sorts go. */
export const couldBeOne = (a: Mobility, b: Mobility): boolean =>
  a.domain === b.domain || a.domain === 'unknown' || b.domain === 'unknown';
