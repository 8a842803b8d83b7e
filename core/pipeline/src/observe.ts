import { type Digest, derivedId, type Hasher, type Instant } from '@greenline/base';
import { accessCaveat, type Label, type LabelId, type LabelTable, label } from '@greenline/labels';
import {
  type Handling,
  type Observation,
  type ObservationId,
  placed,
  type Sensor,
  type Sighting,
  sightlineOf,
  type Trust,
} from '@greenline/observation';
import type { Mission } from './mission.ts';

/** By what hand a message came, and how it is told from its like. */
export interface Carriage {
  readonly feed: string;
  /** Id of the feed or the principal that delivered it. */
  readonly by: string;
  readonly receivedAt: Instant;
  readonly source: Digest;
  readonly offset: number;
  /** Of a label given to the whole message. */
  readonly label?: LabelId;
}

/**
 * What a sighting becomes once the mission's register has been asked: who the sensor is, how far it
 * can be trusted, to whom it may go, and how good it is where the message did not say.
 *
 * A sensor that nobody registered, or that came by a hand that may not speak for it, is kept and is
 * `unauthenticated`.
 */
export function observe(
  sighting: Sighting,
  index: number,
  carriage: Carriage,
  mission: Mission,
  vouchesFor: (by: string, sensor: Sensor) => boolean,
  labels: LabelTable,
  hasher: Hasher,
): Observation {
  const {
    nation: stated,
    broadcast,
    handling: _,
    position: __,
    sigmaM: ___,
    covariance: ____,
    polar,
    ...said
  } = sighting;
  const sensor = mission.sensors.get(sighting.sensor);
  const sightline =
    sighting.sightline ?? (polar === undefined ? undefined : sightlineOf(polar, sensor?.position));
  const vouched = sensor !== undefined && vouchesFor(carriage.by, sensor);
  const trust: Trust = vouched && broadcast !== true ? sensor.trust : 'unauthenticated';
  const exercise = mission.file.exercise || sighting.exercise === true;
  const place = placeOf({ ...sighting, ...(sightline !== undefined && { sightline }) }, sensor);
  const uncertaintyS = sighting.uncertaintyS ?? sensor?.uncertaintyS;
  const party = sighting.party ?? (isOwn(sighting, trust) ? 'mission' : undefined);
  return {
    ...said,
    ...(sightline !== undefined && { sightline }),
    ...place,
    ...(party !== undefined && { party }),
    ...(uncertaintyS !== undefined && { uncertaintyS }),
    id: derivedId(
      hasher,
      'observation',
      [carriage.feed, carriage.source, String(carriage.receivedAt), String(carriage.offset)],
      index,
    ) as ObservationId,
    feed: carriage.feed,
    nation: sensor?.nation ?? stated ?? 'unknown',
    receivedAt: carriage.receivedAt,
    trust,
    label: carriage.label ?? labels.intern(labelOf(sighting, sensor, exercise)),
    source: carriage.source,
    ...(exercise && { exercise: true as const }),
  };
}

/** A registered sensor that reports itself by a link that may speak for it is the mission's own asset. */
const isOwn = ({ selfReport, identity, sensor }: Sighting, trust: Trust): boolean =>
  selfReport === true && identity === sensor && trust === 'authenticated';

function placeOf(sighting: Sighting, sensor: Sensor | undefined) {
  const { position, covariance, sightline } = sighting;
  if (position === undefined) {
    return sightline === undefined ? {} : (placed(sightline, sensor ?? {}) ?? {});
  }
  if (covariance !== undefined) return { position, covariance };
  const sigmaM = sighting.sigmaM ?? sensor?.sigmaM;
  return sigmaM === undefined ? { position } : { position, sigmaM };
}

/** Labels made before: most messages say nothing of their own handling, and share one. */
const made = new WeakMap<Sensor | typeof STRANGER, Map<boolean, Label>>();
const STRANGER = {};

/** The sensor's own label, closed further by what the message says of itself, never opened. */
function labelOf({ handling }: Sighting, sensor: Sensor | undefined, exercise: boolean): Label {
  if (handling !== undefined) return marked(handling, sensor, exercise);
  const key = sensor ?? STRANGER;
  let known = made.get(key);
  if (known === undefined) {
    known = new Map();
    made.set(key, known);
  }
  let value = known.get(exercise);
  if (value === undefined) {
    value = marked({}, sensor, exercise);
    known.set(exercise, value);
  }
  return value;
}

function marked(handling: Handling, sensor: Sensor | undefined, exercise: boolean): Label {
  if (sensor === undefined) {
    return label({ owner: 'mission', exercise, caveats: caveatsOf(handling) });
  }
  const readers = handling.releasableTo;
  return label({
    owner: sensor.nation,
    releasableTo:
      readers === undefined
        ? sensor.releasableTo
        : sensor.releasableTo.filter((reader) => readers.includes(reader)),
    caveats: [...sensor.caveats, ...caveatsOf(handling)],
    originatorControlled: sensor.originatorControlled,
    exercise,
  });
}

/** What `access` says where it asks for nothing. */
const OPEN_ACCESS = /^(unclassified|undefined)$/i;

/** Caveats as the message has them; an access that is not open is one too, under its own name. */
const caveatsOf = ({ access, caveat }: Handling): readonly string[] => [
  ...(caveat === undefined ? [] : [caveat]),
  ...(access === undefined || OPEN_ACCESS.test(access.trim()) ? [] : [accessCaveat(access)]),
];
