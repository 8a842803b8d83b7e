import type { Spot } from '../flights/plane.ts';
import type { Ground } from './ground.ts';
import type { Asset, Option, Seen } from './option.ts';

/** A camera or radar on a mast that points one way for the whole plan. */
export interface Tower {
  readonly id: string;
  readonly at: Spot;
  readonly reachM: number;
  /** Width of what it sees at once, degrees. */
  readonly widthDeg: number;
  /** Probability of detection in an hour, near by; it falls to none at its reach. */
  readonly pd: number;
}

/** Ways that a tower can point, all round. */
const WAYS = 8;

/** Its pointings, of which one holds for all `hours`. */
export function towerAsset(
  { id, at, reachM, widthDeg, pd }: Tower,
  ground: Ground,
  hours: number,
): Asset {
  const near = ground.near(at, reachM);
  const options = Array.from({ length: WAYS }, (_, way): Option => {
    const middle = (way * 360) / WAYS;
    const sees = near.flatMap((cell): Seen[] => {
      const [x, y] = ground.cells[cell] as Spot;
      const [east, north] = [x - at[0], y - at[1]];
      const bearing = (Math.atan2(east, north) * 180) / Math.PI;
      const off = Math.abs(((bearing - middle + 540) % 360) - 180);
      const far = Math.hypot(east, north) / reachM;
      const chance = pd * (1 - far ** 4);
      if (off > widthDeg / 2 || chance < 0.01) return [];
      return Array.from({ length: hours }, (_, hour) => ({ cell, hour, pd: chance }));
    });
    return { id: `${id}/${Math.round(middle)}`, asset: id, from: 0, to: hours, sees };
  });
  return { id, options: options.filter(({ sees }) => sees.length > 0), most: 1 };
}
