import {
  AttributionControl,
  type GeoJSONSource,
  Map as MapLibre,
  NavigationControl,
  type StyleSpecification,
} from 'maplibre-gl';
import './worker.ts';
import type { Box } from '../declare/area.ts';
import { baseMap } from './base-map.ts';
import { type SourceName, style } from './layers.ts';
import type { MapPalette } from './palette.ts';

/** Of the watch screen’s map, what does not move. */
const SOURCES: readonly SourceName[] = ['land', 'borders', 'names', 'zones'];
const LAYERS = [
  ...['sea', 'land', 'border', 'zone-fill', 'zone-outline', 'line', 'line-core'],
  ...['name', 'zone-name', 'line-name'],
];
/** A press that moved less, in pixels, is no box. */
const LEAST_PX = 4;

/** A small map on which one box is drawn, outside of React. */
export class BoxStage {
  readonly map: MapLibre;
  readonly #drawn: (box: Box) => void;
  readonly #zones: GeoJSON.GeoJSON;
  #box: Box | undefined;
  #from: { readonly x: number; readonly y: number } | undefined;
  #drawing = false;
  #ready = false;

  constructor(
    container: HTMLElement,
    palette: MapPalette,
    view: { readonly center: readonly [number, number]; readonly zoom: number },
    zones: GeoJSON.GeoJSON,
    drawn: (box: Box) => void,
  ) {
    this.#drawn = drawn;
    this.#zones = zones;
    this.map = new MapLibre({
      container,
      style: styleOf(palette),
      center: [...view.center],
      zoom: view.zoom,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      maxZoom: 16,
    });
    this.map.touchZoomRotate.disableRotation();
    // A page that scrolls must scroll on over the map.
    this.map.scrollZoom.disable();
    this.map.boxZoom.disable();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(
      new AttributionControl({ compact: false, customAttribution: 'Natural Earth' }),
      'bottom-right',
    );
    this.map.on('style.load', () => void this.#loaded());
    const canvas = this.map.getCanvasContainer();
    canvas.addEventListener('pointerdown', (event) => this.#press(event));
    canvas.addEventListener('pointermove', (event) => this.#pull(event));
    canvas.addEventListener('pointerup', (event) => this.#leave(event));
    canvas.addEventListener('pointercancel', () => this.#show(this.#box));
  }

  /** Shows a box, or none; brings it into view where it lies outside. */
  show(box: Box | undefined): void {
    this.#box = box;
    this.#show(box);
    if (box === undefined) return;
    const view = this.map.getBounds();
    const seen = view.contains([box.west, box.south]) && view.contains([box.east, box.north]);
    const corners: [[number, number], [number, number]] = [
      [box.west, box.south],
      [box.east, box.north],
    ];
    if (!seen) this.map.fitBounds(corners, { padding: 40, animate: false });
  }

  /** Whether the next press and pull draws a box, in place of moving the map. */
  set drawing(on: boolean) {
    this.#drawing = on;
    const canvas = this.map.getCanvasContainer();
    canvas.style.cursor = on ? 'crosshair' : '';
    canvas.style.touchAction = on ? 'none' : '';
    for (const handler of [this.map.dragPan, this.map.touchZoomRotate, this.map.doubleClickZoom]) {
      if (on) handler.disable();
      else handler.enable();
    }
  }

  remove(): void {
    this.map.remove();
  }

  async #loaded(): Promise<void> {
    this.#ready = true;
    this.#put('zones', this.#zones);
    this.#show(this.#box);
    const base = await baseMap('coarse').catch(() => undefined);
    if (base === undefined) return;
    this.#put('land', base.land);
    this.#put('borders', base.borders);
    this.#put('names', base.names);
  }

  #put(source: string, data: GeoJSON.GeoJSON): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(data);
  }

  #show(box: Box | undefined): void {
    if (this.#ready) this.#put('box', featuresOf(box));
  }

  #press(event: PointerEvent): void {
    if (!this.#drawing || !event.isPrimary) return;
    event.preventDefault();
    this.#from = placeIn(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  #pull(event: PointerEvent): void {
    if (this.#from !== undefined) this.#show(this.#boxTo(event));
  }

  #leave(event: PointerEvent): void {
    const box = this.#boxTo(event);
    this.#from = undefined;
    if (box !== undefined) this.#drawn(box);
  }

  #boxTo(event: PointerEvent): Box | undefined {
    const [from, to] = [this.#from, placeIn(event)];
    if (from === undefined) return undefined;
    if (Math.abs(from.x - to.x) < LEAST_PX || Math.abs(from.y - to.y) < LEAST_PX) return undefined;
    const [a, b] = [this.map.unproject([from.x, from.y]), this.map.unproject([to.x, to.y])];
    return {
      west: Math.min(a.lng, b.lng),
      south: Math.min(a.lat, b.lat),
      east: Math.max(a.lng, b.lng),
      north: Math.max(a.lat, b.lat),
    };
  }
}

function placeIn(event: PointerEvent): { readonly x: number; readonly y: number } {
  const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function featuresOf(box: Box | undefined): GeoJSON.FeatureCollection {
  if (box === undefined) return { type: 'FeatureCollection', features: [] };
  const { west, south, east, north } = box;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } },
    ],
  };
}

function styleOf(palette: MapPalette): StyleSpecification {
  const whole = style(palette);
  const empty = { type: 'FeatureCollection', features: [] } as const;
  const paint = palette.ink;
  return {
    ...whole,
    sources: {
      ...Object.fromEntries(
        Object.entries(whole.sources).filter(([name]) => SOURCES.some((one) => one === name)),
      ),
      box: { type: 'geojson', data: empty as never },
    },
    layers: [
      ...whole.layers.filter(({ id }) => LAYERS.includes(id)),
      {
        id: 'box',
        type: 'fill',
        source: 'box',
        paint: { 'fill-color': paint, 'fill-opacity': 0.16 },
      },
      {
        id: 'box-edge',
        type: 'line',
        source: 'box',
        paint: { 'line-color': paint, 'line-width': 2 },
      },
    ],
  };
}
