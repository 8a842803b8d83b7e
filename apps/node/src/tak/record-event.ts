import { formatInstant, type Instant, instant, type Json, type JsonObject } from '@greenline/base';
import { typeOfClass, uidOf } from '@greenline/feeds';
import { accessOf, type Label } from '@greenline/labels';
import type { ClassProbabilities, Covariance } from '@greenline/observation';
import type { Row } from '@greenline/pipeline';

/** The parts of a track or event that a TAK client is told. */
interface Told {
  readonly id: string;
  readonly position?: { readonly lon: number; readonly lat: number; readonly height?: number };
  readonly covariance?: Covariance;
  readonly velocity?: readonly [east: number, north: number];
  readonly class: ClassProbabilities;
  readonly party?: string;
  readonly identities?: readonly string[];
  readonly sensors: readonly string[];
}

/** How long a client should show what it was told, ms: a thing moves on, a happening stays. */
const STALE_MS = { track: 120_000, event: 3_600_000 } as const;
const UNKNOWN_M = '9999999';
const DEGREES = 180 / Math.PI;

/** Names under which sources know what a record is about: its identities, and who saw it. */
export function namesIn(row: Row): readonly string[] {
  const { identities = [], sensors } = JSON.parse(row.body) as Told;
  return identities.length > 0 ? identities : sensors;
}

/**
 * A track or an event as a CoT message for mission staff; `undefined` where nobody knows its place.
 *
 * Typed neutral where it is the mission's own, unknown in all else. `ce` is one sigma on each horizontal
 * axis; the label's caveats and readers stand in `caveat` and `releaseableTo`, its owner first.
 */
export function eventOfRecord(row: Row, label: Label, node: string): JsonObject | undefined {
  const kind = row.kind === 'event' ? 'event' : 'track';
  const told = JSON.parse(row.body) as Told;
  const { position } = told;
  if (position === undefined) return undefined;
  const time = formatInstant(row.at);
  const caveats = label.caveats.filter((caveat) => accessOf(caveat) === undefined);
  const access = label.caveats.map(accessOf).find((one) => one !== undefined);
  const mission = told.party === 'mission';
  return {
    version: '2.0',
    uid: uidOf(node, row.id),
    type: typeOfClass(told.class, mission ? 'neutral' : 'unknown'),
    how: label.exercise ? 'm-s' : 'm-f',
    time,
    start: time,
    stale: formatInstant(instant(row.at + STALE_MS[kind]) as Instant),
    ...(label.exercise && { opex: 'e-exercise' }),
    ...(access !== undefined && { access }),
    ...(caveats.length > 0 && { caveat: caveats.join(' ') }),
    releaseableTo: [label.owner, ...label.releasableTo].join(' '),
    point: {
      lat: String(position.lat),
      lon: String(position.lon),
      hae: position.height === undefined ? UNKNOWN_M : String(position.height),
      ce: sigmaOf(told.covariance),
      le: UNKNOWN_M,
    },
    detail: { name: 'detail', children: detailOf(kind, told) },
  };
}

const sigmaOf = (covariance: Covariance | undefined): string =>
  covariance === undefined ? UNKNOWN_M : `${((covariance[0] + covariance[2]) / 2) ** 0.5}`;

function detailOf(kind: 'track' | 'event', told: Told): Json {
  const likely = Object.entries(told.class).sort(([, a], [, b]) => b - a);
  const [what = 'unknown', share = 0] = likely[0] ?? [];
  const callsign = share > 0 ? `${what} ${Math.round(share * 100)} %` : what;
  const children: Json[] = [{ name: 'contact', attributes: { callsign } }];
  if (kind === 'track' && told.velocity !== undefined) {
    const [east, north] = told.velocity;
    const course = (Math.atan2(east, north) * DEGREES + 360) % 360;
    const attributes = { speed: String(Math.hypot(east, north)), course: String(course) };
    children.push({ name: 'track', attributes });
  }
  const seen = `Seen by ${told.sensors.join(', ')}.`;
  children.push({ name: 'remarks', children: [kind === 'event' ? `Happening. ${seen}` : seen] });
  return children;
}
