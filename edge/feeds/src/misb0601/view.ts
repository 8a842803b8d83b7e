import {
  type CameraView,
  type Corner,
  cornersOf,
  type Ground,
  levelGround,
  rayOf,
} from '../klv/footprint.ts';
import type { Items } from '../klv/item.ts';
import { firstNumber, numberOf } from '../klv/values.ts';

/** What the camera sees on the ground, and how that is known. */
export interface Footprint {
  /** Top left, top right, bottom right, bottom left of the picture. */
  readonly corners: readonly Corner[];
  /** `corners`: as the set says; `offsets`: from the frame centre; `attitude`: computed on level ground. */
  readonly from: 'corners' | 'offsets' | 'attitude';
}

/** The centre of the picture on the ground. */
export interface FrameCentre {
  readonly lon: number;
  readonly lat: number;
  /** Metres above mean sea level. */
  readonly elevationM?: number;
}

export function frameCentreOf(items: Items): FrameCentre | undefined {
  const [lat, lon, elevationM] = [23, 24, 25].map((tag) => numberOf(items, tag));
  if (lat === undefined || lon === undefined) return undefined;
  return { lon, lat, ...(elevationM !== undefined && { elevationM }) };
}

/**
 * The footprint: full corners (items 82 to 89), else offsets from the frame centre (26 to 33), else
 * from attitude, field of view and the height above the ground. `ground` is the terrain, where known;
 * without it the ground is level at the frame centre's elevation, or as the slant range has it.
 */
export function footprintOf(items: Items, ground?: Ground): Footprint | undefined {
  const full = four(items, 82, 0, 0);
  if (full !== undefined) return { corners: full, from: 'corners' };
  const centre = frameCentreOf(items);
  const offset = centre && four(items, 26, centre.lon, centre.lat);
  if (offset !== undefined) return { corners: offset, from: 'offsets' };
  const view = viewOf(items);
  const surface = ground ?? (view && groundOf(items, view));
  const corners = view && surface && cornersOf(view, surface);
  return corners && { corners, from: 'attitude' };
}

function four(items: Items, first: number, lon: number, lat: number): Corner[] | undefined {
  const corners: Corner[] = [];
  for (let tag = first; tag < first + 8; tag += 2) {
    const north = numberOf(items, tag);
    const east = numberOf(items, tag + 1);
    if (north === undefined || east === undefined) return undefined;
    corners.push([lon + east, lat + north]);
  }
  return corners;
}

/** The camera's view; `undefined` without a place, a heading, a direction and a field of view. */
export function viewOf(items: Items): CameraView | undefined {
  const lat = numberOf(items, 13);
  const lon = numberOf(items, 14);
  const heightM = firstNumber(items, 15, 104, 75);
  const headingDeg = numberOf(items, 5);
  const pitchDeg = firstNumber(items, 90, 6);
  const rollDeg = firstNumber(items, 91, 7);
  const azimuthDeg = numberOf(items, 18);
  const elevationDeg = numberOf(items, 19);
  const hfovDeg = numberOf(items, 16);
  const vfovDeg = numberOf(items, 17);
  if (lat === undefined || lon === undefined || heightM === undefined) return undefined;
  if (headingDeg === undefined || azimuthDeg === undefined || elevationDeg === undefined)
    return undefined;
  if (hfovDeg === undefined || vfovDeg === undefined) return undefined;
  if (pitchDeg === undefined || rollDeg === undefined) return undefined;
  const cameraRollDeg = numberOf(items, 20) ?? 0;
  return {
    lon,
    lat,
    heightM,
    headingDeg,
    pitchDeg,
    rollDeg,
    azimuthDeg,
    elevationDeg,
    cameraRollDeg,
    hfovDeg,
    vfovDeg,
  };
}

/** Level ground in the datum of the camera's height: at the frame centre, else where the slant range ends. */
function groundOf(items: Items, view: CameraView): Ground | undefined {
  const overSea = numberOf(items, 15) !== undefined;
  const elevation = numberOf(items, overSea ? 25 : 78);
  if (elevation !== undefined) return levelGround(elevation);
  const slant = numberOf(items, 21);
  if (slant === undefined || slant <= 0) return undefined;
  const [, , up] = rayOf(view, 0, 0);
  return levelGround(view.heightM + slant * up);
}
