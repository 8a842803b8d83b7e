import { metres } from '@greenline/base';
import { azimuthTo, destination, distanceBetween, type Position } from '@greenline/geo';

/** A line that simulated things keep to: places are told by how far along and how far beside it. */
export interface Course {
  readonly lengthM: number;
  /** `besideM` to the left of the line's direction, negative to its right. */
  at(alongM: number, besideM: number): Position;
}

/** A course along a line of at least two vertices. Beyond its ends, things stay at the ends. */
export function courseAlong(vertices: readonly Position[]): Course {
  const starts: number[] = [0];
  for (let i = 1; i < vertices.length; i++) {
    const step = distanceBetween(vertices[i - 1] as Position, vertices[i] as Position);
    starts.push((starts[i - 1] as number) + step);
  }
  const lengthM = starts.at(-1) as number;
  return {
    lengthM,
    at(alongM, besideM) {
      const along = Math.min(Math.max(alongM, 0), lengthM);
      let leg = starts.findIndex((start) => start > along) - 1;
      if (leg < 0) leg = vertices.length - 2;
      const from = vertices[leg] as Position;
      const azimuth = azimuthTo(from, vertices[leg + 1] as Position);
      const on = destination(from, azimuth, metres(along - (starts[leg] as number)));
      if (besideM === 0) return on;
      const sideways = besideM > 0 ? azimuth - 90 : azimuth + 90;
      return destination(on, (sideways + 360) % 360, metres(Math.abs(besideM)));
    },
  };
}
