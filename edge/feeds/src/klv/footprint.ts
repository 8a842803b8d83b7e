import { heightAboveEllipsoid } from '@greenline/base';
import { fromLocal, localFrame } from '@greenline/geo';

/** Degrees east and north. */
export type Corner = readonly [lon: number, lat: number];

/** Where a camera is, which way it looks and how wide. Angles in degrees. */
export interface CameraView {
  readonly lon: number;
  readonly lat: number;
  /** Height above the ground's own zero, metres: same datum as the ground's. */
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
  readonly rollDeg: number;
  /** The camera's turn against its platform: azimuth, then elevation, then roll. */
  readonly azimuthDeg: number;
  readonly elevationDeg: number;
  readonly cameraRollDeg: number;
  readonly hfovDeg: number;
  readonly vfovDeg: number;
}

/** Metres east, north and up of the camera. */
export type Ray = readonly [east: number, north: number, up: number];

/**
 * Where a ray from the camera meets the ground, in metres east, north and up of the camera;
 * `undefined` where it does not. Terrain takes the place of the plane here.
 */
export type Ground = (view: CameraView, ray: Ray) => Ray | undefined;

/** Past this a ray is too flat for where it lands to mean anything, metres. */
const FARTHEST_M = 100_000;

/** Level ground at one height. */
export const levelGround =
  (heightM: number): Ground =>
  (view, [east, north, up]) => {
    if (up >= 0 || view.heightM <= heightM) return undefined;
    const reach = (heightM - view.heightM) / up;
    if (reach * Math.hypot(east, north) > FARTHEST_M) return undefined;
    return [reach * east, reach * north, reach * up];
  };

/**
 * The four corners of the picture on the ground: top left, top right, bottom right, bottom left.
 *
 * `undefined` where a corner looks past the ground. Platform and camera turn in yaw, pitch, roll order
 * (ST 0601, appendix on attitude); the picture's top is up.
 */
export function cornersOf(view: CameraView, ground: Ground): readonly Corner[] | undefined {
  const half = [Math.tan(radians(view.hfovDeg / 2)), Math.tan(radians(view.vfovDeg / 2))] as const;
  if (!(view.hfovDeg > 0 && view.hfovDeg < 180 && view.vfovDeg > 0 && view.vfovDeg < 180))
    return undefined;
  const frame = localFrame('camera', {
    lon: view.lon,
    lat: view.lat,
    height: heightAboveEllipsoid(view.heightM),
  });
  const corners: Corner[] = [];
  for (const [right, down] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    const hit = ground(view, rayOf(view, right * half[0], down * half[1]));
    if (hit === undefined) return undefined;
    const [east, north, up] = hit;
    const { lon, lat } = fromLocal(frame, { east, north, up });
    corners.push([lon, lat]);
  }
  return corners;
}

/** The ray through a point of the picture: `right` and `down` of its centre, at distance one. */
export function rayOf(view: CameraView, right: number, down: number): Ray {
  const inPlatform = turn([1, right, down], view.azimuthDeg, view.elevationDeg, view.cameraRollDeg);
  const [north, east, below] = turn(inPlatform, view.headingDeg, view.pitchDeg, view.rollDeg);
  return [east, north, -below];
}

/** Forward, right, down: rolled, then pitched, then yawed. */
function turn(
  [x, y, z]: Ray,
  yawDeg: number,
  pitchDeg: number,
  rollDeg: number,
): readonly [number, number, number] {
  const [sr, cr] = [Math.sin(radians(rollDeg)), Math.cos(radians(rollDeg))];
  const [sp, cp] = [Math.sin(radians(pitchDeg)), Math.cos(radians(pitchDeg))];
  const [sy, cy] = [Math.sin(radians(yawDeg)), Math.cos(radians(yawDeg))];
  const y1 = cr * y - sr * z;
  const z1 = sr * y + cr * z;
  const x2 = cp * x + sp * z1;
  const z2 = cp * z1 - sp * x;
  return [cy * x2 - sy * y1, sy * x2 + cy * y1, z2];
}

/** A ring of GeoJSON: closed and counter-clockwise (RFC 7946). */
export function ringOf(corners: readonly Corner[]): readonly Corner[] {
  let doubled = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] as Corner;
    doubled += x * nextY - nextX * y;
  });
  const ring = doubled < 0 ? [...corners].reverse() : corners;
  return [...ring, ring[0] as Corner];
}

/** Where a point of the picture lies between four corners: shares from the left and from the top. */
export function between(corners: readonly Corner[], across: number, downward: number): Corner {
  const weights = [
    (1 - across) * (1 - downward),
    across * (1 - downward),
    across * downward,
    (1 - across) * downward,
  ];
  let [lon, lat] = [0, 0];
  corners.forEach(([x, y], i) => {
    lon += (weights[i] as number) * x;
    lat += (weights[i] as number) * y;
  });
  return [lon, lat];
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
