import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellOf } from '@greenline/geo';

/** Everybody who is not mission staff, each under the name that a token is for. */
export const OUTSIDERS = [
  'liaison-a',
  'liaison-b',
  'nation-lead',
  'nation-aster',
  'nation-birch',
  'patrol-dahlia-1',
  'demining',
  'public',
] as const;

/** Kinds that a node lists, exact and released. */
export const LISTS = [
  'observations',
  'tracks',
  'events',
  'findings',
  'cases',
  'periods',
  'declarations',
  'refusals',
  'tasks',
  'releases',
  'hazard-warnings',
  'safety-alerts',
  'suspensions',
] as const;

/** Words that stand in what sensors say and in nothing that leaves. */
export const CANARY = 'canary-7f3a';

const REPORTED = { kind: 'object', sigmaM: 5, text: CANARY, attributes: { note: CANARY } };

/** Where in its cell a thing stands: from the south-west corner (0, 0) to the north-east one (1, 1). */
export interface Within {
  readonly u: number;
  readonly v: number;
}

/** Cells north of the line, each named by what cuts it in two; the first two by nothing. */
const CELLS = {
  inside: cellOf({ lon: 35.4936, lat: 47.5686 }),
  apart: cellOf({ lon: 35.6, lat: 47.5686 }),
  droneLimit: cellOf({ lon: 35.4985, lat: 47.6138 }),
  zoneBoundary: cellOf({ lon: 35.4954, lat: 47.659 }),
  gunLimit: cellOf({ lon: 35.5002, lat: 47.7042 }),
} as const;

/** Figures of the cells' outlines, as they are released. */
export const CELL_EDGES: ReadonlySet<string> = new Set(
  Object.values(CELLS)
    .flatMap(({ bounds }) => Object.values(bounds))
    .map((degrees) => String(Math.round(degrees * 1e7) / 1e7)),
);

/** Figures of the agreement's own line, which is everybody's to know, as the map of a report draws it. */
export const LINE_FIGURES: ReadonlySet<string> = new Set(
  (
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../missions/forty-km/line.geojson'), 'utf8'),
    ) as { readonly geometry: { readonly coordinates: readonly (readonly number[])[] } }
  ).geometry.coordinates
    .flat()
    .map((degrees) => String(Math.round(degrees * 1e3) / 1e3)),
);

export const place = (cell: keyof typeof CELLS, { u, v }: Within) => {
  const { west, south, east, north } = CELLS[cell].bounds;
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    lon: round(west + (0.02 + 0.96 * u) * (east - west)),
    lat: round(south + (0.02 + 0.96 * v) * (north - south)),
  };
};

/** A force of party A and a shot of it, everything in one place of its own cell. */
export const forceAt = (within: Within): readonly Readonly<Record<string, unknown>>[] => [
  {
    ...REPORTED,
    sensor: 'lead-drone-1',
    class: 'tank',
    party: 'A',
    identity: `${CANARY}-tank`,
    ...place('inside', within),
  },
  {
    ...REPORTED,
    sensor: 'aster-mast-1',
    class: 'apc',
    party: 'A',
    identity: `${CANARY}-apc`,
    ...place('zoneBoundary', within),
  },
  {
    ...REPORTED,
    sensor: 'birch-radar-1',
    class: 'artillery',
    party: 'A',
    identity: `${CANARY}-gun`,
    ...place('gunLimit', within),
    attributes: { note: CANARY, calibreMm: 152 },
  },
  {
    ...REPORTED,
    sensor: 'lead-drone-2',
    class: 'uncrewed-aircraft',
    party: 'A',
    identity: `${CANARY}-uav`,
    ...place('droneLimit', within),
  },
  {
    ...REPORTED,
    sensor: 'lead-satellite',
    class: 'mlrs',
    party: 'A',
    identity: `${CANARY}-satellite`,
    ...place('inside', { u: within.v, v: 1 - within.u }),
  },
  {
    ...REPORTED,
    kind: 'event',
    sensor: 'lead-drone-1',
    class: 'explosion',
    direction: 'outgoing',
    ...place('inside', within),
  },
];

/** What a party may announce of itself: that it may be in one half of a cell, to learn in which it was seen. */
export const PERMITS = (['zoneBoundary'] as const).map((cell) => ({
  fact: 'permit',
  id: `half-of-${cell}`,
  kind: 'movement',
  party: 'A',
  area: westernHalf(cell),
  from: '2026-03-10T12:00:00Z',
  to: '2026-03-10T13:00:00Z',
}));

/** The same of a flight, announced in time and released to everybody, so that whatever rests on it is told. */
export const NOTICES = (['droneLimit', 'inside'] as const).map((cell) => ({
  declaration: 'notice',
  id: `flight-in-half-of-${cell}`,
  kind: 'flight',
  party: 'A',
  area: westernHalf(cell),
  from: '2026-03-10T11:00:00Z',
  to: '2026-03-10T13:00:00Z',
  releasableTo: ['public'],
}));

function westernHalf(cell: keyof typeof CELLS) {
  const { west, south, east, north } = CELLS[cell].bounds;
  const middle = (west + east) / 2;
  const ring = [
    [west, south],
    [middle, south],
    [middle, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** Two looks at howitzers without a name in one cell: a tracker takes them for one only where they are near. */
export const howitzersAt = ({ u, v }: Within): readonly Readonly<Record<string, unknown>>[] =>
  [
    { u: 0.005, v: 0.005 },
    { u, v },
  ].map((within) => ({
    ...REPORTED,
    sensor: 'lead-drone-1',
    class: 'howitzer',
    party: 'A',
    ...place('apart', within),
  }));
