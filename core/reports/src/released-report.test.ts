import type { ReleasedRecord } from '@greenline/sharing';
import { describe, expect, it } from 'vitest';
import { dayReport, renderHtml, renderJson } from './index.ts';
import { MISSION, NOW, row, utc } from './patrol-day.fixture.ts';

describe('a report for anybody but staff', () => {
  const cell = {
    id: 'cell-1',
    polygon: [
      [36.19, 48.09],
      [36.21, 48.09],
      [36.21, 48.11],
      [36.19, 48.11],
      [36.19, 48.09],
    ] as const,
  };
  const released: readonly ReleasedRecord[] = [
    {
      kind: 'released-event',
      id: 'R1',
      audience: 'parties',
      class: 'explosion',
      at: utc('2026-03-10T08:00:00Z'),
      direction: 'outgoing',
      cell,
    },
    {
      kind: 'released-finding',
      id: 'R2',
      audience: 'parties',
      clause: '2(a)',
      agreement: 'forty-km',
      version: '1',
      nature: 'substantive',
      verdict: 'breach',
      party: 'A',
      class: 'tank',
      from: utc('2026-03-10T08:00:00Z'),
      to: utc('2026-03-10T09:00:00Z'),
      cell,
      reason: 'a tank 4 km inside',
    },
    {
      kind: 'released-case',
      id: 'R3',
      audience: 'parties',
      clause: '2(a)',
      party: 'A',
      state: 'confirmed',
      decidedAt: utc('2026-03-10T13:00:00Z'),
    },
  ];
  const shares = { sensorHours: 6, looked: 0.25, notLooked: 0.75, jammed: 0, denied: 0 };
  const source = {
    audience: 'parties',
    now: { records: released, effort: { W: shares, total: shares } },
  } as const;
  const options = { day: '2026-03-10', mission: MISSION };

  it('is refused until six hours after its end, and says when it can be had', () => {
    const early = dayReport(source, { ...options, now: utc('2026-03-10T23:29:59Z') });
    expect(early).toMatchObject({
      ok: false,
      error: { kind: 'too-soon', availableAt: utc('2026-03-10T23:30:00Z') },
    });
    expect(dayReport(source, { ...options, now: utc('2026-03-10T23:30:00Z') }).ok).toBe(true);
  });

  it('is never had sooner, whatever the mission sets, and later where it says so', () => {
    const at = (delayMs: number) =>
      dayReport(source, { ...options, mission: { ...MISSION, delayMs }, now: MISSION_END });
    expect(at(0)).toMatchObject({ error: { availableAt: utc('2026-03-10T23:30:00Z') } });
    expect(at(24 * 3_600_000)).toMatchObject({
      error: { availableAt: utc('2026-03-11T17:30:00Z') },
    });
  });
  const MISSION_END = utc('2026-03-10T17:30:00Z');

  it('counts by region what was released, and holds no place, no object and no monitor', () => {
    const made = dayReport(source, { ...options, now: NOW });
    if (!made.ok) throw new Error(made.error.text);
    const report = made.value;
    expect(row(report, 'explosion', 'W')?.outgoing).toEqual({
      standing: 'counted',
      value: 1,
      records: ['R1'],
    });
    expect(report.cases).toEqual([
      { clause: '2(a)', party: 'A', confirmed: { value: 1, records: ['R3'] } },
    ]);
    expect(report.movement).toBeUndefined();
    expect(report.objects).toEqual([]);
    for (const text of [renderJson(report), renderHtml(report)]) {
      expect(text).not.toContain('cell-1');
      expect(text).not.toMatch(/36\.19|48\.09/);
    }
  });

  it('holds nothing that was released to another', () => {
    for (const other of [
      { audience: 'public', now: source.now } as const,
      { audience: 'nation', member: 'FIN', now: source.now } as const,
    ]) {
      const made = dayReport(other, { ...options, now: NOW });
      expect(made).toMatchObject({ ok: true, value: { appendix: [], cases: [], findings: [] } });
    }
  });

  it('prints no count where no effort was released', () => {
    const bare = { audience: 'parties', now: { records: released } } as const;
    const made = dayReport(bare, { ...options, now: NOW });
    expect(made.ok && row(made.value, 'explosion', 'W')?.all.now.standing).toBe(
      'effort-not-recorded',
    );
  });
});
