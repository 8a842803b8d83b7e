import { heightAboveEllipsoid, type Json } from '@greenline/base';
import { checkPosition, type Position } from '@greenline/geo';
import { type ClassProbabilities, isA, isKind, type Sighting } from '@greenline/observation';
import { between } from '../klv/footprint.ts';
import type { Items } from '../klv/item.ts';
import { instantOfUs, numberOf, wordsOf } from '../klv/values.ts';
import type { Scene } from '../misb0601/observe.ts';
import { frameCentreOf } from '../misb0601/view.ts';

/** A set of a series: a target of a frame, a point of a track. */
interface Numbered {
  readonly items: Items;
  readonly targetId?: number;
}

/** A place and how well it is known. */
interface Place {
  readonly position: Position;
  readonly sigmaM?: number;
  readonly covariance?: readonly [number, number, number];
  readonly from: 'location' | 'offset' | 'pixel';
}

/** Detection states in which nothing is seen in this frame: inactive, dropped, coasting. */
const NOT_SEEN = [0, 2, 4];

/**
 * The targets of one frame that have a place: their own location, else an offset from the frame centre,
 * else the pixel of their centre between the corners of the footprint (`placedFrom` says which).
 *
 * `outer` is the ST 0601 set around the VMTI set; empty where it stands alone. A target without a place is
 * in the message only, and so is one that its tracker says it did not see.
 */
export function targetSightings(vmti: Items, outer: Items, scene: Scene): Sighting[] {
  const observedAt = instantOfUs(numberOf(vmti, 2)) ?? scene.observedAt;
  const words = ontologiesOf(vmti);
  const { handling, exercise } = scene;
  const sensor = scene.sensor;
  const sightings: Sighting[] = [];
  for (const { items, targetId } of seriesOf(vmti, 101)) {
    const place = placeOf(items, vmti, outer, scene);
    if (place === undefined || NOT_SEEN.includes(numberOf(items, 23) ?? 1)) continue;
    const tracker = items[104]?.items;
    const track = tracker?.[1]?.value;
    const velocity = tracker?.[10]?.value as { east?: number; north?: number } | undefined;
    const { position, sigmaM, covariance, from } = place;
    sightings.push({
      kind: 'object',
      sensor,
      observedAt,
      position,
      ...(sigmaM !== undefined && { sigmaM }),
      ...(covariance !== undefined && { covariance }),
      ...motionOf(velocity),
      class: classOf(items, words),
      identity: typeof track === 'string' ? track : `${sensor}/target/${targetId ?? 0}`,
      attributes: { placedFrom: from, ...attributesOf(items, vmti, targetId) },
      ...(handling !== undefined && { handling }),
      ...(exercise && { exercise }),
    });
  }
  return sightings;
}

/** The sets of a series; none where it is absent or could not be read. */
export function seriesOf(items: Items, tag: number): readonly Numbered[] {
  const value = items[tag]?.value;
  return Array.isArray(value) ? (value as unknown as readonly Numbered[]) : [];
}

function placeOf(target: Items, vmti: Items, outer: Items, scene: Scene): Place | undefined {
  const own = locatedBy(target[17]?.value);
  if (own !== undefined) return own;
  const centre = frameCentreOf(outer);
  const [north, east] = [numberOf(target, 10), numberOf(target, 11)];
  if (centre !== undefined && north !== undefined && east !== undefined) {
    const height = numberOf(target, 12);
    return placed(centre.lon + east, centre.lat + north, height, 'offset');
  }
  const pixel = pixelOf(target, vmti);
  if (pixel === undefined || scene.footprint === undefined) return undefined;
  const [lon, lat] = between(scene.footprint.corners, ...pixel);
  return placed(lon, lat, undefined, 'pixel');
}

function placed(
  lon: number,
  lat: number,
  height: number | undefined,
  from: Place['from'],
): Place | undefined {
  if (!checkPosition({ lon, lat }).ok) return undefined;
  const position = {
    lon,
    lat,
    ...(height !== undefined && { height: heightAboveEllipsoid(height) }),
  };
  return { position, from };
}

/** A location pack, with its sigmas where it states them: east, north and their correlation. */
export function locatedBy(value: Json | undefined): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { lat, lon, heightM, sigmas, correlations } = value as {
    lat?: number | null;
    lon?: number | null;
    heightM?: number | null;
    sigmas?: readonly (number | null)[];
    correlations?: readonly (number | null)[];
  };
  if (typeof lat !== 'number' || typeof lon !== 'number') return undefined;
  const place = placed(lon, lat, heightM ?? undefined, 'location');
  const [east, north] = sigmas ?? [];
  if (place === undefined || !east || !north) return place;
  const correlation = correlations?.[0] ?? 0;
  if (east === north && correlation === 0) return { ...place, sigmaM: east };
  return { ...place, covariance: [east * east, correlation * east * north, north * north] };
}

/** Where the target's centre is in the picture, as shares of its width and height. */
function pixelOf(target: Items, vmti: Items): [across: number, downward: number] | undefined {
  const [width, height] = [numberOf(vmti, 8), numberOf(vmti, 9)];
  if (!width || !height) return undefined;
  const pixel = numberOf(target, 1);
  const row = numberOf(target, 19) ?? (pixel && Math.floor((pixel - 1) / width) + 1);
  const column = numberOf(target, 20) ?? (pixel && ((pixel - 1) % width) + 1);
  if (!row || !column || row > height || column > width) return undefined;
  return [(column - 0.5) / width, (row - 0.5) / height];
}

export function motionOf(
  velocity: { east?: number | null; north?: number | null } | undefined,
): Pick<Sighting, 'speedMps' | 'courseDeg'> {
  const { east, north } = velocity ?? {};
  if (typeof east !== 'number' || typeof north !== 'number') return {};
  const speedMps = Math.hypot(east, north);
  if (speedMps === 0) return { speedMps };
  return { speedMps, courseDeg: ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360 };
}

/** What each ontology of a set calls its class, by the ontology's id. */
export function ontologiesOf(set: Items): ReadonlyMap<number, string> {
  const words = new Map<number, string>();
  for (const { items } of seriesOf(set, 103)) {
    const id = numberOf(items, 1);
    const word = wordsOf(items, 4) ?? wordsOf(items, 6);
    if (id !== undefined && word !== undefined) words.set(id, word);
  }
  return words;
}

/**
 * The classes that the target's ontology states, where the taxonomy has their names; without one it is an
 * object. The confidence is the ontology's own, else that of the detection, else not doubted.
 */
export function classOf(target: Items, words: ReadonlyMap<number, string>): ClassProbabilities {
  const detected = (numberOf(target, 5) ?? 100) / 100;
  const classes: Record<string, number> = {};
  const single = target[102]?.items;
  for (const { items } of [...seriesOf(target, 107), ...(single ? [{ items: single }] : [])]) {
    const word = wordsOf(items, 2) ?? words.get(numberOf(items, 3) ?? -1);
    const name = word?.toLowerCase().replace(/[^a-z]+/g, '-');
    if (name === undefined || !isKind(name) || !isA(name, 'object')) continue;
    const share = (numberOf(items, 4) ?? 100 * detected) / 100;
    classes[name] = Math.max(classes[name] ?? 0, share);
  }
  const sum = Object.values(classes).reduce((all, one) => all + one, 0);
  if (sum === 0) return { object: Math.min(1, detected) };
  if (sum <= 1) return classes;
  return Object.fromEntries(Object.entries(classes).map(([name, share]) => [name, share / sum]));
}

function attributesOf(
  target: Items,
  vmti: Items,
  targetId: number | undefined,
): Record<string, Json> {
  const attributes: Record<string, Json> = {};
  const set = (name: string, value: Json | undefined) => {
    if (value !== undefined) attributes[name] = value;
  };
  set('targetId', targetId);
  set('frameNumber', numberOf(vmti, 7));
  set('system', wordsOf(vmti, 3));
  set('camera', wordsOf(vmti, 10));
  set('detectionStatus', target[23]?.meaning);
  set('ontologyClass', wordsOf(seriesOf(target, 107)[0]?.items ?? target[102]?.items ?? {}, 2));
  return attributes;
}
