import { unwrapLongitude } from './ellipsoid.ts';
import type { Position } from './position.ts';

/** A ring on one side of the date line, and how often the earth was turned to get there. */
export interface Cut {
  readonly turn: number;
  readonly ring: readonly Position[];
}

/** Cuts a closed ring where it crosses 180°; a ring that does not comes back as it is. */
export function cutRing(ring: readonly Position[]): Cut[] {
  const open = unwrapped(ring).slice(0, -1);
  const turns = turnsOf(open);
  if (turns.length === 1) return [{ turn: turns[0] as number, ring }];
  return turns.flatMap((turn) => {
    const east = clip(open, turn * 360 - 180, 1);
    const kept = clip(east, turn * 360 + 180, -1);
    const [first] = kept;
    if (first === undefined || kept.length < 3) return [];
    const shifted = [...kept, first].map(({ lon, lat }) => ({ lon: lon - turn * 360, lat }));
    return [{ turn, ring: shifted }];
  });
}

/** Cuts a line where it crosses 180°. */
export function cutLine(positions: readonly Position[]): (readonly Position[])[] {
  const run = unwrapped(positions);
  if (turnsOf(run).length === 1) return [positions];
  const parts: Position[][] = [[]];
  run.forEach((position, index) => {
    const before = run[index - 1];
    const turn = turnOf(position.lon);
    if (before !== undefined && turnOf(before.lon) !== turn) {
      const last = turnOf(before.lon);
      const meridian = Math.max(last, turn) * 360 - 180;
      const at = crossing(before, position, meridian);
      parts.at(-1)?.push({ lon: meridian - last * 360, lat: at.lat });
      parts.push([{ lon: meridian - turn * 360, lat: at.lat }]);
    }
    parts.at(-1)?.push({ lon: position.lon - turn * 360, lat: position.lat });
  });
  return parts;
}

function unwrapped(positions: readonly Position[]): Position[] {
  let before = positions[0]?.lon ?? 0;
  return positions.map(({ lon, lat }) => {
    // An unbroken run stays as written, 180 and all.
    before = Math.abs(lon - before) <= 180 ? lon : unwrapLongitude(lon, before);
    return { lon: before, lat };
  });
}

const turnOf = (lon: number): number => Math.ceil((lon - 180) / 360);

function turnsOf(positions: readonly Position[]): number[] {
  const lons = positions.map(({ lon }) => lon);
  const least = turnOf(lons.reduce((a, b) => Math.min(a, b)) + 1e-12);
  const most = turnOf(lons.reduce((a, b) => Math.max(a, b)));
  return Array.from({ length: Math.max(1, most - least + 1) }, (_, i) => least + i);
}

/** Keeps what of a ring lies east (`sign` 1) or west (-1) of a meridian. */
function clip(ring: readonly Position[], meridian: number, sign: 1 | -1): Position[] {
  const keeps = ({ lon }: Position): boolean => sign * (lon - meridian) >= 0;
  return ring.flatMap((position, index) => {
    const before = ring.at(index - 1) as Position;
    const cross = keeps(before) === keeps(position) ? [] : [crossing(before, position, meridian)];
    return keeps(position) ? [...cross, position] : cross;
  });
}

function crossing(a: Position, b: Position, meridian: number): Position {
  const share = (meridian - a.lon) / (b.lon - a.lon);
  return { lon: meridian, lat: a.lat + share * (b.lat - a.lat) };
}
