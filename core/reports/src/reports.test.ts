import type { ReleasedRecord } from '@greenline/sharing';
import { describe, expect, it } from 'vitest';
import {
  type DayReport,
  dayReport,
  periodReport,
  renderCsv,
  renderHtml,
  renderJson,
} from './index.ts';
import {
  caseWith,
  EAST,
  EAST_AREA,
  event,
  finding,
  MISSION,
  NO_RECORDS,
  observation,
  PATROL_DAY,
  period,
  track,
  utc,
  WEST,
} from './patrol-day.fixture.ts';
import type { StaffRecords } from './records.ts';
import type { ReportMission } from './report-mission.ts';

const NOW = utc('2026-03-11T06:00:00Z');
const reportOf = (
  records: StaffRecords,
  { day = '2026-03-10', mission = MISSION }: { day?: string; mission?: ReportMission } = {},
): DayReport => {
  const source = { audience: 'staff', now: records, previous: records } as const;
  const made = dayReport(source, { day, mission, now: NOW });
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
};
const row = (report: DayReport, type: string, region: string) =>
  report.happenings.find((one) => one.type === type && one.region === region);

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

describe('the page', () => {
  const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>\u202e&amp;`;

  it('escapes everything that came from outside', () => {
    const page = renderHtml(
      reportOf(
        {
          ...PATROL_DAY,
          events: [event(HOSTILE, '2026-03-10T08:00:00Z', { class: { [HOSTILE]: 1 } })],
          tracks: [
            track('T1', '2026-03-10T09:00:00Z', { party: HOSTILE, class: { [HOSTILE]: 1 } }),
          ],
          findings: [
            finding('F1', '2026-03-10T09:00:00Z', {
              clause: HOSTILE,
              reason: HOSTILE,
              party: HOSTILE,
            }),
          ],
        },
        {
          mission: {
            ...MISSION,
            name: HOSTILE,
            parties: [
              { id: 'A', name: HOSTILE, hue: 'blue' },
              { id: 'B', name: HOSTILE, hue: 'orange' },
            ],
          },
        },
      ),
    );
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<[a-z][^>]*\sonerror/);
  });

  it('links every number to the records of the appendix, and no link leads nowhere', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(40);
    for (const link of links) expect(anchors).toContain(link);
  });

  it('needs nothing from any other host, and runs nothing', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    expect(page).not.toMatch(/https?:\/\/|src=|url\(|@import|<script/);
    expect(page).toContain("default-src 'none'");
  });

  it('names every table and every row and column of it', () => {
    const page = renderHtml(reportOf(PATROL_DAY));
    const tables = page.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(6);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).toContain('scope="col"');
    }
  });

  it('of a day of 20,000 events is made in under five seconds', () => {
    const events = Array.from({ length: 20_000 }, (_, i) =>
      event(`E${i}`, '2026-03-10T08:00:00Z', { position: i % 2 ? WEST : EAST }),
    );
    const started = performance.now();
    const page = renderHtml(reportOf({ ...PATROL_DAY, events }));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(page).toContain('20,000');
  });
});

describe('the table for spreadsheets', () => {
  const lines = renderCsv(reportOf(PATROL_DAY)).split('\r\n');

  it('has headings, then a row of HXL tags, then a line for each number', () => {
    expect(lines[0]?.split(',')).toHaveLength(9);
    expect(lines[1]?.split(',').every((tag) => /^#[a-z0-9]+(\+[a-z]+)*$/.test(tag))).toBe(true);
    expect(lines).toContain('happenings,explosion,West,,outgoing,3,,,E1 E2 E3');
    expect(lines).toContain('happenings,explosion,East,,all,,,not observed,');
    expect(lines).toContain('movement,passage,whole area,,delayMinutes,25,,,');
  });

  it('quotes what it must, and hands no formula to a spreadsheet', () => {
    const party = '=HYPERLINK("x")';
    const tracks = [track('T1', '2026-03-10T09:00:00Z', { party })];
    const text = renderCsv(reportOf({ ...PATROL_DAY, tracks }));
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
