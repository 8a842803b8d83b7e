/** What a satellite's sensor sees, or can be turned to, about the geodetic nadir. Degrees. */
export type SatelliteSensor =
  | {
      /** An agile sensor's field of regard. */
      readonly type: 'cone';
      readonly maxOffNadirDeg: number;
      readonly minSunElevationDeg?: number;
    }
  | {
      readonly type: 'pyramid';
      /** Half the angle along the track: atan of forward over down. */
      readonly alongHalfDeg: number;
      readonly side: 'nadir';
      readonly acrossHalfDeg: number;
      readonly minSunElevationDeg?: number;
    }
  | {
      readonly type: 'pyramid';
      readonly alongHalfDeg: number;
      /** Right or left of the track over ground. */
      readonly side: 'right' | 'left' | 'both';
      readonly nearOffNadirDeg: number;
      readonly farOffNadirDeg: number;
      readonly minSunElevationDeg?: number;
    };

/** Angles across the track, degrees, positive right: one stretch for each side it looks to. */
export function swathsOf(
  sensor: SatelliteSensor & { type: 'pyramid' },
): readonly (readonly [from: number, to: number])[] {
  if (sensor.side === 'nadir') return [[-sensor.acrossHalfDeg, sensor.acrossHalfDeg]];
  const { nearOffNadirDeg: near, farOffNadirDeg: far, side } = sensor;
  const right = [near, far] as const;
  const left = [-far, -near] as const;
  return side === 'both' ? [right, left] : [side === 'right' ? right : left];
}

/** The largest angle from the nadir that the sensor reaches, radians. */
export function widestAngle(sensor: SatelliteSensor): number {
  if (sensor.type === 'cone') return sensor.maxOffNadirDeg * RAD;
  const across = Math.max(...swathsOf(sensor).flatMap(([from, to]) => [-from, to])) * RAD;
  return Math.atan(Math.hypot(Math.tan(across), Math.tan(sensor.alongHalfDeg * RAD)));
}

/**
 * Directions of a sensor's edge, sensor coordinates (forward, right, down), one ring for each side: 384 on
 * a cone; 96 on an edge across the track and 12 on one along.
 */
export function edgeOf(sensor: SatelliteSensor): readonly Float64Array[] {
  if (sensor.type === 'cone') {
    const [sine, cosine] = [Math.sin(widestAngle(sensor)), Math.cos(widestAngle(sensor))];
    return [
      Float64Array.from({ length: 384 * 3 }, (_, i) => {
        const azimuth = (2 * Math.PI * Math.floor(i / 3)) / 384;
        return i % 3 === 2 ? cosine : sine * (i % 3 === 0 ? Math.cos(azimuth) : Math.sin(azimuth));
      }),
    ];
  }
  const along = Math.tan(sensor.alongHalfDeg * RAD);
  return swathsOf(sensor).map(([from, to]) => {
    const across = even(from, to, 96).map((angle) => Math.tan(angle * RAD));
    const forward = even(-along, along, 12);
    const [near = 0, far = 0] = [across[0], across.at(-1)];
    return Float64Array.from(
      [
        ...forward.map((x) => [x, near, 1]),
        ...across.slice(1).map((y) => [along, y, 1]),
        ...forward
          .toReversed()
          .slice(1)
          .map((x) => [x, far, 1]),
        ...across
          .toReversed()
          .slice(1, -1)
          .map((y) => [-along, y, 1]),
      ].flat(),
    );
  });
}

const RAD = Math.PI / 180;

const even = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
