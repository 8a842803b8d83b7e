import { fail, ok, type Result } from '@greenline/base';
import type { SceneGrid, Window } from './scene.ts';

/** A share of a pixel by which two grids may be off one another. */
const OFF = 0.05;

/** The same piece of ground in two scenes, as a window of each. */
export interface CommonWindow {
  readonly before: Window;
  readonly after: Window;
}

/** What two co-registered scenes share, or the part of it within a window of the first. */
export function commonWindow(
  before: SceneGrid,
  after: SceneGrid,
  within?: Window,
): Result<CommonWindow, string> {
  if (before.epsg !== after.epsg)
    return fail(
      `one scene is on EPSG:${before.epsg}, the other on EPSG:${after.epsg}: reproject one`,
    );
  const alike = (a: number, b: number) => Math.abs(a / b - 1) < 1e-6;
  if (!alike(before.pixelX, after.pixelX) || !alike(before.pixelY, after.pixelY))
    return fail('the scenes have pixels of different size: resample one to the other');
  const shiftX = (after.x - before.x) / before.pixelX;
  const shiftY = (before.y - after.y) / before.pixelY;
  const [dx, dy] = [Math.round(shiftX), Math.round(shiftY)];
  if (Math.abs(shiftX - dx) > OFF || Math.abs(shiftY - dy) > OFF)
    return fail('the pixels of the scenes do not lie on one another: register them first');
  const asked = within ?? { left: 0, top: 0, width: before.width, height: before.height };
  const left = Math.max(asked.left, dx, 0);
  const top = Math.max(asked.top, dy, 0);
  const right = Math.min(asked.left + asked.width, before.width, dx + after.width);
  const bottom = Math.min(asked.top + asked.height, before.height, dy + after.height);
  if (right <= left || bottom <= top) return fail('the scenes share no ground there');
  const size = { width: right - left, height: bottom - top };
  return ok({ before: { left, top, ...size }, after: { left: left - dx, top: top - dy, ...size } });
}
