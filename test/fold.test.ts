import { deserialize, serialize } from 'node:v8';
import { instant } from '@greenline/base';
import { type JournalInput, Walk, type WalkState } from '@greenline/pipeline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATROL_DAY } from './support/patrol-day.ts';
import {
  exampleFiles,
  folded,
  message,
  missionOf,
  moment,
  PORTS,
  sighting,
} from './support/walk-in-process.ts';

const mission = missionOf(exampleFiles());
const START = moment('2026-03-10T05:30:00Z');

const seen = fc.record({
  after: fc.integer({ min: 0, max: 6 * 3600 }),
  lon: fc.integer({ min: 3600, max: 3660 }).map((n) => n / 100),
  lat: fc.integer({ min: 4740, max: 4800 }).map((n) => n / 100),
  sensor: fc.constantFrom('lead-drone-1', 'aster-mast-1', 'remote-id', 'nobody-knows'),
  what: fc.constantFrom('tank', 'uncrewed-aircraft', 'explosion', 'tractor', 'mine'),
  party: fc.constantFrom('A', 'B', undefined),
});

/** A patrol's day among other things seen, and steps on cases that may or may not be there. */
const recording = fc.array(seen, { maxLength: 15 }).map((things): readonly JournalInput[] => {
  const inputs = [
    ...PATROL_DAY.map((form) => message('report', form, moment(form.at))),
    ...things.map(({ after, lon, lat, sensor, what, party }, index) => {
      const at = instant(START + after * 1000);
      const observedAt = new Date(at).toISOString();
      const kind = what === 'explosion' ? 'event' : what === 'mine' ? 'hazard' : 'object';
      const said = { kind, sensor, observedAt, class: what, ...(party && { party }) };
      return message('geojson', sighting({ lon, lat, ...said }), at, index);
    }),
    message('geojson', '{"type":"Feature"}', instant(START + 60_000)),
    message('command', '{"id":"c1","step":"dance"}', instant(START + 120_000)),
  ];
  return inputs.sort((a, b) => a.receivedAt - b.receivedAt);
});

/** A walk that goes on from a state written down and read again, as a node does after a restart. */
const restarted = (walk: Walk): Walk =>
  new Walk(PORTS, mission, deserialize(serialize(walk.state)) as WalkState);

describe('the walk as a fold', () => {
  it('gives the same rows whatever portions they are taken in', () => {
    fc.assert(
      fc.property(recording, fc.integer({ min: 1, max: 7 }), (inputs, portion) => {
        const whole = folded(mission, inputs).rows;
        const taken: unknown[] = [];
        const rest = folded(mission, inputs, (walk, index) => {
          if (index % portion === 0) taken.push(...walk.take().rows);
          return walk;
        });
        expect([...taken, ...rest.rows]).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same rows and the same state if it is stopped and taken up again, wherever', () => {
    fc.assert(
      fc.property(recording, fc.integer({ min: 1, max: 9 }), (inputs, every) => {
        const whole = folded(mission, inputs);
        const broken = folded(mission, inputs, (walk, index) => {
          if (index % every !== 0) return walk;
          walk.state.labels = walk.labels.entries();
          return restarted(walk);
        });
        expect(broken.rows).toEqual(whole.rows);
        expect(broken.state).toEqual(whole.state);
      }),
      { numRuns: 15 },
    );
  });

  it('counts every input as accepted or refused, and keeps why', () => {
    fc.assert(
      fc.property(recording, (inputs) => {
        const { rows, state } = folded(mission, inputs);
        const refused = [...state.refused.values()].reduce((sum, count) => sum + count, 0);
        expect(state.accepted + refused).toBe(inputs.length);
        expect(rows.filter(({ kind }) => kind === 'refusal')).toHaveLength(refused);
        expect(refused).toBe(2);
      }),
      { numRuns: 20 },
    );
  });
});
