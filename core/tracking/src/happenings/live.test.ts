import { createHash } from 'node:crypto';
import type { Hasher } from '@greenline/base';
import type { Observation, ObservationId } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import type { Event } from '../event.ts';
import { type EventFuser, eventFuser, noEvents } from '../event-fuser.ts';
import { arrivalsOf, at } from './arrivals.fixture.ts';
import { barrage } from './barrage.fixture.ts';
import { score } from './score.fixture.ts';
import { happenings } from './solve.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: () => {
    throw new Error('no event needs a key');
  },
};

/** Everything told, in order, as a walk would tell it; `last` are the events as they stand in the end. */
function lived(reports: readonly Observation[], state = noEvents()) {
  const fuser = eventFuser(state, hasher, (a) => a);
  const told: Event[] = [];
  const goOn = (now: number) => settleBy(fuser, now, told);
  for (const report of reports) {
    goOn(report.receivedAt);
    told.push(...fuser.take(report));
  }
  goOn(at(1e6));
  const last = [...new Map(told.map((event) => [event.id, event])).values()];
  return { told, last: last.filter(({ supersededBy }) => supersededBy === undefined) };
}

function settleBy(fuser: EventFuser, now: number, told: Event[]): void {
  for (let due = fuser.due(); due !== undefined && due <= now; due = fuser.due())
    told.push(...fuser.settle(due).map(({ event }) => event));
}

const short = { explosions: 60, seconds: 500, copies: 30 };

describe('a barrage as it is heard', () => {
  it.each([11, 12, 13])('is counted as exactly as afterwards: seed %d', (seed) => {
    const given = barrage(seed, { ...short, falseAlarms: 20 });
    const { last } = lived(arrivalsOf(given.reports));
    const { count, wrong, splits, missed, noise } = score(last, given);
    expect(Math.abs(count - given.explosions)).toBeLessThanOrEqual(0.05 * given.explosions);
    const afterwards = score(happenings(given.reports), given);
    expect(wrong).toBeLessThanOrEqual(afterwards.wrong + 0.015);
    expect([splits <= 2, missed <= 2, noise <= 1]).toEqual([true, true, true]);
  });

  it('never gives an event another id because something came later', () => {
    const { told } = lived(arrivalsOf(barrage(14, short).reports));
    const gone = new Set<string>();
    const holder = new Map<string, string>();
    let moved = 0;
    for (const event of told) {
      expect(gone.has(event.id)).toBe(false);
      if (event.supersededBy !== undefined) {
        gone.add(event.id);
        continue;
      }
      for (const id of event.reports) {
        if ((holder.get(id) ?? event.id) !== event.id) moved += 1;
        holder.set(id, event.id);
      }
    }
    expect(moved).toBeLessThanOrEqual(0.02 * holder.size);
  });

  it('is the same whenever one asks, and after the state was written down', () => {
    const reports = arrivalsOf(barrage(15, short).reports);
    const state = noEvents();
    const half = reports.length >> 1;
    const fuser = eventFuser(state, hasher, (a) => a);
    const told: Event[] = [];
    for (const report of reports.slice(0, half)) {
      for (let now = report.receivedAt - 40_000; now <= report.receivedAt; now += 10_000)
        settleBy(fuser, now, told);
      told.push(...fuser.take(report));
    }
    const { told: rest } = lived(reports.slice(half), structuredClone(state));
    expect([...told, ...rest]).toEqual(lived(reports).told);
  });

  it('is told within two minutes of the explosion where machines reported at once', () => {
    const reports = arrivalsOf(barrage(16, short).reports).filter(({ nation }) => nation < 'E');
    const fuser = eventFuser(noEvents(), hasher, (a) => a);
    const known = new Set<string>();
    for (const report of reports) {
      for (let due = fuser.due(); due !== undefined && due <= report.receivedAt; due = fuser.due())
        for (const { event } of fuser.settle(due)) {
          if (!known.has(event.id)) expect(due - event.at).toBeLessThanOrEqual(120_000);
          known.add(event.id);
        }
      fuser.take(report);
    }
    expect(known.size).toBeGreaterThan(50);
  });
});

describe('an explosion that three arrays heard', () => {
  const explosion = barrage(17, { explosions: 1, seconds: 10, copies: 0 });
  const reports = arrivalsOf(explosion.reports);
  const [first] = reports as readonly [Observation];

  it('keeps its id when the patrol’s word comes a day later', () => {
    const late = reports.map((one) =>
      one.sensor === 'patrol' ? { ...one, receivedAt: at(86_400) } : one,
    );
    const { told, last } = lived([...late].sort((a, b) => a.receivedAt - b.receivedAt));
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(told.length).toBeGreaterThan(1);
    expect(last[0]?.sensors).toContain('patrol');
    expect(last[0]?.reports).toHaveLength(reports.length);
  });

  it('is the one that a patrol counted in words, whichever came first', () => {
    const form = {
      ...first,
      id: 'form' as ObservationId,
      sensor: 'patrol-9',
      feed: 'report',
      observedAt: at(20),
      uncertaintyS: 60,
      attributes: { said: 'heard' },
      receivedAt: at(600),
      count: 1,
    };
    const { last } = lived([...reports.filter(({ receivedAt }) => receivedAt < at(600)), form]);
    expect(last).toHaveLength(1);
    expect(last[0]?.sensors).toContain('patrol-9');
    const early = { ...form, receivedAt: at(0) };
    const before = lived([early, ...reports]);
    expect(before.last).toHaveLength(1);
    expect(before.told[0]?.id).toBe(before.last[0]?.id);
    expect(before.last[0]?.reports).toContain('form');
    expect(before.last[0]?.position).toBeDefined();
  });

  it('is placed where it was, by sound that was cold and slow', () => {
    const bang = { x: 9000, y: 9000 };
    const cold = 331.3 * Math.sqrt(1 - 20 / 273.15);
    const heard = [
      [1500, 2000],
      [7000, 500],
      [12_500, 2500],
      [18_500, 1500],
    ].map(([x = 0, y = 0], i) => ({
      ...{ id: `a${i}`, sensor: `array-${i}`, nation: 'C', by: 'sound' as const, x, y },
      ...{ t: Math.hypot(bang.x - x, bang.y - y) / cold, sigmaT: 0.05, receivedAt: 60 },
      ...{ bearing: Math.atan2(bang.y - y, bang.x - x), sigmaBearing: 0.03 },
    }));
    const told = arrivalsOf(heard).map((one) => ({
      ...one,
      attributes: { ...one.attributes, temperatureC: -20 },
    }));
    const [event] = lived(told).last;
    expect(Math.abs((event?.at ?? 0) - at(0))).toBeLessThan(150);
    expect(Math.sqrt(event?.covariance?.[0] ?? 1e9)).toBeLessThan(150);
  });

  it('is one happening of its own where one array alone is within earshot', () => {
    const { last } = lived([first]);
    expect(last).toHaveLength(1);
    expect(last[0]).not.toHaveProperty('position');
    expect(last[0]?.observer).toEqual(first.sightline?.position);
  });
});

describe('a report that another nation sends on', () => {
  const reports = arrivalsOf(barrage(18, { explosions: 1, seconds: 10, copies: 0 }).reports);
  const [first] = reports as readonly [Observation];
  const copy = {
    ...first,
    id: 'copy' as ObservationId,
    observedAt: at(Math.round((first.observedAt - at(0)) / 1000)),
    sightline: {
      position: first.sightline?.position ?? { lon: 0, lat: 0 },
      bearingDeg: Math.round(first.sightline?.bearingDeg ?? 0),
    },
    receivedAt: at(40_000),
  };

  it.each(['G', first.nation])('is kept with its original, hours later, sent by %s', (nation) => {
    const { told, last } = lived([...reports, { ...copy, nation }]);
    expect(last).toHaveLength(1);
    expect(told.at(-1)?.reports).toContain('copy');
  });
});
