import type { Finding } from '@greenline/agreement';
import { formatInstant, type Instant, instant } from '@greenline/base';
import type { Case, HistoryEntry } from '@greenline/cases';
import type { ReleasedCell, ReleasedRecord } from '@greenline/sharing';
import type { StaffRecords } from './chronicle/records.ts';
import { clusterOf, type Located } from './cluster.ts';
import type { SpotCase } from './report.ts';
import type { ReportSource } from './report-period.ts';
import type { SpotSubject } from './spot-report.ts';

/** What a spot report is about, found among records. */
export interface Sighted {
  readonly from: Instant;
  readonly to: Instant;
  readonly knownAt: Instant;
  /** Events, tracks and observations. */
  readonly ids: ReadonlySet<string>;
  readonly findings: ReadonlySet<string>;
  readonly caseId?: string;
  readonly spotCase?: SpotCase;
  /** Absent where sources are not told. */
  readonly sensors?: readonly string[];
}

/** `undefined` where the reader has no such record. */
export function sightedIn(source: ReportSource, subject: SpotSubject): Sighted | undefined {
  if (source.audience === 'staff') {
    return subject.about === 'case'
      ? caseIn(source.now, subject.id)
      : clusterIn(source.now, subject.id);
  }
  const reader = source.audience === 'nation' ? source.member : source.audience;
  const theirs = source.now.records.filter(({ audience }) => audience === reader);
  return subject.about === 'case'
    ? releasedCase(theirs, subject.id)
    : releasedCluster(theirs, subject.id);
}

function caseIn(records: StaffRecords, id: string): Sighted | undefined {
  const one = records.cases.filter((of) => of.id === id).at(-1);
  if (one === undefined) return undefined;
  const filed = new Set<string>(one.findings);
  const findings = records.findings.filter((finding) => filed.has(finding.id));
  const ids = new Set(one.subject);
  const events = records.events.filter((event) => ids.has(event.id));
  const tracks = records.tracks.filter((track) => ids.has(track.id));
  return {
    from: one.from,
    to: one.to,
    knownAt: one.openedAt,
    ids,
    findings: filed,
    caseId: id,
    spotCase: caseOf(one, findings),
    sensors: [...new Set([...events, ...tracks].flatMap(({ sensors }) => sensors))].sort(),
  };
}

function caseOf(one: Case, findings: readonly Finding[]): SpotCase {
  return {
    id: one.id,
    clause: one.clause,
    party: one.party,
    state: one.state,
    ...(one.decision !== undefined && { decision: one.decision }),
    ...(one.decidedAt !== undefined && { decidedAt: formatInstant(one.decidedAt) }),
    votes: one.progress,
    findings: [...new Map(findings.map((finding) => [finding.id, finding])).values()].map(
      ({ id, clause, verdict, reason }) => ({ id, clause, verdict, reason }),
    ),
    steps: one.history.flatMap(stepOf),
  };
}

function stepOf(entry: HistoryEntry): NonNullable<SpotCase['steps']> {
  const at = formatInstant(entry.recordedAt);
  if (entry.entry === 'step') {
    const { by, step, reason = '' } = entry.step;
    return [
      { at, by: entry.nation === undefined ? by : `${by} (${entry.nation})`, step, words: reason },
    ];
  }
  return entry.entry === 'rule' ? [{ at, by: '–', step: entry.rule, words: entry.reason }] : [];
}

function clusterIn(records: StaffRecords, id: string): Sighted | undefined {
  const located = records.events.map(
    ({ id: one, at, position, observer }): Located => ({
      id: one,
      at,
      place: position ?? observer,
    }),
  );
  const cluster = clusterOf(located, id);
  if (cluster === undefined) return undefined;
  const ids = new Set(cluster.map((one) => one.id));
  const events = records.events.filter((event) => ids.has(event.id));
  const reports = new Set<string>(events.flatMap((event) => event.reports));
  const received = records.observations
    .filter((one) => reports.has(one.id))
    .map(({ receivedAt }) => receivedAt);
  return {
    ...spanOf(cluster),
    knownAt: instant(Math.min(...received, cluster.at(-1)?.at ?? Number.NaN)),
    ids,
    findings: findingsAbout(records.findings, ids),
    sensors: [...new Set(events.flatMap(({ sensors }) => sensors))].sort(),
  };
}

const findingsAbout = (findings: readonly Finding[], ids: ReadonlySet<string>) =>
  new Set<string>(
    findings.filter(({ subject }) => subject.some((one) => ids.has(one))).map(({ id }) => id),
  );

const spanOf = (cluster: readonly Located[]) => ({
  from: cluster[0]?.at ?? instant(0),
  to: cluster.at(-1)?.at ?? instant(0),
});

/** A released case is linked to what was released of its clause, party and cell on the days before. */
function releasedCase(records: readonly ReleasedRecord[], id: string): Sighted | undefined {
  const one = records.filter((of) => of.kind === 'released-case').find((of) => of.id === id);
  if (one === undefined) return undefined;
  const { clause, party, state, decidedAt, cell } = one;
  const found = records
    .filter((of) => of.kind === 'released-finding')
    .filter((of) => of.clause === clause && of.party === party && cell !== undefined)
    .filter((of) => of.cell?.id === cell?.id && of.from <= decidedAt);
  const from = instant(Math.min(decidedAt, ...found.map((of) => of.from)));
  const near = records
    .filter((of) => of.kind === 'released-event')
    .filter((of) => of.at >= from && of.at <= decidedAt && cell !== undefined)
    .filter((of) => of.cell?.id === cell?.id);
  return {
    from,
    to: decidedAt,
    knownAt: decidedAt,
    ids: new Set(near.map((of) => of.id)),
    findings: new Set(found.map((of) => of.id)),
    caseId: id,
    spotCase: {
      id,
      clause,
      party,
      state,
      ...(state === 'confirmed' && { decision: 'confirmed' as const }),
      decidedAt: formatInstant(decidedAt),
      findings: found.map(({ id: finding, clause: of, verdict, reason }) => {
        return { id: finding, clause: of, verdict, reason };
      }),
    },
  };
}

function releasedCluster(records: readonly ReleasedRecord[], id: string): Sighted | undefined {
  const located = records
    .filter((of) => of.kind === 'released-event')
    .map((of): Located => ({ id: of.id, at: of.at, place: of.cell && middleOf(of.cell) }));
  const cluster = clusterOf(located, id);
  if (cluster === undefined) return undefined;
  const span = spanOf(cluster);
  return {
    ...span,
    knownAt: span.to,
    ids: new Set(cluster.map((one) => one.id)),
    findings: new Set(),
  };
}

const middleOf = ({ polygon }: ReleasedCell) => ({
  lon: ((polygon[0]?.[0] ?? 0) + (polygon[2]?.[0] ?? 0)) / 2,
  lat: ((polygon[0]?.[1] ?? 0) + (polygon[2]?.[1] ?? 0)) / 2,
});
