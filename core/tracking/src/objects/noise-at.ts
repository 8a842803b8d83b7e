import type { Detections } from './detections.ts';
import type { Scan } from './scan.ts';

/** A line tells nothing of where on it something is: this many metres, one sigma. */
export const ANYWHERE = 1e4;

/** Where an object is as a sensor sees it: the middle of its modes, and the way to it. */
export interface Aim {
  x: number;
  y: number;
  /** One sigma of that on an axis, metres. */
  sigma: number;
  range: number;
  /** The part of it that is in the field. */
  inside: number;
  /** Unit vector from the sensor. */
  east: number;
  north: number;
  /** Of what measures lines: what it should measure there, in radians or metres. */
  expected: number;
  /** Whether that is an angle. */
  turns: boolean;
  /** Unit vector in which the measured value grows, and by how much a metre. */
  acrossX: number;
  acrossY: number;
  slope: number;
}

export const aim: Aim = {
  x: 0,
  y: 0,
  sigma: 0,
  range: 0,
  inside: 0,
  east: 0,
  north: 0,
  expected: 0,
  turns: false,
  acrossX: 0,
  acrossY: 0,
  slope: 0,
};

/**
 * Writes the covariance of a detection at `aim` as a place (xx, xy, yy), the sensor's measurement
 * linearised there. The doubt about where a moving sensor is, and how it is turned, is part of it.
 */
export function noiseAt(
  scan: Scan,
  detections: Detections | undefined,
  into: Float64Array,
  s: number,
  noise: Scan['noise'] = scan.noise,
): void {
  const { poseSigma = 0, azimuthSigma = 0, measure } = scan;
  // Read by index: taking arrays apart costs more than all that follows, for every object.
  const first = noise[0]?.[0] ?? 0;
  const cross = noise[0]?.[1] ?? 0;
  const second = noise[1]?.[1] ?? 0;
  const pose = poseSigma * poseSigma;
  const { range } = aim;
  const turn = azimuthSigma * azimuthSigma;
  switch (measure) {
    case 'place': {
      const { east, north } = aim;
      const across = turn * range * range;
      into[s] = first + pose + across * north * north;
      into[s + 1] = cross - across * north * east;
      into[s + 2] = second + pose + across * east * east;
      return;
    }
    case 'bearing':
      aim.turns = true;
      aim.expected = Math.atan2(aim.north, aim.east);
      aim.acrossX = -aim.north;
      aim.acrossY = aim.east;
      aim.slope = 1 / range;
      laid(aim.east, aim.north, ANYWHERE ** 2, (first + turn) * range * range + pose, 0, into, s);
      return;
    case 'difference':
      differ(scan);
      laid(aim.acrossY, -aim.acrossX, ANYWHERE ** 2, first / aim.slope ** 2 + pose, 0, into, s);
      return;
    default: {
      const along = alongAt(scan, detections, second, noise[2]?.[2] ?? 0);
      const both = measure === 'polar' ? cross * range : 0;
      laid(aim.east, aim.north, along + pose, (first + turn) * range * range + pose, both, into, s);
    }
  }
}

/** Variance of the ground range at `aim`. */
function alongAt(
  scan: Scan,
  detections: Detections | undefined,
  second: number,
  third: number,
): number {
  const { range } = aim;
  if (scan.measure === 'polar') return second;
  if (scan.measure === 'sightline') {
    // Ground range is height / tan(depression): a metre of it is this much of an angle.
    const { height = 1 } = scan;
    return second * ((range * range + height * height) / height) ** 2;
  }
  const elevation = detections?.elevationNear(aim.x, aim.y) ?? 0;
  const cos = Math.cos(elevation);
  // Slant range times sine of the elevation is the height.
  const height = range * Math.tan(elevation);
  return cos * cos * second + height * height * third;
}

/** By how much further an object at `aim` is from the first receiver, and how that grows. */
function differ({ pairs }: Scan): void {
  const [[ax, ay], [bx, by]] = pairs?.[0] ?? [
    [0, 0],
    [0, 0],
  ];
  const a = Math.max(1, Math.hypot(aim.x - ax, aim.y - ay));
  const b = Math.max(1, Math.hypot(aim.x - bx, aim.y - by));
  const gx = (aim.x - ax) / a - (aim.x - bx) / b;
  const gy = (aim.y - ay) / a - (aim.y - by) / b;
  // On the line behind both receivers nothing can be told: the slope is next to none.
  const slope = Math.sqrt(gx * gx + gy * gy);
  aim.turns = false;
  aim.expected = a - b;
  aim.slope = Math.max(slope, 1e-3);
  aim.acrossX = slope > 1e-9 ? gx / slope : 1;
  aim.acrossY = slope > 1e-9 ? gy / slope : 0;
}

/** Lays variances along and to the left of a direction into east and north. */
function laid(
  east: number,
  north: number,
  along: number,
  across: number,
  both: number,
  into: Float64Array,
  s: number,
): void {
  into[s] = across * north * north - 2 * both * north * east + along * east * east;
  into[s + 1] = (along - across) * east * north + both * (east * east - north * north);
  into[s + 2] = across * east * east + 2 * both * east * north + along * north * north;
}
