import { createHash, createHmac } from 'node:crypto';
import { type Digest, type Hasher, instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type { Observation, ObservationId } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { emptyTracker, eventFuser, nearestNeighbourTracker, noEvents } from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};
const label = 'sha256:00' as LabelId;
const NOON = Date.UTC(2026, 2, 10, 12);
let count = 0;

function look(changes: Partial<Observation> & { second?: number }): Observation {
  const { second = 0, ...rest } = changes;
  count += 1;
  return {
    id: `observation-${count}` as ObservationId,
    feed: 'cot',
    sensor: 'mast-1',
    nation: 'c',
    kind: 'object',
    observedAt: instant(NOON + second * 1000),
    receivedAt: instant(NOON + second * 1000),
    position: { lon: 37, lat: 48 },
    sigmaM: 10,
    class: { tank: 1 },
    trust: 'authenticated',
    label,
    source: `sha256:${count}` as Digest,
    ...rest,
  };
}

/** About 1 m each: good enough to say how far off a test may be. */
const east = (metres: number) => ({ lon: 37 + metres / 74_600, lat: 48 });

const tracker = () => nearestNeighbourTracker(emptyTracker(), hasher, (a) => a);
const fuser = () => eventFuser(noEvents(), hasher, (a) => a);

describe('the tracker', () => {
  it('follows a vehicle and learns its speed', () => {
    const t = tracker();
    let id: string | undefined;
    for (let second = 0; second <= 60; second++) {
      const ids = t.take(look({ second, position: east(second * 10) }));
      expect(ids).toHaveLength(1);
      id ??= ids[0];
      expect(ids[0]).toBe(id);
    }
    const track = t.state(id as never);
    expect(track?.velocity?.[0]).toBeCloseTo(10, 0);
    expect(track?.observations).toHaveLength(61);
    expect(track?.looks).toBe(61);
    expect(Math.sqrt(track?.covariance?.[0] ?? 0)).toBeLessThan(10);
  });

  it('hands every observation out once, so that all states together name them all', () => {
    const t = tracker();
    const [id] = t.take(look({}));
    t.take(look({ second: 1 }));
    expect(t.state(id as never)?.observations).toHaveLength(2);
    t.take(look({ second: 2 }));
    expect(t.state(id as never)?.observations).toHaveLength(1);
  });

  it('keeps two tanks a kilometre apart as two', () => {
    const t = tracker();
    expect(t.take(look({}))).not.toEqual(t.take(look({ second: 1, position: east(1000) })));
  });

  it('makes two tracks of one look at two tanks, and finds both again', () => {
    const t = tracker();
    const first = t.take(look({ count: 2 }));
    expect(new Set(first).size).toBe(2);
    expect(new Set(t.take(look({ second: 60, count: 2 })))).toEqual(new Set(first));
  });

  it('believes a name as far as the thing could have come, and no farther', () => {
    const t = tracker();
    const drone = { class: { 'uncrewed-aircraft': 1 }, identity: 'D1' };
    const [one] = t.take(look(drone));
    const [same] = t.take(look({ ...drone, second: 10, position: east(400) }));
    const [other] = t.take(look({ ...drone, second: 11, position: east(40_000) }));
    const [back] = t.take(look({ ...drone, second: 12, position: east(440) }));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
    expect(back).toBe(one);
  });

  it('states no accuracy for a thing whose sources stated none', () => {
    const t = tracker();
    const { sigmaM: _, ...vague } = look({ identity: 'U' });
    const [id] = t.take(vague);
    expect(t.state(id as never)).not.toHaveProperty('covariance');
    t.take(look({ second: 1, identity: 'U' }));
    expect(t.state(id as never)).toHaveProperty('covariance');
  });

  it('does not grow surer by reading one message twice, or an old one late', () => {
    const t = tracker();
    const [id] = t.take(look({ identity: 'U', second: 10 }));
    const before = t.state(id as never);
    t.take(look({ identity: 'U', second: 10 }));
    t.take(look({ identity: 'U', second: 5, position: east(50) }));
    const after = t.state(id as never);
    expect(after?.covariance).toEqual(before?.covariance);
    expect(after?.position).toEqual(before?.position);
    expect(after?.observations).toHaveLength(2);
  });

  it('does not take a gun of one party for the other party’s', () => {
    const t = tracker();
    expect(t.take(look({ party: 'A' }))).not.toEqual(t.take(look({ party: 'B', second: 60 })));
  });

  it('follows across the date line', () => {
    const t = tracker();
    const [a] = t.take(look({ position: { lon: 179.9999, lat: 0 } }));
    const [b] = t.take(look({ position: { lon: -179.9999, lat: 0 }, second: 5 }));
    expect(b).toBe(a);
  });

  it('ends what was not seen for long', () => {
    const t = tracker();
    t.take(look({ class: { 'uncrewed-aircraft': 1 } }));
    expect(t.forget(instant(NOON + 590_000))).toHaveLength(0);
    expect(t.forget(instant(NOON + 610_000))).toHaveLength(1);
  });
});

const heard = (changes: Partial<Observation> & { second?: number }) =>
  look({
    kind: 'event',
    class: { explosion: 1 },
    uncertaintyS: 10,
    sigmaM: 500,
    sensor: 'patrol-1',
    ...changes,
  });

describe('a happening', () => {
  it('that two patrols heard is one event with both reports', () => {
    const f = fuser();
    f.take(heard({}));
    const [event] = f.take(heard({ sensor: 'patrol-2', second: 12 }));
    expect(event?.reports).toHaveLength(2);
    expect(event?.sensors).toEqual(['patrol-1', 'patrol-2']);
  });

  it('is as many events as the patrol that counted most heard', () => {
    const f = fuser();
    const three = f.take(heard({ count: 3 }));
    const five = f.take(heard({ count: 5, sensor: 'patrol-2', second: 5 }));
    expect(new Set([...three, ...five].map(({ id }) => id)).size).toBe(5);
  });

  it('that one patrol reports twice at different times is two', () => {
    const f = fuser();
    const [one] = f.take(heard({}));
    const [two] = f.take(heard({ second: 20 }));
    expect(two?.id).not.toBe(one?.id);
  });

  it('told twice in one message is two, and sent on by another nation still one', () => {
    const f = fuser();
    const source = 'sha256:one' as Digest;
    const [one] = f.take(heard({ source }));
    const [two] = f.take(heard({ source }));
    const [copy] = f.take(heard({ feed: 'relay' }));
    expect(two?.id).not.toBe(one?.id);
    expect([one?.id, two?.id]).toContain(copy?.id);
  });

  it('is one though its form came twice, byte for byte: a barrage was counted anew by every relay', () => {
    const f = fuser();
    const said = { source: 'sha256:form' as Digest, attributes: { report: 'r', entry: 1 } };
    const [one] = f.take(heard(said));
    const [other] = f.take(heard({ ...said, attributes: { report: 'r', entry: 2 } }));
    const [again] = f.take(heard(said));
    const [later] = f.take(heard({ ...said, receivedAt: instant(NOON + 60_000) }));
    expect(other?.id).not.toBe(one?.id);
    expect(again?.id).toBe(one?.id);
    expect(later?.id).toBe(one?.id);
    expect(later?.reports).toHaveLength(3);
  });

  it('far away is another', () => {
    const f = fuser();
    const [one] = f.take(heard({}));
    const [two] = f.take(heard({ sensor: 'patrol-2', position: east(9000) }));
    expect(two?.id).not.toBe(one?.id);
  });

  it('has no direction where its witnesses disagree', () => {
    const f = fuser();
    f.take(heard({ direction: 'outgoing' }));
    const [event] = f.take(heard({ direction: 'incoming', sensor: 'patrol-2' }));
    expect(event?.direction).toBe('undetermined');
  });
});
