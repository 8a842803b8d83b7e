import { isKind } from '@greenline/observation';
import { WANTS } from '@greenline/planning';
import { DEFAULT_ALERT_PRACTICE } from '@greenline/safety';
import { z } from 'zod';
import { lonLat, ring, scan, scanNeeds } from './scan-schema.ts';

const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id of letters, digits, . _ -');

/** A sensor's own name of itself may say how it was found, as `asterix:25/201`. */
const sensorId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]*$/, 'an id of letters, digits, . _ : / -');
/** What a sensor can be asked for: of what stands or moves, from where; of what passes over, when. */
const tasking = z
  .strictObject({
    wants: z.array(z.enum(WANTS)).min(1),
    /** Absent: where the sensor stands. */
    position: z
      .strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
      .optional(),
    reachM: z.number().positive().max(3_000_000).optional(),
    speedMps: z.number().positive().max(1_000).optional(),
    radiusM: z.number().positive().max(3_000_000).optional(),
    /** Times of day (UTC) at which it passes, as 09:40. */
    passes: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'as 09:40, UTC'))
      .min(1)
      .max(48)
      .optional(),
    prepareS: z.number().nonnegative().max(2_592_000),
    deliverS: z.number().nonnegative().max(2_592_000),
  })
  .refine(({ position, passes }) => position === undefined || passes === undefined, {
    path: ['position'],
    message: 'write where it starts from, or passes',
  });

const sensor = z
  .strictObject({
    id: sensorId,
    nation: id,
    kind: z.string(),
    trust: z.enum(['authenticated', 'unauthenticated']),
    sigmaM: z.number().positive().optional(),
    bearingSigmaDeg: z.number().positive().max(180).optional(),
    rangeSigmaShare: z.number().positive().max(1).optional(),
    uncertaintyS: z.number().positive().optional(),
    /** Where it stands, for what measures from its own place; `heightM` above the ellipsoid. */
    position: z
      .strictObject({
        lon: z.number().min(-180).max(180),
        lat: z.number().min(-90).max(90),
        heightM: z.number().min(-500).max(10_000).optional(),
      })
      .optional(),
    /** It says something at least so often: a longer silence is an alarm. */
    reportsEveryS: z.number().positive().max(86_400).optional(),
    /** What it looks at as long as it works. */
    footprint: ring.optional(),
    detectionProbability: z.number().gt(0).max(1).optional(),
    capabilities: z.array(id).optional(),
    /** The sensor whose word it merely passes on: the two are one source. */
    relays: sensorId.optional(),
    /** What it reports are tracks of its own, made of these sensors' detections. */
    fuses: z.array(sensorId).min(1).optional(),
    /** Its detections of one moment are one look over its field. */
    scan: scan.optional(),
    tasking: tasking.optional(),
    releasableTo: z.array(id).default([]),
    caveats: z.array(z.string()).default([]),
    originatorControlled: z.boolean().default(false),
    /** Ed25519: its public key, 32 bytes in base64. */
    key: z
      .string()
      .regex(/^[A-Za-z0-9+/]{43}=$/, 'the 32 bytes of an Ed25519 public key, in base64')
      .optional(),
    /** HMAC-SHA-256: a file with the key it shares with the node (64 hex digits), by path from the data folder. */
    keyFile: z.string().min(1).optional(),
    /** What a device with a key may hand in, all links together; what goes beyond is refused and counted. */
    mostPerS: z.number().positive().max(100_000).optional(),
    mostBytesPerS: z.number().positive().max(1_000_000_000).optional(),
  })
  .refine(({ key, keyFile }) => key === undefined || keyFile === undefined, {
    path: ['keyFile'],
    message: 'write key or keyFile: a device has one',
  })
  .refine(
    ({ key, keyFile, mostPerS, mostBytesPerS }) =>
      key !== undefined ||
      keyFile !== undefined ||
      (mostPerS === undefined && mostBytesPerS === undefined),
    {
      path: ['mostPerS'],
      message: 'is of a device with a key: without one nobody knows who sends',
    },
  );

/** What sees to a range, by angles or by radial speed does so about the place where it stands. */
const scanning = sensor.superRefine((one, context) => {
  for (const need of scanNeeds(one))
    context.addIssue({
      code: 'custom',
      path: need.split('.'),
      message:
        need === 'position'
          ? 'what scans to a range, by angles, or is blind to slow things, stands somewhere: write position'
          : `is needed to use what measures ${one.scan?.measures}: write it`,
    });
});

const feed = z
  .strictObject({
    id,
    format: id,
    /** `tcp://127.0.0.1:8087`, `udp://127.0.0.1:6969` or `tls://127.0.0.1:8089`: where the node listens. */
    listen: z
      .string()
      .regex(/^(tcp|udp|tls):\/\/[^\s/]+:\d+$/, 'as tcp://127.0.0.1:8087')
      .optional(),
    /** `tcp://192.0.2.7:30005`: where a sender listens whom the node calls, and calls again. */
    connect: z
      .string()
      .regex(/^tcp:\/\/[^\s/]+:\d+$/, 'as tcp://192.0.2.7:30005')
      .optional(),
    /**
     * PEM files of a `tls` link, by path from the node's data folder: they are the node's, not the
     * mission's. Who connects shows a certificate that `ca` signed.
     */
    tls: z
      .strictObject({ cert: z.string().min(1), key: z.string().min(1), ca: z.string().min(1) })
      .optional(),
    /** Messages and bytes a second that one address may hand in by this link; what goes beyond is dropped and counted. */
    mostPerS: z.number().positive().max(100_000).optional(),
    mostBytesPerS: z.number().positive().max(1_000_000_000).optional(),
    /** Streams only: connections at a time, in all and from one address. */
    mostConnections: z.number().int().min(1).max(10_000).optional(),
    mostConnectionsPerAddress: z.number().int().min(1).max(10_000).optional(),
    /** Which queue what comes by this link waits in: bulk waits while the fold is behind, alerts never. */
    lane: z.enum(['alert', 'normal', 'bulk']).optional(),
    /** Datagrams only: nothing is taken but envelopes that devices among `sensors` have signed. */
    signed: z.boolean().optional(),
    /** Editions of a format's parts where its senders speak an old one: `{ '021': '0.26' }` of ASTERIX. */
    editions: z.record(z.string(), z.string()).optional(),
    /** Sensors whose word this link may carry; others that come by it are unauthenticated. */
    sensors: z.array(sensorId).default([]),
    /** Everything that comes by this link is of this sensor. */
    as: sensorId.optional(),
    /**
     * MAVLink only: a file with the link's key (64 hex digits), by path from the node's data folder.
     * Frames that it did not sign are refused.
     */
    signingKeyFile: z.string().min(1).optional(),
    /** Transport streams only: whether the video is kept too, in the node's data folder. */
    record: z.boolean().optional(),
  })
  .refine(
    ({ listen, connect }) => (listen === undefined) !== (connect === undefined),
    'write either listen or connect',
  )
  .refine(({ signed, listen }) => signed !== true || listen?.startsWith('udp:') === true, {
    path: ['signed'],
    message: 'is for datagrams: a stream has TLS certificates (listen: tls://)',
  });

/** A server that the node asks again and again, or a broker that it hears. */
const source = z
  .strictObject({
    id,
    format: z.enum(['stac', 'sensorthings']),
    /** STAC: of the search; SensorThings: of the service, or `mqtt://…` of its broker. */
    url: z.string().regex(/^(https?|mqtts?):\/\/[^\s/]+/, 'as https://example.org/v1.1'),
    /** Seconds between two questions. */
    everyS: z.number().min(1).max(86_400).default(300),
    /** Environment variable that holds a bearer token, or user:password for a broker: never the secret itself. */
    secretFrom: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'the name of a variable')
      .optional(),
    /** STAC: what is asked for. */
    collections: z.array(z.string().min(1)).optional(),
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
    datetime: z.string().min(1).optional(),
    sensors: z.array(sensorId).default([]),
    as: sensorId.optional(),
  })
  .refine(({ format, url }) => format === 'sensorthings' || url.startsWith('http'), {
    message: 'stac is asked by https',
    path: ['url'],
  });

const quorum = z.strictObject({
  persons: z.number().int().min(1),
  nations: z.number().int().min(1),
});

/** A rule that accepts cases of fire once somebody has put it in force; a share of them is checked. */
const acceptanceRule = z.strictObject({
  rule: id,
  version: z.number().int().positive(),
  kinds: z.array(id).min(1),
  classes: z
    .array(z.string().refine(isKind, 'is no kind of the taxonomy'))
    .min(1)
    .default(['shot', 'burst', 'explosion']),
  sources: z.number().int().min(2).default(2),
  arrays: z.array(z.string().min(1)).default([]),
  sample: z.number().gt(0).max(1).default(0.02),
  mostRefuted: z.number().min(0).lt(1).default(0.05),
  round: z.number().int().min(1).default(20),
  settleS: z.number().min(60).default(900),
});

/** The file `mission.yaml`. */
export const missionSchema = z.strictObject({
  mission: id,
  name: z.string().min(1),
  /** Made-up records only: a banner, its own database, never in an operational report. */
  exercise: z.boolean(),
  timezone: z.string().min(1),
  agreement: z.string().default('agreement.yaml'),
  reportCutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'as 19:30')
    .optional(),
  parties: z
    .array(z.strictObject({ id, name: z.string(), hue: z.enum(['blue', 'orange']) }))
    .length(2),
  nations: z.array(
    z.strictObject({ id, name: z.string(), role: z.enum(['lead', 'contributor', 'contingent']) }),
  ),
  regions: z.array(z.strictObject({ id, name: z.string(), polygon: ring })).default([]),
  /** Zones of the agreement whose inside and surroundings reports tell apart. */
  disengagementAreas: z.array(z.string()).default([]),
  view: z.strictObject({ center: lonLat, zoom: z.number().min(0).max(20) }),
  sensors: z.array(scanning).default([]),
  feeds: z.array(feed).default([]),
  sources: z.array(source).default([]),
  verification: z
    .strictObject({
      quorum: z.record(z.string(), quorum).default({}),
      clocksS: z.record(z.string(), z.number().positive()).default({}),
      watch: z
        .strictObject({
          hours: z.number().positive().max(24),
          most: z.number().int().positive(),
        })
        .optional(),
      lookWithinS: z.number().positive().optional(),
      acceptance: z.array(acceptanceRule).default([]),
    })
    .default({ quorum: {}, clocksS: {}, acceptance: [] }),
  filings: z
    .strictObject({
      /** Seconds by form and clock, as `protest/acknowledge`. */
      clocksS: z.record(z.string(), z.number().positive()).default({}),
      commentWindowH: z.number().positive().max(720).default(24),
      quorum: z
        .strictObject({ parties: z.number().int().min(0).max(2), chair: z.boolean() })
        .default({ parties: 2, chair: true }),
    })
    .default({ clocksS: {}, commentWindowH: 24, quorum: { parties: 2, chair: true } }),
  guard: z
    .strictObject({ cellM: z.number().min(1000), delayH: z.number().min(6) })
    .default({ cellM: 1000, delayH: 6 }),
  /** How safety alerts are answered: within how many seconds, and whom they call in turn. */
  safety: z
    .strictObject({
      acknowledgeS: z.number().positive().max(3_600).default(DEFAULT_ALERT_PRACTICE.acknowledgeS),
      escalation: z.array(id).default([]),
    })
    .optional(),
  /** What a report's presence of a patrol is worth as effort; absent: nothing. */
  patrol: z
    .strictObject({
      radiusM: z.number().positive().max(50_000),
      forS: z.number().positive().max(86_400),
      detectionProbability: z.number().gt(0).max(1),
    })
    .optional(),
  simulation: z
    .strictObject({ scenario: z.string(), seed: z.number().int().nonnegative() })
    .optional(),
});

export type MissionFile = z.infer<typeof missionSchema>;
