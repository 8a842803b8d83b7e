import { useSyncExternalStore } from 'react';
import type { CameraRow } from './film.ts';

/** What the camera saw in the picture that plays: the player says it, the map draws it. */
let shown: CameraRow | undefined;
const listeners = new Set<() => void>();

export function showCamera(camera: CameraRow | undefined): void {
  if (camera === shown) return;
  shown = camera;
  for (const listener of listeners) listener();
}

export function useShownCamera(): CameraRow | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
