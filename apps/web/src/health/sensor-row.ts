/** A registered sensor as `GET /api/sensors` has it. Moments are RFC 3339. */
export interface SensorOnWire {
  readonly id: string;
  readonly nation?: string;
  readonly kind?: string;
  readonly trust?: string;
  readonly reportsEveryS?: number;
  readonly reports: number;
  /** Seconds since it last spoke; `null` where it never did. */
  readonly ageS: number | null;
  readonly silentSince?: string;
  readonly clock?: { readonly medianS: number; readonly spreadS: number };
  readonly offset?: SensorOffset;
}

/** It lays everything beside where others see the same, and is corrected by this. */
export interface SensorOffset {
  readonly eastM: number;
  readonly northM: number;
  readonly turnDeg?: number;
  readonly clockS?: number;
  readonly judgements: number;
  readonly since: string;
}

/** What nobody may overlook first: silent, then corrected, then those that speak, then those never heard. */
export const byNeed = (a: SensorOnWire, b: SensorOnWire): number =>
  needOf(a) - needOf(b) || a.id.localeCompare(b.id);

function needOf({ silentSince, offset, ageS }: SensorOnWire): number {
  if (silentSince !== undefined) return 0;
  if (offset !== undefined) return 1;
  return ageS === null ? 3 : 2;
}

const WINDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west'];

/** `277 m to the south-east, turned 1.0° right, its clock 0.8 s ahead`. */
export function offsetWords(offset: SensorOffset): string {
  const { eastM, northM, turnDeg = 0, clockS = 0 } = offset;
  const words: string[] = [];
  if (Math.hypot(eastM, northM) >= 1) words.push(placeWords(offset));
  if (Math.abs(turnDeg) >= 0.05)
    words.push(`turned ${Math.abs(turnDeg).toFixed(1)}° ${turnDeg > 0 ? 'left' : 'right'}`);
  if (Math.abs(clockS) >= 0.05)
    words.push(`its clock ${Math.abs(clockS).toFixed(1)} s ${clockS > 0 ? 'ahead' : 'behind'}`);
  return words.join(', ') || 'by less than a metre';
}

function placeWords({ eastM, northM }: SensorOffset): string {
  const bearing = ((Math.atan2(eastM, northM) * 180) / Math.PI + 360) % 360;
  const wind = WINDS[Math.round(bearing / 45) % 8] ?? 'north-west';
  return `${Math.round(Math.hypot(eastM, northM))} m to the ${wind}`;
}
