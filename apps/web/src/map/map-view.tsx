import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'react';
import { go, useRoute } from '../address.ts';
import { useStore } from '../live/store.ts';
import type { World } from '../live/world.ts';
import { useSettings } from '../settings.ts';
import { useShownCamera } from '../video/shown-camera.ts';
import { MapStage, whereIs } from './map-stage.ts';
import { readPalette } from './palette.ts';

/** The map at a moment; `undefined` is live. */
export function MapView(props: { world: World; at: number | undefined; now: number }) {
  const { world, at, now } = props;
  const store = useStore();
  const { layers, theme } = useSettings();
  const { selection, map: camera } = useRoute();
  const holder = useRef<HTMLDivElement>(null);
  const stage = useRef<MapStage | undefined>(undefined);
  const view = world.mission?.view;
  const missionId = world.mission?.id;

  // A new theme is a new map: colours stand in the style, in textures and in shaders alike.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera of the address is where it starts
  useEffect(() => {
    if (holder.current === null || missionId === undefined) return;
    const start = camera ?? {
      lon: view?.center[0] ?? 20,
      lat: view?.center[1] ?? 40,
      zoom: view?.zoom ?? 3,
    };
    let made: MapStage;
    try {
      made = new MapStage(holder.current, readPalette(), start, {
        moved: (where, box, byHand) => {
          store.look(box);
          if (byHand) go((route) => ({ ...route, map: where }), 'slide');
        },
        chose: (chosen) =>
          go(({ selection: _, ...route }) =>
            chosen === undefined ? route : { ...route, page: 'case', selection: chosen },
          ),
      });
    } catch {
      holder.current.textContent =
        'This browser draws no WebGL, so there is no map. The list of marks below it works without.';
      return;
    }
    stage.current = made;
    // Tests and people with a console open read the map's own pixels through this.
    Object.assign(holder.current, { greenlineMap: made.map });
    return () => {
      made.remove();
      stage.current = undefined;
    };
  }, [theme, missionId, store]);

  useEffect(() => {
    stage.current?.show({
      world,
      moment: at ?? now,
      live: at === undefined,
      layers,
      ...(selection && { selection }),
    });
  });

  const seen = useShownCamera();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a map made anew is shown it too
  useEffect(() => stage.current?.showCamera(seen), [seen, theme, missionId]);

  // Follows a typed address, Back, and "show on the map".
  const wanted =
    camera && `${camera.lon.toFixed(5)},${camera.lat.toFixed(5)},${camera.zoom.toFixed(2)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the address says another camera
  useEffect(() => {
    const map = stage.current?.map;
    if (map === undefined || camera === undefined) return;
    const { lng, lat } = map.getCenter();
    const off = Math.hypot(lng - camera.lon, lat - camera.lat);
    if (off > 1e-4 || Math.abs(map.getZoom() - camera.zoom) > 0.02) {
      stage.current?.goTo(camera, camera.zoom);
    }
  }, [wanted]);

  // A selection made elsewhere comes into view.
  const chosen = selection && `${selection.kind}:${selection.id}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the selection changes
  useEffect(() => {
    const map = stage.current?.map;
    const place = selection && whereIs(world, selection);
    if (map === undefined || place === undefined) return;
    if (!map.getBounds().contains([place.lon, place.lat])) stage.current?.goTo(place);
  }, [chosen]);

  return (
    <section
      ref={holder}
      className="map"
      aria-label="Map. What it shows stands in the list that follows."
    />
  );
}
