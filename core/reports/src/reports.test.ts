import { describe, expect, it } from 'vitest';
import type { StaffRecords } from './chronicle/records.ts';
import { periodReport, renderHtml, renderJson } from './index.ts';
import {
  caseWith,
  EAST,
  EAST_AREA,
  event,
  finding,
  MISSION,
  NO_RECORDS,
  NOW,
  observation,
  PATROL_DAY,
  period,
  reportOf,
  row,
  utc,
  WEST,
} from './patrol-day.fixture.ts';

describe("a patrol's day", () => {
  const report = reportOf(PATROL_DAY);

  it('counts three outgoing explosions heard, and one the day before', () => {
    expect(row(report, 'explosion', 'W')).toEqual({
      type: 'explosion',
      region: 'W',
      all: {
        now: { standing: 'counted', value: 3, records: ['E1', 'E2', 'E3'] },
        before: { standing: 'counted', value: 1, records: ['E0'] },
        rate: 0.5,
        rateBefore: 0.083333,
      },
      outgoing: { standing: 'counted', value: 3, records: ['E1', 'E2', 'E3'] },
      incoming: { standing: 'counted', value: 0, records: [] },
      undetermined: { standing: 'counted', value: 0, records: [] },
      heard: { standing: 'counted', value: 3, records: ['E1', 'E2', 'E3'] },
      seen: { standing: 'counted', value: 0, records: [] },
      camera: { standing: 'counted', value: 0, records: [] },
    });
  });

  it('counts one burst of undetermined direction', () => {
    expect(row(report, 'burst', 'total')).toMatchObject({
      all: { now: { value: 1 } },
      undetermined: { value: 1, records: ['E4'] },
      heard: { value: 1 },
    });
  });

  it('counts two tanks of one party, in their region and in the whole', () => {
    expect(report.objects).toMatchObject([
      { class: 'tank', party: 'A', region: 'W', all: { now: { value: 2, records: ['T1', 'T2'] } } },
      { class: 'tank', party: 'A', region: 'total', all: { now: { value: 2 } } },
    ]);
  });

  it('counts passage denied once and delayed once, by 25 minutes', () => {
    expect(report.movement?.at(-1)).toEqual({
      region: 'total',
      denied: { value: 1, records: ['O4'] },
      delayed: { value: 1, records: ['O5'] },
      delayMinutes: 25,
      conditional: { value: 0, records: [] },
    });
    expect(report.movement?.[0]).toMatchObject({ region: 'W', delayMinutes: 0 });
  });

  it('tells findings by clause, party and verdict, and a hazard where it is', () => {
    expect(
      report.findings.map(({ clause, party, verdict, now }) => [clause, party, verdict, now.value]),
    ).toEqual([
      ['1', 'unknown', 'compliant', 1],
      ['2(a)', 'A', 'breach', 1],
      ['2(a)', 'A', 'undetermined', 1],
    ]);
    expect(report.hazards).toEqual([
      { class: 'unexploded-ordnance', region: 'E', now: { value: 1, records: ['O6'] } },
    ]);
  });

  it('tells two cases opened, one of them confirmed', () => {
    expect(report.cases).toMatchObject([
      {
        clause: '2(a)',
        opened: { value: 2 },
        confirmed: { value: 1, records: ['C1'] },
        refuted: { value: 0 },
        unresolved: { value: 0 },
      },
    ]);
  });

  it('says of a region where nobody looked that nothing was observed, not that nothing was', () => {
    expect(row(report, 'explosion', 'E')?.all.now).toEqual({
      standing: 'not-observed',
      records: [],
    });
    expect(report.effort.find(({ region }) => region === 'W')?.now).toEqual({
      region: 'W',
      sensorHours: 6,
      looked: 0.25,
      notLooked: 0.75,
      jammed: 0,
      denied: 0,
    });
  });

  it('leads every number back to a record of the appendix', () => {
    const known = new Set(report.appendix.map(({ id }) => id));
    expect([...known]).toEqual([...new Set(known)]);
    for (const ids of recordsIn(report)) for (const id of ids) expect(known).toContain(id);
    expect(known).toContain('C1');
  });

  it('counts a patrol as effort where the mission says what its presence is worth', () => {
    const heard = observation('O1', '2026-03-10T08:00:00Z', { position: WEST });
    const events = [event('E1', '2026-03-10T08:00:00Z')];
    const patrol = { radiusM: 2_000, forS: 3_600, detectionProbability: 0.5 };
    const alone = { ...NO_RECORDS, observations: [heard], events };
    expect(row(reportOf(alone), 'explosion', 'W')?.all.now.standing).toBe('effort-not-recorded');
    const worth = reportOf(alone, { mission: { ...MISSION, patrol } });
    expect(row(worth, 'explosion', 'W')?.all).toMatchObject({ now: { value: 1 }, rate: 1 });
  });
});

/** Every list of record ids anywhere in a report. */
function recordsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'records' ? [part as string[]] : recordsIn(part),
  );
}

describe('a day', () => {
  it('holds its first moment and not its last', () => {
    const edges = ['2026-03-09T17:29:59Z', '2026-03-09T17:30:00Z', '2026-03-10T17:30:00Z'];
    const events = edges.map((at, i) => event(`E${i}`, at));
    const report = reportOf({ ...NO_RECORDS, periods: PATROL_DAY.periods, events });
    expect(row(report, 'explosion', 'W')?.all).toMatchObject({
      now: { records: ['E1'] },
      before: { records: ['E0'] },
    });
  });

  it('on which clocks are put back covers 25 hours', () => {
    const report = reportOf(NO_RECORDS, { day: '2026-10-25' });
    expect(report).toMatchObject({
      from: '2026-10-24T16:30:00Z',
      to: '2026-10-25T17:30:00Z',
      hours: 25,
      provisional: true,
    });
    expect(report.previous?.hours).toBe(24);
  });

  it('counts what is still in force, and not what was replaced', () => {
    const findings = [
      finding('F1', '2026-03-05T00:00:00Z', { to: utc('2026-03-12T00:00:00Z') }),
      finding('F2', '2026-03-10T09:00:00Z', { clause: '3' }),
      finding('F3', '2026-03-10T09:00:00Z', {
        clause: '3',
        verdict: 'compliant',
        supersedes: 'F2' as never,
      }),
    ];
    expect(reportOf({ ...NO_RECORDS, findings }).findings).toMatchObject([
      { clause: '2(a)', verdict: 'breach', now: { records: ['F1'] }, before: { records: ['F1'] } },
      { clause: '3', verdict: 'compliant', now: { records: ['F3'] } },
    ]);
  });

  it('calls nothing a violation that people have not confirmed', () => {
    const opened = { ...PATROL_DAY, cases: [caseWith('C1', '2026-03-10T09:01:00Z')] };
    expect(reportOf(opened).cases).toMatchObject([{ confirmed: { value: 0 } }]);
    const text = renderHtml(reportOf({ ...opened, cases: [] }));
    expect(text.replace(/<style>.*<\/style>/s, '').match(/violation/g)).toHaveLength(1);
  });

  it('leaves an exercise out of an operational report, and the other way round', () => {
    const mixed = {
      ...PATROL_DAY,
      events: PATROL_DAY.events.map((one) => ({ ...one, exercise: true as const })),
    };
    expect(row(reportOf(mixed), 'explosion', 'W')?.all.now).toMatchObject({ value: 0 });
    const exercise = reportOf(mixed, { mission: { ...MISSION, exercise: true } });
    expect(exercise.exercise).toBe(true);
    expect(row(exercise, 'explosion', 'total')?.all.now.records).toHaveLength(3);
    expect(renderHtml(exercise)).toContain('Nothing in this report is real');
    expect(renderHtml(reportOf(mixed))).not.toContain('Nothing in this report is real');
  });

  it('is told in the same bytes on every machine and for records in any order', () => {
    const reversed = Object.fromEntries(
      Object.entries(PATROL_DAY).map(([name, list]) => [name, [...list].reverse()]),
    ) as unknown as StaffRecords;
    const home = process.env.TZ;
    process.env.TZ = 'Pacific/Kiritimati';
    const away = [renderJson(reportOf(reversed)), renderHtml(reportOf(reversed))];
    process.env.TZ = home;
    expect(away).toEqual([renderJson(reportOf(PATROL_DAY)), renderHtml(reportOf(PATROL_DAY))]);
  });

  it('mirrors when the parties change places', () => {
    const swap = <T>(value: T): T =>
      JSON.parse(
        JSON.stringify(value, (key, part) =>
          key === 'party' ? ({ A: 'B', B: 'A' }[part as string] ?? part) : part,
        ),
      );
    const mirrored = reportOf(swap(PATROL_DAY));
    expect(swap({ ...mirrored, appendix: [] })).toEqual({ ...reportOf(PATROL_DAY), appendix: [] });
  });
});

describe('less observation', () => {
  /** Scenario 6: two weeks, of 200 events in 1,000 sensor-hours and of 80 in 250. */
  const week = (from: string, count: number, sensors: number, hours: number, name: string) => ({
    events: Array.from({ length: count }, (_, i) =>
      event(`${name}${i}`, from, { class: { shot: 1 } }),
    ),
    periods: Array.from({ length: sensors }, (_, i) =>
      period(`${name}-P${i}`, from, new Date(Date.parse(from) + hours * 3_600_000).toISOString(), {
        sensor: `mast-${i}`,
      }),
    ),
  });
  const first = week('2026-03-02T00:00:00Z', 200, 10, 100, 'a');
  const second = week('2026-03-09T00:00:00Z', 80, 5, 50, 'b');
  const records: StaffRecords = {
    ...NO_RECORDS,
    events: [...first.events, ...second.events],
    periods: [
      ...first.periods,
      ...second.periods,
      ...Array.from({ length: 63 }, (_, i) =>
        period(`J${i}`, `2026-03-12T0${i % 10}:00:00Z`, '2026-03-12T12:00:00Z', {
          state: 'jammed',
          sensor: `uav-${i}`,
          area: EAST_AREA,
        }),
      ),
    ],
    observations: ['O1', 'O2'].map((id) =>
      observation(id, '2026-03-12T09:00:00Z', {
        kind: 'restriction',
        position: EAST,
        attributes: { access: 'denied' },
      }),
    ),
  };
  const made = periodReport(
    { audience: 'staff', now: records, previous: records },
    {
      period: { from: utc('2026-03-09T00:00:00Z'), to: utc('2026-03-16T00:00:00Z') },
      previous: { from: utc('2026-03-02T00:00:00Z'), to: utc('2026-03-09T00:00:00Z') },
      mission: MISSION,
      now: utc('2026-03-16T00:00:00Z'),
    },
  );
  if (!made.ok) throw new Error(made.error.text);
  const report = made.value;

  it('leads with 60 % more for each sensor-hour, and says that 60 % fewer misleads', () => {
    expect(report.headlines[0]).toEqual({
      about: 'all happenings',
      leads: 'normalised',
      raw: { now: 80, before: 200, share: -0.6 },
      normalised: { now: 0.32, before: 0.2, share: 0.6 },
      effort: { now: 250, before: 1000, share: -0.75 },
      text:
        'For each sensor-hour +60 % (0.20 to 0.32). Observation changed by −75 % (1,000 to 250 ' +
        'sensor-hours), so the count alone misleads: −60 % (200 to 80).',
    });
    const page = renderHtml(report);
    expect(page.indexOf('+60 %')).toBeLessThan(page.indexOf('−60 %'));
  });

  it('tells 63 jamming incidents, two denied patrols, and what was jammed from what nobody tried', () => {
    expect(report.interference).toMatchObject([
      { type: 'sensor-jammed', region: 'E', now: { value: 63 }, before: { value: 0 } },
    ]);
    expect(report.movement?.at(-1)?.denied.value).toBe(2);
    const east = report.effort.find(({ region }) => region === 'E')?.now;
    expect(east).toMatchObject({ looked: 0, denied: 0, jammed: 0.071429, notLooked: 0.928571 });
  });

  it('of much the same amount leads with the count', () => {
    const same = {
      ...records,
      periods: [...first.periods, ...week('2026-03-09T00:00:00Z', 0, 9, 100, 'c').periods],
    };
    const again = periodReport(
      { audience: 'staff', now: same, previous: same },
      {
        period: { from: utc('2026-03-09T00:00:00Z'), to: utc('2026-03-16T00:00:00Z') },
        previous: { from: utc('2026-03-02T00:00:00Z'), to: utc('2026-03-09T00:00:00Z') },
        mission: MISSION,
        now: NOW,
      },
    );
    expect(again).toMatchObject({ value: { headlines: [{ leads: 'raw' }, { leads: 'raw' }] } });
  });
});
