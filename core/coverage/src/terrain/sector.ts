import type { Viewpoint, Viewshed } from './viewshed.ts';

/** A viewshed cut to what lies clockwise from one azimuth to another, degrees from north; the rest counts as out of range. */
export function withinSector(
  shed: Viewshed,
  { col, row }: Pick<Viewpoint, 'col' | 'row'>,
  [from, to]: readonly [from: number, to: number],
): Viewshed {
  const width = to - from === 360 ? 360 : modulo(to - from);
  const clearance = shed.clearance.map((metres, i) => {
    const east = shed.col + (i % shed.width) - col;
    const south = shed.row + Math.floor(i / shed.width) - row;
    const azimuth = (Math.atan2(east, -south) * 180) / Math.PI;
    return modulo(azimuth - from) <= width ? metres : Number.NaN;
  });
  return { ...shed, clearance };
}

const modulo = (degrees: number): number => degrees - 360 * Math.floor(degrees / 360);
