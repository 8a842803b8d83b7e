import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl';
import './worker.ts';
import type { TrackState } from '../live/track-book.ts';
import { placeOf, type World } from '../live/world.ts';
import type { Selection } from '../route.ts';
import type { Layer } from '../settings.ts';
import type { CameraRow } from '../video/film.ts';
import { baseMap } from './base-map.ts';
import { cameraFeatures } from './camera-features.ts';
import {
  effortFeatures,
  eventFeatures,
  findingFeatures,
  noteFeatures,
  trailFeatures,
  zoneFeatures,
} from './features.ts';
import { type SourceName, SWITCHED, style } from './layers.ts';
import { mercatorX, mercatorY } from './mercator.ts';
import { hueOf, type MapPalette, rgb } from './palette.ts';
import { SymbolBoard } from './symbol-board.ts';
import { addTextures } from './textures.ts';
import { TrackLayer } from './track-layer.ts';
import { packMarks } from './track-marks.ts';

export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** What the map tells the page. */
export interface Audience {
  readonly moved: (camera: Camera, box: readonly number[], byHand: boolean) => void;
  readonly chose: (selection: Selection | undefined) => void;
}

/** What is to be seen: a world at a moment, with a selection. */
export interface Scene {
  readonly world: World;
  readonly moment: number;
  readonly live: boolean;
  readonly selection?: Selection;
  readonly layers: Readonly<Record<Layer, boolean>>;
}

/** From this zoom on names are written beside tracks, and symbols take the place of dots. */
const CLOSE_ZOOM = 10.5;
const MOST_NOTES = 250;
/** A footprint of a few hundred metres is no more than a dot below this zoom. */
const LEAST_CAMERA_ZOOM = 9;
const CAMERA_ZOOM = 13;
/** Sources that are set once, and are too large to compare. */
const BASE = new Set<SourceName>(['land', 'borders', 'names', 'zones']);
/** With more than this in view, tracks are drawn as density. */
const MOST_DOTS = 1500;

/** The map and all that is drawn on it, outside of React. Lives as long as its theme. */
export class MapStage {
  readonly map: MapLibre;
  readonly #tracks: TrackLayer;
  readonly #palette: MapPalette;
  readonly #audience: Audience;
  readonly #symbols: SymbolBoard;
  #scene: Scene | undefined;
  #camera: CameraRow | undefined;
  #states: TrackState[] = [];
  #room: Float32Array = new Float32Array(0);
  #drawn: { zones?: unknown; rest?: string } = {};
  #ready = false;
  readonly #held = new Map<SourceName, string>();

  constructor(container: HTMLElement, palette: MapPalette, camera: Camera, audience: Audience) {
    this.#palette = palette;
    this.#audience = audience;
    this.#tracks = new TrackLayer(rgb(palette.surface), rgb(palette.ink));
    this.map = new MapLibre({
      container,
      style: style(palette),
      center: [camera.lon, camera.lat],
      zoom: camera.zoom,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxZoom: 18,
      canvasContextAttributes: { antialias: false },
    });
    this.#symbols = new SymbolBoard(this.map);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ maxWidth: 96 }), 'bottom-left');
    this.map.addControl(
      new AttributionControl({ compact: false, customAttribution: 'Natural Earth' }),
      'bottom-right',
    );
    if (still) this.map.scrollZoom.setWheelZoomRate(1 / 100);
    this.map.on('style.load', () => void this.#loaded());
    this.map.on('click', (event) => this.#clicked(event));
    this.map.on('moveend', (event) => this.#moved('originalEvent' in event));
  }

  /** Shows a scene. Cheap where nothing changed that its layers show. */
  show(scene: Scene): void {
    this.#scene = scene;
    if (this.#ready) this.#draw(scene);
  }

  /** Shows what the camera of the video that plays saw; brings it into view where it begins outside. */
  showCamera(camera: CameraRow | undefined): void {
    const began = this.#camera === undefined && camera !== undefined;
    this.#camera = camera;
    if (!this.#ready) return;
    this.#put('camera', cameraFeatures(camera));
    const { lon, lat } = camera?.frameCentre ?? camera?.position ?? {};
    if (!began || lon === undefined || lat === undefined) return;
    const seen =
      this.map.getZoom() >= LEAST_CAMERA_ZOOM && this.map.getBounds().contains([lon, lat]);
    if (!seen) this.goTo({ lon, lat }, CAMERA_ZOOM);
  }

  /** Brings a place into view. */
  goTo(place: { lon: number; lat: number }, zoom?: number): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const camera = {
      center: [place.lon, place.lat] as [number, number],
      zoom: zoom ?? Math.max(this.map.getZoom(), 9),
    };
    if (still) this.map.jumpTo(camera);
    else this.map.easeTo({ ...camera, duration: 400 });
  }

  remove(): void {
    this.#symbols.clear();
    this.map.remove();
  }

  async #loaded(): Promise<void> {
    addTextures(this.map, this.#palette);
    this.map.addLayer(this.#tracks, 'event');
    this.#ready = true;
    this.#put('camera', cameraFeatures(this.#camera));
    if (this.#scene !== undefined) this.#draw(this.#scene);
    this.#moved(false);
    for (const scale of ['coarse', 'fine'] as const) {
      // The fine coast waits until the mission's own records are drawn.
      if (scale === 'fine') await this.map.once('idle');
      const base = await baseMap(scale).catch(() => undefined);
      if (base === undefined || !this.#ready) return;
      this.#put('land', base.land);
      this.#put('borders', base.borders);
      this.#put('names', base.names);
    }
  }

  #draw(scene: Scene): void {
    const { world, moment, selection, layers } = scene;
    for (const [layer, ids] of Object.entries(SWITCHED)) {
      for (const id of ids) {
        this.map.setLayoutProperty(
          id,
          'visibility',
          isShown(scene, layer as Layer) ? 'visible' : 'none',
        );
      }
    }
    if (this.#drawn.zones !== world.zones) {
      this.#drawn.zones = world.zones;
      this.#put('zones', zoneFeatures(world));
    }
    this.#drawTracks(scene);
    const key = [
      world.revision,
      world.effort?.to,
      scene.live ? Math.floor(moment / 5000) : moment,
      selection?.kind,
      selection?.id,
      this.map.getZoom() >= CLOSE_ZOOM,
    ].join();
    if (this.#drawn.rest === key) return;
    this.#drawn.rest = key;
    const events = eventFeatures(world, moment, selection);
    this.#put('events', events.points);
    this.#put(
      'ellipses',
      layers.events ? events.ellipses : { type: 'FeatureCollection', features: [] },
    );
    const findings = findingFeatures(world, moment, selection);
    this.#put('findings', findings.points);
    this.#put('cells', findings.cells);
    this.#put('effort', effortFeatures(world, moment));
    this.#put('trail', trailFeatures(world, moment, selection));
    this.#drawNotes(scene);
  }

  #drawTracks({ world, moment, live, layers, selection }: Scene): void {
    const { lng, lat } = this.map.getCenter();
    const palette = this.#palette;
    const hues = {
      blue: rgb(palette.blue),
      orange: rgb(palette.orange),
      neutral: rgb(palette.neutral),
    };
    this.#states = layers.tracks ? [...world.tracks.statesAt(live ? undefined : moment)] : [];
    const marks = packMarks(
      this.#states,
      { x: mercatorX(lng), y: mercatorY(lat) },
      moment,
      (party) => hues[hueOf(world.mission, party)],
      selection?.kind === 'track' ? selection.id : undefined,
      this.#room,
    );
    this.#room = marks.floats;
    const seen = this.#inView();
    this.#tracks.dense = seen.length > MOST_DOTS;
    this.#tracks.showEllipses = layers.ellipses;
    this.#tracks.showDots = !this.#symbols.show(
      this.map.getZoom() >= CLOSE_ZOOM + 1 ? seen : [],
      moment,
      (party) => palette[hueOf(world.mission, party)],
      palette.surface,
    );
    this.#tracks.marks = marks;
  }

  #drawNotes({ moment, selection, layers }: Scene): void {
    const inView = layers.tracks ? this.#inView() : [];
    const seen = inView.length > MOST_NOTES ? [] : inView;
    this.#put('notes', noteFeatures(seen, moment, this.map.getZoom() >= CLOSE_ZOOM, selection));
  }

  #inView(): TrackState[] {
    const bounds = this.map.getBounds();
    const [w, s, e, n] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    return this.#states.filter(({ row: { position } }) => {
      return position.lon >= w && position.lon <= e && position.lat >= s && position.lat <= n;
    });
  }

  /** Hands a source its data, unless that is what it has: each time costs the map's worker a round. */
  #put(source: SourceName, data: GeoJSON.GeoJSON): void {
    if (!BASE.has(source)) {
      const text = JSON.stringify(data);
      if (this.#held.get(source) === text) return;
      this.#held.set(source, text);
    }
    this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  #moved(byHand: boolean): void {
    const { lng, lat } = this.map.getCenter();
    const box = this.map.getBounds().toArray().flat();
    if (this.#scene !== undefined && this.#ready) this.#draw(this.#scene);
    this.#audience.moved({ lon: lng, lat, zoom: this.map.getZoom() }, box, byHand);
  }

  /** The mark under the pointer: findings before events, events before tracks, tracks before zones. */
  #clicked(event: MapMouseEvent): void {
    const { x, y } = event.point;
    const near: [[number, number], [number, number]] = [
      [x - 8, y - 8],
      [x + 8, y + 8],
    ];
    const marks = this.map.queryRenderedFeatures(near, {
      layers: ['finding', 'event', 'cell-outline'],
    });
    const mark = marks[0]?.properties;
    if (mark !== undefined) {
      this.#audience.chose({ kind: mark.kind, id: String(mark.id) });
      return;
    }
    const track = this.#nearestTrack(x, y);
    if (track !== undefined) {
      this.#audience.chose({ kind: 'track', id: track });
      return;
    }
    const zone = this.map.queryRenderedFeatures(event.point, { layers: ['zone-fill'] })[0];
    const id = zone?.properties.id;
    this.#audience.chose(id === undefined ? undefined : { kind: 'zone', id: String(id) });
  }

  #nearestTrack(x: number, y: number): string | undefined {
    let best: string | undefined;
    let bestDistance = 14;
    for (const { row } of this.#inView()) {
      const at = this.map.project([row.position.lon, row.position.lat]);
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = row.id;
      }
    }
    return best;
  }
}

/** Whoever is not told what was looked at is not shown that nothing was. */
const isShown = ({ layers, world }: Scene, layer: Layer): boolean =>
  layers[layer] && (layer !== 'coverage' || world.effort !== undefined);

/** Where a selected record lies, for bringing it into view. */
export function whereIs(
  world: World,
  selection: Selection,
): { lon: number; lat: number } | undefined {
  switch (selection.kind) {
    case 'track':
      return world.tracks.latest(selection.id)?.row.position;
    case 'event': {
      const event = world.events.get(selection.id);
      return event?.position ?? event?.observer;
    }
    case 'finding': {
      const finding = world.findings.get(selection.id);
      return finding && placeOf(world, finding);
    }
    case 'case': {
      const found = world.cases.get(selection.id);
      return found && placeOf(world, found);
    }
    case 'zone':
    case 'video':
    case 'observation':
    case 'health':
      return undefined;
  }
}
