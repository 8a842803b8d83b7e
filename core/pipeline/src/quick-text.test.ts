import type { Observation } from '@greenline/observation';
import type { Track } from '@greenline/tracking';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observationText, trackText } from './quick-text.ts';
import { recordText } from './record-text.ts';

const text = fc.string({ unit: 'grapheme' });
const real = fc.double({ noNaN: true, noDefaultInfinity: true });
const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });
const words = fc.dictionary(text, fc.jsonValue());
const classes = fc.dictionary(text, fc.double({ min: 0, max: 1, noNaN: true }));
const position = fc.record(
  { lon: real, lat: real, height: real },
  { requiredKeys: ['lon', 'lat'] },
);
const id = fc.uuid();
const digest = fc.constant(`sha256:${'0'.repeat(64)}`);
const covariance = fc.tuple(real, real, real);

const observation = fc.record(
  {
    attributes: words,
    class: classes,
    corrects: id,
    count: fc.integer({ min: 1, max: 9999 }),
    courseDeg: real,
    covariance,
    direction: fc.constantFrom('outgoing', 'incoming', 'undetermined'),
    exercise: fc.constant(true),
    feed: text,
    id,
    identity: text,
    kind: fc.constantFrom('object', 'event'),
    label: digest,
    nation: text,
    observedAt: moment,
    party: text,
    position,
    receivedAt: moment,
    selfReport: fc.constant(true),
    sensor: text,
    sightline: fc.record({ position, bearingDeg: real }),
    sigmaM: real,
    source: digest,
    speedMps: real,
    text,
    timeDifference: fc.record({ receivers: fc.tuple(position, position), seconds: real }),
    trust: fc.constantFrom('authenticated', 'unauthenticated'),
    uncertaintyS: real,
  },
  {
    requiredKeys: [
      'class',
      'feed',
      'id',
      'kind',
      'label',
      'nation',
      'observedAt',
      'receivedAt',
      'sensor',
      'source',
      'trust',
    ],
  },
);

const track = fc.record(
  {
    at: moment,
    attributes: words,
    class: classes,
    covariance,
    ended: fc.constant(true),
    exercise: fc.constant(true),
    existence: real,
    firstSeenAt: moment,
    historical: fc.constant(true),
    id,
    identities: fc.array(text),
    joinedTo: id,
    joins: fc.array(id),
    label: digest,
    looks: fc.nat(),
    observations: fc.array(id),
    party: text,
    position,
    sensors: fc.array(text),
    trust: fc.constantFrom('authenticated', 'unauthenticated'),
    velocity: fc.tuple(real, real),
  },
  {
    requiredKeys: [
      'at',
      'class',
      'existence',
      'firstSeenAt',
      'id',
      'identities',
      'label',
      'looks',
      'observations',
      'position',
      'sensors',
      'trust',
    ],
  },
);

describe('the quick text', () => {
  it('of an observation is its text', () => {
    fc.assert(
      fc.property(observation, (one) => {
        expect(observationText(one as unknown as Observation)).toBe(recordText(one));
      }),
    );
  });

  it('of a track is its text', () => {
    fc.assert(
      fc.property(track, (one) => {
        expect(trackText(one as unknown as Track)).toBe(recordText(one));
      }),
    );
  });

  it('writes every field that an observation and a track can have', () => {
    const all = (arbitrary: fc.Arbitrary<object>) =>
      fc.sample(arbitrary, 500).flatMap((one) => Object.keys(one));
    for (const [arbitrary, write] of [
      [observation, observationText],
      [track, trackText],
    ] as const) {
      for (const name of new Set(all(arbitrary))) {
        const whole = fc
          .sample(arbitrary as fc.Arbitrary<Record<string, unknown>>, 500)
          .find((one) => name in one);
        expect(write(whole as never)).toContain(`"${name}":`);
      }
    }
  });
});
