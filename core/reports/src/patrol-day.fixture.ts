import type { Finding, FindingId } from '@greenline/agreement';
import { type Instant, instant } from '@greenline/base';
import type { Case, CaseId, HistoryEntry } from '@greenline/cases';
import type { Observation, ObservationId, ObservationPeriod } from '@greenline/observation';
import type { Event, EventId, Track, TrackId } from '@greenline/tracking';
import type { StaffRecords } from './chronicle/records.ts';
import type { HappeningRow, Report } from './report.ts';
import type { ReportMission } from './report-mission.ts';
import { dayReport } from './report-period.ts';

/** For tests of this package: a mission in two regions, and one patrol's day in it. */
const ring = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const region = (id: string, name: string, west: number) => ({
  id,
  name,
  area: { type: 'Polygon' as const, coordinates: [ring(west, 48, west + 0.5, 48.2)] },
  contains: (lon: number, lat: number) =>
    lon >= west && lon < west + 0.5 && lat >= 48 && lat <= 48.2,
});

export const MISSION: ReportMission = {
  id: 'forty-km',
  name: 'Forty-Kilometre Zone',
  timeZone: 'Europe/Kyiv',
  cutOff: '19:30',
  parties: [
    { id: 'A', name: 'Party A', hue: 'blue' },
    { id: 'B', name: 'Party B', hue: 'orange' },
  ],
  regions: [region('W', 'West', 36), region('E', 'East', 36.5)],
  exercise: false,
  delayMs: 6 * 3_600_000,
};

export const NO_RECORDS: StaffRecords = {
  observations: [],
  periods: [],
  events: [],
  tracks: [],
  findings: [],
  cases: [],
};

export const utc = (text: string): Instant => instant(Date.parse(text));
export const WEST = { lon: 36.2, lat: 48.1 };
export const EAST = { lon: 36.7, lat: 48.1 };
const LABEL = 'sha256:01';

export const observation = (id: string, at: string, more: Partial<Observation>): Observation => ({
  id: id as ObservationId,
  feed: 'report',
  kind: 'event',
  sensor: 'patrol-7',
  nation: 'AR',
  observedAt: utc(at),
  receivedAt: utc(at),
  trust: 'authenticated',
  class: {},
  label: LABEL,
  source: 'sha256:02',
  ...more,
});

export const event = (id: string, at: string, more: Partial<Event> = {}): Event => ({
  id: id as EventId,
  class: { explosion: 1 },
  at: utc(at),
  uncertaintyS: 60,
  position: WEST,
  direction: 'undetermined',
  reports: [],
  sensors: ['patrol-7'],
  trust: 'authenticated',
  label: LABEL,
  ...more,
});

export const period = (
  id: string,
  from: string,
  to: string,
  more: Partial<ObservationPeriod> = {},
): ObservationPeriod => ({
  id,
  sensor: 'patrol-7',
  nation: 'AR',
  from: utc(from),
  to: utc(to),
  area: { type: 'Polygon', coordinates: [ring(36, 48, 36.5, 48.2)] },
  detectionProbability: 0.5,
  state: 'looked',
  label: LABEL,
  source: 'sha256:03',
  ...more,
});
export const EAST_AREA = { type: 'Polygon' as const, coordinates: [ring(36.5, 48, 37, 48.2)] };

export const track = (id: string, at: string, more: Partial<Track> = {}): Track => ({
  id: id as TrackId,
  at: utc(at),
  firstSeenAt: utc(at),
  position: WEST,
  existence: 0.9,
  class: { tank: 0.9, apc: 0.1 },
  party: 'A',
  identities: [],
  sensors: ['patrol-7'],
  trust: 'authenticated',
  looks: 1,
  observations: ['O' as ObservationId],
  label: LABEL,
  ...more,
});

export const finding = (id: string, at: string, more: Partial<Finding> = {}): Finding => ({
  id: id as FindingId,
  clause: '2(a)',
  agreement: 'forty-km',
  version: '1',
  agreementDigest: 'sha256:04',
  verdict: 'breach',
  probability: 0.99,
  nature: 'substantive',
  subject: ['T1'],
  party: 'A',
  from: utc(at),
  to: utc(at),
  exceptions: [],
  reason: 'a tank 4 km inside',
  inputs: [],
  label: LABEL,
  ...more,
});

/** A case with the turns that people gave it. */
export const caseWith = (
  id: string,
  openedAt: string,
  turns: readonly (readonly [at: string, to: 'confirmed' | 'refuted' | 'unresolved'])[] = [],
  more: Partial<Case> = {},
): Case => ({
  id: id as CaseId,
  clause: '2(a)',
  clauseKind: 'no-presence',
  agreement: 'forty-km',
  version: '1',
  revision: turns.length,
  nature: 'substantive',
  party: 'A',
  attributions: [],
  about: 'subject',
  subject: ['T1'],
  classes: ['tank'],
  sources: [],
  withdrawn: [],
  confidence: { level: 'none', words: 'no source that stands', basis: [], raises: [] },
  state: turns.at(-1)?.[1] ?? 'open',
  verdict: 'breach',
  from: utc(openedAt),
  to: utc(openedAt),
  openedAt: utc(openedAt),
  findings: [],
  findingsSinceDecision: 0,
  quorum: { persons: 1, nations: 1 },
  votes: [],
  progress: { have: 0, need: 1 },
  history: turns.map(
    ([at, to]): HistoryEntry => ({
      entry: 'step',
      recordedAt: utc(at),
      step: {
        id: `${id}-${to}`,
        at: utc(at),
        by: 'ana',
        case: id,
        step: 'confirm',
        reason: 'seen',
      },
      effect: 'moved',
      from: 'being-verified',
      to,
    }),
  ),
  label: LABEL,
  ...more,
});

/**
 * 10 March 2026: three outgoing explosions heard at 10:00, a burst whose direction nobody could tell,
 * two tanks seen, passage denied once and delayed once by 25 minutes. On the day before one explosion
 * was heard in twice the time.
 */
export const PATROL_DAY: StaffRecords = {
  observations: [
    observation('O1', '2026-03-10T08:00:00Z', {
      class: { explosion: 1 },
      count: 3,
      direction: 'outgoing',
      attributes: { said: 'heard' },
    }),
    observation('O2', '2026-03-10T08:20:00Z', {
      class: { burst: 1 },
      attributes: { said: 'heard' },
    }),
    observation('O3', '2026-03-10T09:00:00Z', {
      kind: 'object',
      class: { tank: 0.9 },
      count: 2,
      attributes: { said: 'seen' },
    }),
    observation('O4', '2026-03-10T10:00:00Z', {
      kind: 'restriction',
      position: WEST,
      attributes: { access: 'denied' },
    }),
    observation('O5', '2026-03-10T11:00:00Z', {
      kind: 'restriction',
      position: EAST,
      attributes: { access: 'delayed', delayMin: 25 },
    }),
    observation('O6', '2026-03-10T11:30:00Z', {
      kind: 'hazard',
      position: EAST,
      class: { 'unexploded-ordnance': 1 },
    }),
  ],
  periods: [
    period('P1', '2026-03-10T06:00:00Z', '2026-03-10T12:00:00Z'),
    period('P2', '2026-03-09T04:00:00Z', '2026-03-09T16:00:00Z'),
  ],
  events: [
    ...['E1', 'E2', 'E3'].map((id) =>
      event(id, '2026-03-10T08:00:00Z', {
        direction: 'outgoing',
        reports: ['O1' as ObservationId],
      }),
    ),
    event('E4', '2026-03-10T08:20:00Z', {
      class: { burst: 1 },
      reports: ['O2' as ObservationId],
    }),
    event('E0', '2026-03-09T08:00:00Z'),
  ],
  tracks: [track('T1', '2026-03-10T09:00:00Z'), track('T2', '2026-03-10T09:00:00Z')],
  findings: [
    finding('F1', '2026-03-10T09:00:00Z'),
    finding('F2', '2026-03-10T09:00:00Z', { subject: ['T2'], verdict: 'undetermined' }),
    finding('F3', '2026-03-10T08:00:00Z', { clause: '1', party: 'unknown', verdict: 'compliant' }),
  ],
  cases: [
    caseWith('C1', '2026-03-10T09:01:00Z', [['2026-03-10T13:00:00Z', 'confirmed']]),
    caseWith('C2', '2026-03-10T09:01:00Z'),
  ],
};

export const NOW = utc('2026-03-11T06:00:00Z');
export const reportOf = (
  records: StaffRecords,
  { day = '2026-03-10', mission = MISSION }: { day?: string; mission?: ReportMission } = {},
): Report => {
  const source = { audience: 'staff', now: records, previous: records } as const;
  const made = dayReport(source, { day, mission, now: NOW });
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
};
export const row = (report: Report, type: string, region: string): HappeningRow | undefined =>
  report.happenings.find((one) => one.type === type && one.region === region);
