import { describe, expect, it } from 'vitest';
import type { DeclaredRecord, StaffRecords } from './chronicle/records.ts';
import { dayReport, renderCsv, renderHtml } from './index.ts';
import {
  EAST,
  event,
  finding,
  MISSION,
  NO_RECORDS,
  PATROL_DAY,
  reportOf,
  row,
  track,
  utc,
} from './patrol-day.fixture.ts';

const AT = '2026-03-10T09:00:00Z';
const looked = { ...NO_RECORDS, periods: PATROL_DAY.periods };

let made = 0;
const declared = (words: object): DeclaredRecord =>
  ({ ...words, digest: `sha256:${++made}`, version: 1, recordedAt: utc(AT) }) as never;
const inventory = (site: string, serials: readonly string[], party = 'A') =>
  declared({ declaration: 'inventory', site, party, serials });
const visit = (site: string, access: string, seen: readonly string[], at = AT) =>
  declared({ declaration: 'visit', site, access, seen, at: utc(at) });

describe('storage sites', () => {
  const serials = (site: string) => [1, 2, 3].map((n) => `${site}-${n}`);
  const names = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'];
  const seven = {
    ...NO_RECORDS,
    declarations: [
      ...names.map((site) => inventory(site, serials(site))),
      ...names.slice(0, 4).map((site) => visit(site, 'full', serials(site))),
      visit('S5', 'partial', ['S5-1', 'S5-2', 'S5-3']),
      visit('S6', 'partial', ['S6-1']),
      visit('S7', 'denied', []),
    ],
  };
  const standings = (records: StaffRecords, mission = MISSION) => {
    const { storage } = reportOf(records, { mission });
    const [of] = storage?.rows ?? [];
    return Object.fromEntries(
      Object.entries(of?.standings ?? {}).map(([name, { value }]) => [name, value]),
    );
  };

  it('of which four were seen whole, two in part and one not at all are 4, 2 and 1, never 5 and 2', () => {
    expect(standings(seven)).toEqual({
      complete: 4,
      partial: 2,
      denied: 1,
      departs: 0,
      holding: 0,
      undeclared: 0,
      'not-visited': 0,
    });
  });

  it('that fail the criteria are holding areas, and never complete, whatever is there', () => {
    const mission = { ...MISSION, holding: ['S1', 'S7'] };
    expect(standings(seven, mission)).toMatchObject({ complete: 3, holding: 2, denied: 0 });
    const page = renderHtml(reportOf(seven, { mission }));
    expect(page).toContain('holding area: not counted as compliant');
  });

  it('depart from their inventory where something is missing, beyond it, or twice there', () => {
    const one = (seen: readonly string[]) =>
      standings({
        ...NO_RECORDS,
        declarations: [inventory('S', ['1', '2']), visit('S', 'full', seen)],
      });
    expect(one(['1', '2'])).toMatchObject({ complete: 1 });
    for (const seen of [['1'], ['1', '2', '3'], ['1', '2', '2'], []]) {
      expect(one(seen)).toMatchObject({ complete: 0, departs: 1 });
    }
  });

  it('stand as their last visit before the end of the day found them', () => {
    const visits = [
      inventory('S', ['1']),
      visit('S', 'denied', [], '2026-03-01T09:00:00Z'),
      visit('S', 'full', ['1'], '2026-03-09T09:00:00Z'),
      visit('S', 'denied', [], '2026-03-11T09:00:00Z'),
    ];
    expect(standings({ ...NO_RECORDS, declarations: visits })).toMatchObject({ complete: 1 });
    expect(standings({ ...NO_RECORDS, declarations: [inventory('S', ['1'])] })).toMatchObject({
      'not-visited': 1,
    });
    expect(standings({ ...NO_RECORDS, declarations: [visit('S', 'full', ['1'])] })).toMatchObject({
      undeclared: 1,
    });
  });
});

describe('what is excused', () => {
  const excused = {
    ...looked,
    events: ['E1', 'E2', 'E3'].map((id) => event(id, AT)),
    findings: [
      ...['E1', 'E2'].map((id) =>
        finding(`F-${id}`, AT, {
          clause: '4',
          subject: [id],
          verdict: 'compliant',
          exceptions: ['4(b): notice N1'],
        }),
      ),
      finding('F-E3', AT, { clause: '4', subject: ['E3'] }),
    ],
  };

  it('is counted all the same, and marked', () => {
    const report = reportOf(excused);
    expect(row(report, 'explosion', 'W')).toMatchObject({
      all: { now: { value: 3 } },
      excused: { value: 2, records: ['E1', 'E2'] },
    });
    expect(report.findings).toMatchObject([
      { verdict: 'breach', now: { value: 1 } },
      { verdict: 'compliant', excepted: [{ by: '4(b)', now: { value: 2 } }] },
    ]);
    expect(renderHtml(report)).toContain('Of these excused');
  });
});

describe('disengagement areas', () => {
  const KM = 1 / 111.2;
  const mission = {
    ...MISSION,
    disengagement: [
      {
        id: 'area-1',
        name: 'Area 1',
        area: {
          type: 'Polygon' as const,
          coordinates: [
            [
              [36.19, 48.09],
              [36.21, 48.09],
              [36.21, 48.11],
              [36.19, 48.11],
              [36.19, 48.09],
            ],
          ],
        },
        insideBy: ({ lat }: { readonly lat: number }) => (0.01 - Math.abs(lat - 48.1)) * 111_200,
      },
    ],
  };
  const events = [0, 3, 5.9, 6.2].map((km) =>
    event(`E${km}`, AT, { position: { lon: 36.2, lat: 48.1 + km * KM } }),
  );

  it('are told inside and near, which is up to 5 km outside, beside their own effort', () => {
    const report = reportOf({ ...looked, events, tracks: [track('T1', AT)] }, { mission });
    expect(report.disengagement).toMatchObject([
      {
        area: 'area-1',
        effort: { sensorHours: 6 },
        inside: { standing: 'counted', value: 1, records: ['E0'] },
        near: { standing: 'counted', value: 2, records: ['E3', 'E5.9'] },
        objectsInside: { value: 1 },
        objectsNear: { value: 0 },
      },
    ]);
  });

  it('where nobody looked say so, and no number', () => {
    const report = reportOf({ ...NO_RECORDS, events }, { mission });
    expect(report.disengagement?.[0]?.inside.standing).toBe('effort-not-recorded');
  });
});

describe('lines and flights', () => {
  const clauseKinds = new Map([
    ['2(b)', 'withdrawal'],
    ['3', 'no-fly'],
  ]);
  const records = {
    ...looked,
    tracks: [
      track('T1', AT, { class: { howitzer: 1 } }),
      track('U1', AT, { class: { 'uncrewed-aircraft': 1 }, party: 'B' }),
      track('U2', AT, { class: { 'medevac-helicopter': 1 }, party: 'B' }),
    ],
    findings: [
      finding('F1', AT, { clause: '2(b)', subject: ['T1'] }),
      finding('F2', '2026-03-10T10:00:00Z', { clause: '2(b)', subject: ['T1'] }),
      finding('F3', AT, { clause: '3', subject: ['U1'], party: 'B', verdict: 'undetermined' }),
      finding('F4', AT, {
        clause: '3',
        subject: ['U2'],
        party: 'B',
        verdict: 'compliant',
        exceptions: ['3(a): notice N1'],
      }),
    ],
  };
  const report = reportOf(records, { mission: { ...MISSION, clauseKinds } });

  it('count a weapon beyond its line once, however often it was judged', () => {
    expect(report.withdrawal).toMatchObject([
      { clause: '2(b)', party: 'A', breach: { value: 1, records: ['F1', 'F2'] } },
    ]);
  });

  it('tell aircraft by kind, and what clauses said of each', () => {
    expect(report.flights).toMatchObject([
      { class: 'medevac-helicopter', all: { now: { value: 1 } }, excused: { records: ['U2'] } },
      { class: 'uncrewed-aircraft', undetermined: { records: ['U1'] }, breach: { value: 0 } },
    ]);
  });
});

describe('a table of another room', () => {
  it('becomes a chapter of the page, and its numbers lines for spreadsheets', () => {
    const further = [
      {
        title: 'Protests',
        columns: ['Party', 'Filed'],
        rows: [['Party A', { value: 2, records: ['F1', 'F2'] }]],
      },
    ];
    const made = dayReport(
      { audience: 'staff', now: PATROL_DAY },
      { day: '2026-03-10', mission: MISSION, now: utc('2026-03-11T00:00:00Z'), further },
    );
    if (!made.ok) throw new Error(made.error.text);
    expect(renderHtml(made.value)).toMatch(/<h2 id="further-1-h">Protests<.h2>/);
    expect(renderCsv(made.value)).toContain('Protests,Party A,,,Filed,2,,,F1 F2,');
  });
});

describe('the map', () => {
  it('tells staff where nobody looked, and everybody in words', () => {
    const report = reportOf({
      ...looked,
      events: [event('E1', AT), event('E2', AT, { position: EAST })],
    });
    const { boxes = [], marks = [] } = report.map;
    expect(boxes.filter(({ region }) => region === 'E').every((box) => box.looked === 0)).toBe(
      true,
    );
    expect(boxes.filter(({ region }) => region === 'W').every((box) => box.looked === 0.25)).toBe(
      true,
    );
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    const page = renderHtml(report);
    expect(page).toContain('West: 25.0 % looked; East: 0 % looked');
    expect(page).toMatch(/<svg[^>]* role="img" aria-labelledby="map-title map-desc"/);
  });

  it('holds over time what happened, beside the hours of looking', () => {
    const { series } = reportOf({ ...looked, events: [event('E1', AT)] });
    expect(series).toHaveLength(24);
    expect(series.reduce((sum, { sensorHours = 0 }) => sum + sensorHours, 0)).toBeCloseTo(6, 9);
    expect(series.find(({ happenings }) => happenings.value > 0)).toMatchObject({
      from: '2026-03-10T08:30:00Z',
      happenings: { records: ['E1'] },
      sensorHours: 1,
    });
  });
});
