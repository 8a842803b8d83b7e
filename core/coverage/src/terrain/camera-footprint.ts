import { fail, ok, type Result } from '@greenline/base';
import { type ElevationGrid, heightAt } from './elevation-grid.ts';
import { DROP } from './viewshed.ts';

/** A camera in the air over a grid. Angles in degrees. */
export interface Camera {
  /** Cells from the middle of the north-western one. */
  readonly col: number;
  readonly row: number;
  /** Metres, counted from where the grid's heights are counted from. */
  readonly altitudeM: number;
  /** Of the middle of the picture: clockwise from north, and up from level (straight down is -90). */
  readonly headingDeg: number;
  readonly pitchDeg: number;
  /** Of the picture clockwise, as the camera sees it. */
  readonly rollDeg: number;
  readonly widthDeg: number;
  readonly heightDeg: number;
  readonly maxRangeM: number;
}

/** Where a picture's edge meets the ground. */
export interface CameraFootprint {
  /** Columns and rows of the outline, once round; the first is not repeated. */
  readonly outline: readonly (readonly [col: number, row: number])[];
  /** Some of the edge meets no ground within range, or only beyond the terrain: the outline ends there. */
  readonly cut: boolean;
}

export interface FootprintError {
  readonly kind: 'outside' | 'under-ground' | 'sky' | 'out-of-range';
  readonly text: string;
}

const ON_AN_EDGE = 16;

/** Marches rays along the picture's edge over the terrain, a quarter of a cell at a time, the Earth's curvature included. */
export function cameraFootprint(
  grid: ElevationGrid,
  camera: Camera,
): Result<CameraFootprint, FootprintError> {
  const { altitudeM, widthDeg, heightDeg, maxRangeM, col, row } = camera;
  const fields = [widthDeg, heightDeg];
  if (!fields.every((field) => field > 0 && field < 175) || !(maxRangeM > 0)) {
    return fail({
      kind: 'out-of-range',
      text: 'a field of view is above 0 and below 175, a range above 0',
    });
  }
  const ground = heightAt(grid, col, row);
  if (Number.isNaN(ground)) {
    return fail({
      kind: 'outside',
      text: 'the camera is not over known terrain: give the terrain below it',
    });
  }
  if (!(altitudeM > ground)) {
    const text = `the camera at ${altitudeM} m is not over the ground at ${ground} m: check what its altitude is counted from`;
    return fail({ kind: 'under-ground', text });
  }
  const rays = edgeRays(camera).map((ray) => march(grid, camera, ray));
  const met = rays.filter(({ end }) => end === 'ground');
  if (met.length === 0 && rays.every(({ end }) => end === 'sky')) {
    return fail({ kind: 'sky', text: 'the whole edge of the picture is over the horizon' });
  }
  // A ray to the sky has its place at the range's end, over ground that the picture shows.
  return ok({ outline: rays.map(({ at }) => at), cut: met.length < rays.length });
}

type Ray = readonly [east: number, north: number, up: number];

/** Directions of the picture's edge, once round from its upper left corner. */
function edgeRays({ headingDeg, pitchDeg, rollDeg, widthDeg, heightDeg }: Camera): readonly Ray[] {
  const rad = Math.PI / 180;
  const [x, y] = [Math.tan((widthDeg * rad) / 2), Math.tan((heightDeg * rad) / 2)];
  const corners = [
    [-x, y],
    [x, y],
    [x, -y],
    [-x, -y],
  ] as const;
  const [sinH, cosH] = [Math.sin(headingDeg * rad), Math.cos(headingDeg * rad)];
  const [sinP, cosP] = [Math.sin(pitchDeg * rad), Math.cos(pitchDeg * rad)];
  const [sinR, cosR] = [Math.sin(rollDeg * rad), Math.cos(rollDeg * rad)];
  return corners.flatMap(([fromX, fromY], i) => {
    const [toX, toY] = corners[(i + 1) % 4] as readonly [number, number];
    return Array.from({ length: ON_AN_EDGE }, (_, k): Ray => {
      const share = k / ON_AN_EDGE;
      const [px, py] = [fromX + share * (toX - fromX), fromY + share * (toY - fromY)];
      const right = px * cosR + py * sinR;
      const over = py * cosR - px * sinR;
      // Forward, right and up of the camera, turned by pitch and then by heading.
      const level = cosP - over * sinP;
      return [level * sinH + right * cosH, level * cosH - right * sinH, sinP + over * cosP];
    });
  });
}

interface Met {
  readonly at: readonly [col: number, row: number];
  readonly end: 'ground' | 'edge' | 'sky';
}

function march(grid: ElevationGrid, camera: Camera, [east, north, up]: Ray): Met {
  const { col, row, altitudeM, maxRangeM } = camera;
  const size = Math.hypot(east, north, up);
  const flat = Math.hypot(east, north) / size;
  const step = grid.cellM / 4;
  /** Over the ground after so many metres along the ray; NaN where the ground is unknown. */
  const over = (range: number): number => {
    const away = flat * range;
    // Seen from the camera the ground sinks away as the Earth curves.
    const ground = heightAt(grid, ...placeAt(range)) - DROP * away * away;
    return altitudeM + (up / size) * range - ground;
  };
  const placeAt = (range: number): readonly [number, number] => [
    col + (east / size / grid.cellM) * range,
    row - (north / size / grid.cellM) * range,
  ];
  let before = 0;
  for (let range = step; range <= maxRangeM; range += step) {
    const clear = over(range);
    if (Number.isNaN(clear)) return { at: placeAt(before), end: 'edge' };
    if (clear > 0) {
      before = range;
      continue;
    }
    let [air, earth] = [before, range];
    for (let i = 0; i < 20; i++) {
      const middle = (air + earth) / 2;
      if (over(middle) > 0) air = middle;
      else earth = middle;
    }
    return { at: placeAt(earth), end: 'ground' };
  }
  return { at: placeAt(before), end: 'sky' };
}
