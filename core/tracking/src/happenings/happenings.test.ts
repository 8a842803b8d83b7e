import { describe, expect, it } from 'vitest';
import { barrage } from './barrage.fixture.ts';
import { withoutCopies } from './copies.ts';
import { parseHappeningReport } from './parse-report.ts';
import type { HappeningReport } from './report.ts';
import { score } from './score.fixture.ts';
import { happenings } from './solve.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];

describe('a barrage that many heard and saw', () => {
  it.each(SEEDS)(
    'is counted to one in twenty, each report under its own explosion: seed %d',
    (seed) => {
      const given = barrage(seed);
      const { count, wrong, splits, missed, noise } = score(happenings(given.reports), given);
      expect(Math.abs(count - given.explosions)).toBeLessThanOrEqual(0.05 * given.explosions);
      expect(wrong).toBeLessThanOrEqual(0.03);
      expect(splits).toBeLessThanOrEqual(3);
      expect(missed).toBeLessThanOrEqual(3);
      expect(noise).toBe(0);
    },
  );

  it.each(SEEDS)('is not added to by false alarms: seed %d', (seed) => {
    const given = barrage(seed, { falseAlarms: 75 });
    const { wrong, splits, missed, noise } = score(happenings(given.reports), given);
    expect(noise).toBe(0);
    expect(wrong).toBeLessThanOrEqual(0.03);
    expect(splits + missed).toBeLessThanOrEqual(6);
  });

  it('is told the same in whatever order the reports come', () => {
    const { reports } = barrage(7, { explosions: 40, seconds: 350 });
    const shown = (of: readonly HappeningReport[]) =>
      happenings(of).map(({ t, reports: ids }) => [t.toFixed(3), [...ids].sort()]);
    expect(shown([...reports].reverse())).toEqual(shown(reports));
  });

  it('uses no report twice', () => {
    const ids = happenings(barrage(8, { falseAlarms: 50 }).reports).flatMap((one) => one.reports);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is nothing where nobody reports, or one alone', () => {
    expect(happenings([])).toEqual([]);
    expect(happenings(barrage(1).reports.slice(0, 1))).toEqual([]);
  });
});

describe('a report that was sent on', () => {
  const given = barrage(9, { copies: 100, falseAlarms: 20 });

  it('stands with the one it was made from, though it is rounded and says nothing of it', () => {
    const mixed = withoutCopies(given.reports).filter(
      ({ ids }) => new Set(ids.map((id) => given.origin.get(id))).size > 1,
    );
    expect(mixed.length).toBeLessThanOrEqual(1);
    const own = given.reports.filter(({ nation }) => nation !== 'F' && nation !== 'G').length;
    expect(Math.abs(withoutCopies(given.reports).length - own)).toBeLessThanOrEqual(2);
  });

  it('is none where the same sender tells of two', () => {
    const [first] = given.reports as readonly [HappeningReport];
    const again = { ...first, id: 'again', t: first.t + 0.001 };
    expect(withoutCopies([first, again])).toHaveLength(2);
    expect(withoutCopies([first, { ...again, nation: 'G' }])).toHaveLength(1);
  });
});

describe('a report as a line of JSON', () => {
  const line = {
    ...{ id: 'r1', sensor: 'AC1', nation: 'C', kind: 'acoustic', x: 1, y: 2, t: 3, sigmaT: 0.1 },
    ...{ bearing: 1, sigmaBearing: 0.03, receivedAt: 5 },
  };

  it('is read whole', () => {
    const { kind: _, ...rest } = line;
    expect(parseHappeningReport(line)).toEqual({ ok: true, value: { ...rest, by: 'sound' } });
  });

  it.each([
    ['id', { id: '' }],
    ['kind', { kind: 'telepathy' }],
    ['kind', { kind: 'toString' }],
    ['t', { t: Number.NaN }],
    ['x', { x: '1' }],
    ['sigmaT', { sigmaT: 0 }],
    ['sigmaBearing', { sigmaBearing: undefined }],
    ['range', { range: -5, sigmaRange: 1 }],
    ['relayOf', { relayOf: 7 }],
  ])('is refused for its %s', (field, wrong) => {
    expect(parseHappeningReport({ ...line, ...wrong })).toMatchObject({
      ok: false,
      error: { field },
    });
  });
});
