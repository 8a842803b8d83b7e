import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { TrackState } from '../live/track-book.ts';
import { placeOf, type World } from '../live/world.ts';
import type { Selection } from '../route.ts';
import { mostProbable } from '../say/class-of.ts';
import { cellsAt } from '../say/coverage-words.ts';
import { ellipse95, ring } from '../say/ellipse.ts';
import { span } from '../say/time.ts';
import { plain } from '../words.ts';
import { hueOf } from './palette.ts';
import { eventIcon, findingIcon } from './textures.ts';
import { ageAlpha } from './track-marks.ts';

type Features = FeatureCollection<Geometry>;

const collection = (features: Feature[]): Features => ({ type: 'FeatureCollection', features });

const point = (at: { lon: number; lat: number }, properties: object): Feature => ({
  type: 'Feature',
  properties: { ...properties },
  geometry: { type: 'Point', coordinates: [at.lon, at.lat] },
});

/** Zones with their party's hue. */
export function zoneFeatures(world: World): Features {
  const features = world.zones?.features ?? [];
  return collection(
    features.map((zone) => ({
      ...zone,
      properties: { ...zone.properties, hue: hueOf(world.mission, zone.properties.party) },
    })),
  );
}

/** Whether something lasting from `from` to `to` has begun by the moment. */
const begun = (from: string, moment: number): boolean => Date.parse(from) <= moment;

/** In steps of a twentieth, so that a mark's age does not redraw the map every second. */
const faded = (ageMs: number): number => Math.round(ageAlpha(ageMs / 1000) * 20) / 20;

/** A day: what is older leaves the map and stays in the lists. */
const KEPT_MS = 24 * 3_600_000;

export function eventFeatures(world: World, moment: number, selected?: Selection) {
  const points: Feature[] = [];
  const ellipses: Feature[] = [];
  for (const event of world.events.values()) {
    const at = Date.parse(event.at);
    const place = event.position ?? event.observer;
    if (event.supersededBy !== undefined) continue;
    if (place === undefined || at > moment || moment - at > KEPT_MS) continue;
    const hue = hueOf(world.mission, event.party);
    const alpha = faded((moment - at) / 6);
    const hazard = ['mine', 'minefield', 'unexploded-ordnance'].includes(
      mostProbable(event.class).name,
    );
    points.push(
      point(place, {
        id: event.id,
        kind: 'event',
        icon: hazard ? 'hazard' : eventIcon(hue),
        alpha,
        selected: selected?.kind === 'event' && selected.id === event.id,
      }),
    );
    const shape = event.covariance && ellipse95(event.covariance);
    if (shape) {
      ellipses.push({
        type: 'Feature',
        properties: { hue, alpha: alpha * 0.8 },
        geometry: { type: 'LineString', coordinates: ring(place, shape) },
      });
    }
  }
  return { points: collection(points), ellipses: collection(ellipses) };
}

const ORDER = { compliant: 0, undetermined: 1, breach: 2 } as const;

/** Findings: a mark where the place is exact, the square where it was released coarse. */
export function findingFeatures(world: World, moment: number, selected?: Selection) {
  const points: Feature[] = [];
  const cells: Feature[] = [];
  const chosen = new Set<string>(selected?.kind === 'finding' ? [selected.id] : []);
  if (selected?.kind === 'case') {
    for (const id of world.cases.get(selected.id)?.findings ?? []) chosen.add(id);
  }
  for (const finding of world.findings.values()) {
    const from = Date.parse(finding.from);
    const kept = finding.kind === 'released-finding' ? 30 * KEPT_MS : KEPT_MS;
    if (!begun(finding.from, moment) || moment - from > kept) continue;
    const hue = hueOf(world.mission, finding.party);
    const properties = {
      id: finding.id,
      kind: 'finding',
      verdict: finding.verdict,
      hue,
      icon: findingIcon(finding.verdict, hue),
      order: ORDER[finding.verdict],
      alpha: faded((moment - from) / 12),
      selected: chosen.has(finding.id),
      coarse: finding.cell !== undefined,
    };
    if (finding.cell !== undefined) {
      const rings = [finding.cell.polygon.map((corner) => [...corner])];
      cells.push({
        type: 'Feature',
        properties,
        geometry: { type: 'Polygon', coordinates: rings },
      });
    }
    const place = placeOf(world, finding, Date.parse(finding.to));
    if (place !== undefined) points.push(point(place, properties));
  }
  return { points: collection(points), cells: collection(cells) };
}

/**
 * Cells of the effort that hold at the moment. Later than the last answer of the node, those that
 * held at its end; before the first answer, none.
 */
export function effortFeatures(world: World, moment: number): Features {
  const at = Math.min(moment, (world.effort?.to ?? moment) - 1);
  const cells = cellsAt(world.effort?.cells ?? [], at);
  return collection(
    cells.map((cell) => ({
      type: 'Feature',
      properties: { state: cell.state ?? 'looked', pd: cell.pd },
      geometry: cell.area,
    })),
  );
}

/** The loaded path of the selected track. */
export function trailFeatures(world: World, moment: number, selected?: Selection): Features {
  if (selected?.kind !== 'track') return collection([]);
  const states = world.tracks.trail(selected.id, moment);
  const party = states.at(-1)?.row.party;
  if (states.length < 2) return collection([]);
  return collection([
    {
      type: 'Feature',
      properties: { hue: hueOf(world.mission, party) },
      geometry: {
        type: 'LineString',
        coordinates: states.map(({ row }) => [row.position.lon, row.position.lat]),
      },
    },
  ]);
}

/** Words beside tracks: what it is where there is room, and its age where it is old. */
export function noteFeatures(
  states: readonly TrackState[],
  moment: number,
  close: boolean,
  selected?: Selection,
): Features {
  const features: Feature[] = [];
  for (const state of states) {
    const ageS = (moment - state.at) / 1000;
    const old = ageS > 600 ? `${span(ageS)} ago` : '';
    const chosen = selected?.kind === 'track' && selected.id === state.row.id;
    const name = close || chosen ? plain(mostProbable(state.row.class).name) : '';
    const text = [name, old].filter((part) => part !== '').join('\n');
    if (text !== '') features.push(point(state.row.position, { text }));
  }
  return collection(features);
}
