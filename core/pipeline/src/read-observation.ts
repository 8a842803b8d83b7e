import {
  type Digest,
  digestOf,
  fail,
  type Hasher,
  heightAboveEllipsoid,
  type Instant,
  ok,
  parseInstant,
  type Result,
  utf8,
} from '@greenline/base';
import type { Position } from '@greenline/geo';
import { type LabelId, type LabelTable, label } from '@greenline/labels';
import type { DecodeError, Observation, ObservationId, Sensor } from '@greenline/observation';
import { z } from 'zod';
import type { JournalEntry } from './journal.ts';
import type { Rooms } from './rooms.ts';
import { withoutAbsent } from './without-absent.ts';

const moment = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'write it as 2026-03-10T10:00:00Z' });
  return z.NEVER;
});
const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
const place = z
  .strictObject({ lon, lat, height: z.number().optional() })
  .transform(
    ({ height, ...point }): Position =>
      height === undefined ? point : { ...point, height: heightAboveEllipsoid(height) },
  );

const UNKNOWN_FROM = 999_999;
/** Zero and what stands for "unknown" say nothing. */
const spread = z
  .number()
  .nonnegative()
  .transform((value) => (value === 0 || value >= UNKNOWN_FROM ? undefined : value));

/** Sound takes five minutes for 100 km. */
const MOST_DIFFERENCE_S = 300;

const sightline = z.strictObject({
  position: place,
  sigmaM: z.number().positive().optional(),
  bearingDeg: z.number().min(0).max(360).optional(),
  bearingSigmaDeg: z.number().positive().max(180).optional(),
  elevationDeg: z.number().min(-90).max(90).optional(),
  distanceM: z.number().positive().optional(),
});

const timeDifference = z
  .strictObject({
    receivers: z.tuple([place, place]),
    seconds: z.number().min(-MOST_DIFFERENCE_S).max(MOST_DIFFERENCE_S),
  })
  .refine(({ receivers: [one, other] }) => one.lon !== other.lon || one.lat !== other.lat, {
    path: ['receivers'],
    message: 'name two places that differ',
  });

/** The observation of `interfaces.md`, one JSON line. */
const schema = z.object({
  id: z.string().min(1).max(200).optional(),
  sensor: z.string().min(1).max(200),
  nation: z.string().max(200).optional(),
  kind: z.enum(['object', 'event', 'restriction', 'hazard', 'note']),
  feed: z.string().max(200).optional(),
  observedAt: moment,
  receivedAt: moment.optional(),
  uncertaintyS: spread.optional(),
  position: place.optional(),
  sigmaM: spread.optional(),
  covariance: z
    .tuple([z.number().positive(), z.number(), z.number().positive()])
    .refine(([ee, en, nn]) => en * en <= ee * nn, 'is no covariance: not positive semi-definite')
    .optional(),
  sightline: sightline.optional(),
  timeDifference: timeDifference.optional(),
  speedMps: z.number().nonnegative().optional(),
  courseDeg: z.number().min(0).max(360).optional(),
  class: z.record(z.string(), z.number().min(0).max(1)).default({}),
  count: z.number().int().min(1).max(10_000).optional(),
  identity: z.string().max(200).optional(),
  party: z.string().max(200).optional(),
  direction: z.enum(['outgoing', 'incoming', 'undetermined']).optional(),
  attributes: z.record(z.string(), z.json()).optional(),
  text: z.string().max(10_000).optional(),
  selfReport: z.literal(true).optional(),
  trust: z.enum(['authenticated', 'unauthenticated']).optional(),
  label: z.string().max(200).optional(),
  source: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
  exercise: z.literal(true).optional(),
});

/**
 * Reads one line of observations. The register has the last word on nation, trust and label: a line
 * may lower its own trust, not raise it, and close its label, not open it. What the line does not say
 * of its accuracy and clock, the register says.
 */
export function readObservation(
  text: string,
  entry: JournalEntry,
  rooms: Rooms,
  labels: LabelTable,
  hasher: Hasher,
): Result<Observation, DecodeError> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ kind: 'not-json', text: 'one observation is one line of JSON' });
  }
  const read = schema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0];
    return fail({
      kind: 'bad-field',
      field: issue?.path.join('.') ?? '',
      text: issue?.message ?? 'not an observation',
    });
  }
  const { id, nation, trust, source, feed, label: marked, receivedAt: _, ...rest } = read.data;
  const { sightline: seenAlong, ...said } = withoutAbsent(rest);
  const sensor = rooms.mission.sensors.get(said.sensor);
  const vouched = sensor !== undefined && rooms.vouchesFor(entry.by, sensor);
  const digest = digestOf(hasher, utf8(text));
  const exercise = rooms.mission.file.exercise || said.exercise === true;
  return ok({
    ...registered(said, sensor),
    ...(seenAlong !== undefined && { sightline: withoutAbsent(seenAlong) }),
    id: (id ?? digest) as ObservationId,
    feed: feed ?? 'observations',
    nation: sensor?.nation ?? nation ?? 'unknown',
    receivedAt: entry.receivedAt,
    trust: vouched && trust !== 'unauthenticated' ? sensor.trust : 'unauthenticated',
    label: entry.label ?? labelOf(sensor, exercise, marked, labels),
    source: (source as Digest | undefined) ?? digest,
    ...(exercise && { exercise: true as const }),
  });
}

type Said = Pick<Observation, 'position' | 'sigmaM' | 'covariance' | 'uncertaintyS'>;

/** What was said, and what the register knows of the sensor where that said nothing. */
function registered<T extends Said>(said: T, sensor: Sensor | undefined): T {
  const { position, sigmaM, covariance } = said;
  const told = position === undefined || sigmaM !== undefined || covariance !== undefined;
  const sigma = told ? sigmaM : sensor?.sigmaM;
  const uncertaintyS = said.uncertaintyS ?? sensor?.uncertaintyS;
  return {
    ...said,
    ...(sigma !== undefined && { sigmaM: sigma }),
    ...(uncertaintyS !== undefined && { uncertaintyS }),
  };
}

/**
 * The sensor's own label. A line that bears another was marked by its source: nobody but its nation
 * and the mission reads it, since what the mark said is not in the line.
 */
function labelOf(
  sensor: Sensor | undefined,
  exercise: boolean,
  marked: string | undefined,
  labels: LabelTable,
): LabelId {
  if (sensor === undefined) return labels.intern(label({ owner: 'mission', exercise }));
  const { nation: owner, releasableTo, caveats, originatorControlled } = sensor;
  const own = labels.intern(
    label({ owner, releasableTo, caveats, originatorControlled, exercise }),
  );
  if (marked === undefined || marked === own) return own;
  return labels.intern(label({ owner, caveats, originatorControlled, exercise }));
}
