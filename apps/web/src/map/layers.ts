import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Layer } from '../settings.ts';
import type { MapPalette } from './palette.ts';

const EMPTY = { type: 'FeatureCollection', features: [] } as const;

/** GeoJSON sources of the map. Tracks are not among them: they have a layer of their own. */
export const SOURCES = [
  'land',
  'borders',
  'names',
  'zones',
  'effort',
  'cells',
  'ellipses',
  'events',
  'findings',
  'trail',
  'notes',
  'camera',
] as const;
export type SourceName = (typeof SOURCES)[number];

/** Which map layers a switch of the legend moves. */
export const SWITCHED: Record<Exclude<Layer, 'tracks'>, readonly string[]> = {
  zones: ['zone-fill', 'zone-outline', 'line', 'line-core'],
  coverage: [
    ...['not-looked', 'denied-ground', 'effort-denied', 'jammed-ground', 'effort-jammed'],
    'effort-looked',
  ],
  ellipses: ['ellipse'],
  events: ['event'],
  findings: ['finding', 'cell-solid', 'cell-hatched', 'cell-outline'],
  labels: ['name', 'zone-name', 'line-name', 'note'],
};

const FONT = ['IBM Plex Sans'];

/** The style: no sprite, no glyph server (letters are drawn from the console's own font), no other host. */
export function style(palette: MapPalette): StyleSpecification {
  const byHue = [
    'match',
    ['get', 'hue'],
    'blue',
    palette.blue,
    'orange',
    palette.orange,
    palette.neutral,
  ] as unknown as string;
  return {
    version: 8,
    sources: Object.fromEntries(
      SOURCES.map((name) => [name, { type: 'geojson' as const, data: EMPTY as never }]),
    ),
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': palette.land } },
      {
        id: 'border',
        type: 'line',
        source: 'borders',
        paint: { 'line-color': palette.border, 'line-width': 1, 'line-dasharray': [4, 2] },
      },
      {
        id: 'zone-fill',
        type: 'fill',
        source: 'zones',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': byHue, 'fill-opacity': ['case', ['has', 'party'], 0.13, 0.05] },
      },
      {
        id: 'not-looked',
        type: 'fill',
        source: 'zones',
        filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['has', 'party']],
        paint: { 'fill-pattern': 'not-looked' },
      },
      ...effort(palette),
      {
        id: 'zone-outline',
        type: 'line',
        source: 'zones',
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'line-color': byHue, 'line-width': 1.2, 'line-opacity': 0.85 },
      },
      {
        id: 'line',
        type: 'line',
        source: 'zones',
        filter: ['==', ['geometry-type'], 'LineString'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.surface, 'line-width': 5, 'line-opacity': 0.8 },
      },
      {
        id: 'line-core',
        type: 'line',
        source: 'zones',
        filter: ['==', ['geometry-type'], 'LineString'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': palette.ink, 'line-width': 2 },
      },
      ...records(palette, byHue),
      ...camera(palette),
      ...names(palette),
    ],
  };
}

/**
 * What was looked at, over the dots of what was not. Each lies on ground of its own, so that no two
 * textures mix; as in the shares of effort, looked goes before jammed, and jammed before denied.
 */
function effort(palette: MapPalette): LayerSpecification[] {
  const of = (state: string): ['==', ['get', 'state'], string] => ['==', ['get', 'state'], state];
  const silent = (state: 'denied' | 'jammed'): LayerSpecification[] => [
    {
      id: `${state}-ground`,
      type: 'fill',
      source: 'effort',
      filter: of(state),
      paint: { 'fill-color': palette.land },
    },
    {
      id: `effort-${state}`,
      type: 'fill',
      source: 'effort',
      filter: of(state),
      paint: { 'fill-pattern': state },
    },
  ];
  return [
    ...silent('denied'),
    ...silent('jammed'),
    {
      id: 'effort-looked',
      type: 'fill',
      source: 'effort',
      filter: of('looked'),
      paint: { 'fill-color': palette.looked },
    },
  ];
}

function records(palette: MapPalette, byHue: string): LayerSpecification[] {
  return [
    {
      id: 'cell-solid',
      type: 'fill',
      source: 'cells',
      filter: ['==', ['get', 'verdict'], 'breach'],
      paint: { 'fill-color': byHue, 'fill-opacity': 0.75 },
    },
    {
      id: 'cell-hatched',
      type: 'fill',
      source: 'cells',
      filter: ['==', ['get', 'verdict'], 'undetermined'],
      paint: {
        'fill-pattern': ['concat', 'cell-undetermined-', ['get', 'hue']] as unknown as string,
      },
    },
    {
      id: 'cell-outline',
      type: 'line',
      source: 'cells',
      paint: { 'line-color': byHue, 'line-width': 1.5 },
    },
    {
      id: 'trail',
      type: 'line',
      source: 'trail',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': byHue, 'line-width': 2, 'line-dasharray': [1, 2] },
    },
    {
      id: 'ellipse',
      type: 'line',
      source: 'ellipses',
      paint: { 'line-color': byHue, 'line-width': 1, 'line-opacity': ['get', 'alpha'] },
    },
    {
      id: 'event',
      type: 'symbol',
      source: 'events',
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true },
      paint: { 'icon-opacity': ['get', 'alpha'] },
    },
    {
      id: 'finding',
      type: 'symbol',
      source: 'findings',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-offset': [0, -16],
        'symbol-sort-key': ['get', 'order'],
      },
      // Near by, the square of a released finding is its own mark.
      paint: {
        'icon-opacity': [
          'step',
          ['zoom'],
          ['get', 'alpha'],
          10,
          ['case', ['get', 'coarse'], 0, ['get', 'alpha']],
        ],
      },
    },
    {
      id: 'selected',
      type: 'circle',
      source: 'findings',
      filter: ['==', ['get', 'selected'], true],
      paint: {
        'circle-radius': 14,
        'circle-translate': [0, -16],
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'selected-event',
      type: 'circle',
      source: 'events',
      filter: ['==', ['get', 'selected'], true],
      paint: {
        'circle-radius': 13,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
  ];
}

/** What the video that plays looks at: the mission's own, so of no party's colour. */
function camera(palette: MapPalette): LayerSpecification[] {
  return [
    {
      id: 'camera-footprint',
      type: 'fill',
      source: 'camera',
      filter: ['==', ['get', 'part'], 'footprint'],
      paint: { 'fill-color': palette.ink, 'fill-opacity': 0.14 },
    },
    {
      id: 'camera-edge',
      type: 'line',
      source: 'camera',
      filter: ['==', ['get', 'part'], 'footprint'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.ink, 'line-width': 2 },
    },
    {
      id: 'camera-sightline',
      type: 'line',
      source: 'camera',
      filter: ['==', ['get', 'part'], 'sightline'],
      paint: { 'line-color': palette.ink, 'line-width': 1.5, 'line-dasharray': [3, 2] },
    },
    {
      id: 'camera-platform',
      type: 'circle',
      source: 'camera',
      filter: ['==', ['get', 'part'], 'platform'],
      paint: {
        'circle-radius': 5,
        'circle-color': palette.surface,
        'circle-stroke-color': palette.ink,
        'circle-stroke-width': 2,
      },
    },
  ];
}

function names(palette: MapPalette): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.surface, 'text-halo-width': 1.4 };
  return [
    {
      id: 'name',
      type: 'symbol',
      source: 'names',
      maxzoom: 8,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-letter-spacing': 0.12,
        'text-transform': 'uppercase',
        'symbol-sort-key': ['-', 0, ['get', 'size']],
      },
      paint: { 'text-color': palette.muted, ...halo },
    },
    {
      id: 'zone-name',
      type: 'symbol',
      source: 'zones',
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['has', 'name']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-offset': [0, 1],
        'text-max-angle': 35,
      },
      paint: { 'text-color': palette.ink, ...halo },
    },
    {
      id: 'line-name',
      type: 'symbol',
      source: 'zones',
      filter: ['all', ['==', ['geometry-type'], 'LineString'], ['has', 'name']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 520,
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-offset': [0, -0.9],
        'text-max-angle': 35,
      },
      paint: { 'text-color': palette.ink, ...halo },
    },
    {
      id: 'note',
      type: 'symbol',
      source: 'notes',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': FONT,
        'text-size': 11,
        'text-anchor': 'left',
        'text-justify': 'left',
        // Symbols, which take the place of dots from here on, are wider.
        'text-offset': ['step', ['zoom'], ['literal', [1.1, 0]], 11.5, ['literal', [2.1, 0]]],
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, ...halo },
    },
  ];
}
