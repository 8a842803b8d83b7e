import { fromLocal, type Position } from '@greenline/geo';
import { applyCount, expectCount, gainOf } from '../objects/count.ts';
import { type Box, bounds, insideBy } from '../objects/field.ts';
import { type SectorCell, sectorOf } from './grid.ts';
import { countIn } from './scan-in.ts';
import type { SectorAtWork } from './sector-net.ts';
import type { CountSweep } from './sweep.ts';

/** Places by side at which it is asked whether a field lies where something has been scanned. */
const SAMPLES = 24;

/**
 * Corrects how many objects there are by a count, over all sectors that its field reaches: each object
 * and each place belong to one of them. A count over ground of which some has never been scanned says
 * nothing, since nobody knows how many to expect there.
 */
export function count(sweep: CountSweep, reached: readonly SectorAtWork[]): void {
  const scanned = new Set(
    reached.flatMap((one) => (one.tracker.undetected.known ? [one.cell.name] : [])),
  );
  if (!placesIn(sweep, reached[0]?.cell).every((at) => scanned.has(sectorOf(at)))) return;
  const parts = reached
    .filter(({ cell }) => scanned.has(cell.name))
    .map(({ cell, tracker: { followed, undetected } }) => {
      const [scan, within] = [countIn(cell, sweep), boxOf(cell)];
      const expected = expectCount(scan, followed, undetected, within);
      return { scan, within, followed, undetected, expected };
    });
  const [first] = parts;
  if (first === undefined) return;
  const gain = gainOf(
    first.scan,
    parts.map(({ expected }) => expected),
  );
  for (const { scan, within, followed, undetected, expected } of parts)
    applyCount(scan, gain, expected, followed, undetected, within);
}

/** A cell without its margin. */
const boxOf = ({ halfEast, halfNorth }: SectorCell): Box => [
  -halfEast,
  -halfNorth,
  halfEast,
  halfNorth,
];

/** Places all over a field; where no sector is reached, none that anybody has scanned. */
function placesIn(sweep: CountSweep, cell: SectorCell | undefined): readonly Position[] {
  if (cell === undefined) return [];
  const scan = countIn(cell, sweep);
  const [west, south, east, north] = bounds(scan);
  const places: Position[] = [];
  for (let row = 0; row < SAMPLES; row++)
    for (let column = 0; column < SAMPLES; column++) {
      const x = west + ((column + 0.5) * (east - west)) / SAMPLES;
      const y = south + ((row + 0.5) * (north - south)) / SAMPLES;
      if (insideBy(scan, x, y) > 0) places.push(fromLocal(cell.frame, { east: x, north: y }));
    }
  return places;
}
