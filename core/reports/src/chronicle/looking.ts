import { type EffortShares, effortShares, type Look } from '@greenline/coverage';
import type { Period } from '../day-bounds.ts';
import type { EffortBox } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { TOTAL } from './chronicle.ts';

/** Effort on each region and on the whole; empty where no look at all is recorded. */
export function effortByRegion(
  looks: readonly Look[],
  { from, to }: Period,
  { regions }: Pick<ReportMission, 'regions'>,
): ReadonlyMap<string, EffortShares> {
  if (looks.length === 0) return new Map();
  const area = wholeOf(regions);
  return new Map([
    ...regions.map(({ id, area }) => [id, effortShares(looks, { from, to, area })] as const),
    [TOTAL, effortShares(looks, { from, to, ...(area && { area }) })],
  ]);
}

/** Effort on each disengagement area, under `areaKey`. */
export const effortByArea = (
  looks: readonly Look[],
  { from, to }: Period,
  { disengagement = [] }: Pick<ReportMission, 'disengagement'>,
): ReadonlyMap<string, EffortShares> =>
  looks.length === 0
    ? new Map()
    : new Map(
        disengagement.map(({ id, area }) => [areaKey(id), effortShares(looks, { from, to, area })]),
      );

/** A disengagement area among regions: its name may be one of theirs. */
export const areaKey = (id: string): string => `area/${id}`;

/** Sensor-hours on the whole in each stretch. */
export function hoursIn(
  looks: readonly Look[],
  stretches: readonly Period[],
  { regions }: Pick<ReportMission, 'regions'>,
) {
  if (looks.length === 0) return undefined;
  const area = wholeOf(regions);
  return stretches.map(({ from, to }) => ({
    from,
    to,
    sensorHours: effortShares(looks, { from, to, ...(area && { area }) }).sensorHours,
  }));
}

const BOXES_ON_A_SIDE = 16;

/** The whole area in boxes of one size, and what of each was looked at; those beyond it left out. */
export function effortInBoxes(
  looks: readonly Look[],
  { from, to }: Period,
  { regions }: Pick<ReportMission, 'regions'>,
): readonly EffortBox[] {
  const corners = regions.flatMap(({ area }) =>
    (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).flat(2),
  );
  if (looks.length === 0 || corners.length === 0) return [];
  const [west, east] = rangeOf(corners.map(([lon = 0]) => lon));
  const [south, north] = rangeOf(corners.map(([, lat = 0]) => lat));
  const size = Math.max(east - west, north - south) / BOXES_ON_A_SIDE;
  const boxes: EffortBox[] = [];
  for (let row = 0; south + row * size < north; row++) {
    for (let column = 0; west + column * size < east; column++) {
      const box = {
        west: round(west + column * size),
        south: round(south + row * size),
        east: round(Math.min(east, west + (column + 1) * size)),
        north: round(Math.min(north, south + (row + 1) * size)),
      };
      const middle = [(box.west + box.east) / 2, (box.south + box.north) / 2] as const;
      const region = regions.find((one) => one.contains(...middle))?.id;
      if (region === undefined) continue;
      boxes.push({ region, ...box, ...effortShares(looks, { from, to, area: areaOf(box) }) });
    }
  }
  return boxes;
}

const areaOf = ({
  west,
  south,
  east,
  north,
}: Pick<EffortBox, 'west' | 'south' | 'east' | 'north'>) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

const rangeOf = (values: readonly number[]): readonly [number, number] => [
  values.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY),
  values.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY),
];

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

function wholeOf(regions: ReportMission['regions']) {
  const coordinates = regions.flatMap(({ area }) =>
    area.type === 'Polygon' ? [area.coordinates] : area.coordinates,
  );
  return coordinates.length > 0 ? { type: 'MultiPolygon' as const, coordinates } : undefined;
}
