import type { Finding } from '@greenline/agreement';
import type { Json } from '@greenline/base';
import type { Case, HistoryEntry } from '@greenline/cases';
import { type Look, lookOfPatrol } from '@greenline/coverage';
import type { Position } from '@greenline/geo';
import { type ClassProbabilities, isA, type Observation } from '@greenline/observation';
import type { Event, Track } from '@greenline/tracking';
import type { Period } from '../day-bounds.ts';
import type { ReportMission } from '../report-mission.ts';
import { stretchesOf } from '../stretches.ts';
import {
  type Chronicle,
  type Happening,
  type Interference,
  type Means,
  NO_REGION,
  type Reply,
  type Restriction,
  type Turn,
} from './chronicle.ts';
import { effortByArea, effortByRegion, effortInBoxes, hoursIn } from './looking.ts';
import { type Placer, placer } from './placer.ts';
import type { StaffRecords } from './records.ts';
import { storageSites } from './storage-sites.ts';

/** A period as mission staff are told it: from exact records. */
export function staffChronicle(
  records: StaffRecords,
  period: Period,
  mission: ReportMission,
): Chronicle {
  const genuine = <R extends { readonly exercise?: true }>(list: readonly R[]): readonly R[] =>
    list.filter((record) => (record.exercise === true) === mission.exercise);
  const within = ({ at }: { readonly at: number }) => at >= period.from && at < period.to;
  const place = placer(mission);

  const observations = genuine(records.observations);
  const reports = new Map(observations.map((one) => [one.id as string, one]));
  const observed = observations.filter(({ observedAt: at }) => within({ at }));
  const events = latest(genuine(records.events).filter(within)).filter(
    ({ supersededBy }) => supersededBy === undefined,
  );
  const happenings = events.map((event) => happeningOf(event, reports, place));
  const isJamming = ({ type }: Happening) => isA(type, 'jamming');
  const looks = looksOf(records, observations, mission);
  const hours = hoursIn(looks, stretchesOf(period, mission.timeZone, mission.cutOff), mission);
  const cases = latest(genuine(records.cases).map((one) => ({ ...one, at: one.openedAt })));

  const confirmed = new Set(
    cases.filter(({ decision }) => decision === 'confirmed').flatMap(({ findings }) => findings),
  );

  const turns = cases.flatMap((one) => turnsOf(one, place)).filter(within);
  const inForce = standing(genuine(records.findings), period);
  const told = new Set<string>([...turns, ...inForce].map(({ id }) => id));
  const isTold = ({ id, findings }: Case) => told.has(id) || findings.some((one) => told.has(one));

  return {
    happenings: happenings.filter((one) => !isJamming(one)),
    things: presentIn(genuine(records.tracks), period).map((track) => ({
      id: track.id,
      at: track.firstSeenAt,
      region: place(track.position),
      class: mostProbable(track.class),
      party: track.party ?? 'unknown',
      place: track.position,
    })),
    judgements: inForce.map((finding) => ({
      id: finding.id,
      at: finding.from,
      region: NO_REGION,
      clause: finding.clause,
      party: finding.party,
      verdict: finding.verdict,
      ...(finding.reading !== undefined && { reading: finding.reading }),
      about: [finding.nature, ...finding.subject].join(' '),
      subject: finding.subject,
      confirmed: confirmed.has(finding.id),
      excusedBy: finding.verdict === 'compliant' ? citesOf(finding.exceptions) : [],
      reason: finding.reason,
    })),
    turns,
    replies: cases.filter(isTold).flatMap((one) => repliesTo(one, place)),
    sites: storageSites(genuine(records.declarations ?? []), period, mission.holding ?? []),
    restrictions: observed.flatMap((one) => restrictionOf(one, place)),
    hazards: observed
      .filter(({ kind }) => kind === 'hazard')
      .map((one) => ({
        id: one.id,
        at: one.observedAt,
        region: place(placeOf(one)),
        class: mostProbable(one.class),
      })),
    interference: [...happenings.filter(isJamming), ...jammedPeriods(records, period, mission)],
    ...(hours !== undefined && { hours }),
    boxes: effortInBoxes(looks, period, mission),
    effort: new Map([
      ...effortByRegion(looks, period, mission),
      ...effortByArea(looks, period, mission),
    ]),
    exact: true,
  };
}

/** Observation periods, and what patrols' reports say of their presence. */
function looksOf(
  { periods }: StaffRecords,
  observations: readonly Observation[],
  { patrol }: ReportMission,
): readonly Look[] {
  if (patrol === undefined) return periods;
  const presences = observations.flatMap((one) => {
    const position = one.sightline?.position ?? (one.feed === 'report' ? one.position : undefined);
    if (one.feed !== 'report' || position === undefined) return [];
    const denied = one.attributes?.access === 'denied';
    return [lookOfPatrol({ sensor: one.sensor, position, at: one.observedAt, denied }, patrol)];
  });
  return [...periods, ...presences];
}

function happeningOf(
  event: Event,
  reports: ReadonlyMap<string, Observation>,
  place: Placer,
): Happening {
  const told = event.reports.map((id) => reports.get(id)?.attributes?.said);
  const means = new Set([...told, event.attributes?.said].filter(isMeans));
  const at = event.position ?? event.observer;
  return {
    id: event.id,
    at: event.at,
    region: place(at),
    ...(at !== undefined && { place: { lon: at.lon, lat: at.lat } }),
    type: mostProbable(event.class),
    direction: event.direction,
    means: [...means].sort(),
  };
}

const isMeans = (value: Json | undefined): value is Means =>
  value === 'heard' || value === 'seen' || value === 'camera';

const placeOf = (one: Observation): Position | undefined => one.position ?? one.sightline?.position;

function restrictionOf(one: Observation, place: Placer): readonly Restriction[] {
  const access = one.attributes?.access;
  if (access !== 'denied' && access !== 'delayed' && access !== 'conditional') return [];
  const delay = one.attributes?.delayMin;
  return [
    {
      id: one.id,
      at: one.observedAt,
      region: place(placeOf(one)),
      access,
      delayMin: typeof delay === 'number' ? delay : undefined,
    },
  ];
}

/** Findings in force in the period that nothing replaced, each once. */
function standing(findings: readonly Finding[], period: Period): readonly Finding[] {
  const replaced = new Set(findings.map(({ supersedes }) => supersedes));
  const inForce = findings.filter(({ from, to }) => from < period.to && to >= period.from);
  return [...new Map(inForce.map((finding) => [finding.id, finding])).values()].filter(
    ({ id }) => !replaced.has(id),
  );
}

/** When a case opened, and each decision on it, by people or a rule they signed, those taken back later included. */
function turnsOf(one: Case, place: Placer): readonly Turn[] {
  const { id, clause, party } = one;
  const line = { id, clause, party, region: place(one.position) };
  return [
    { ...line, at: one.openedAt, turn: 'opened' },
    ...one.history.flatMap((entry) => {
      const turn = decisionIn(entry);
      return turn === undefined ? [] : [{ ...line, at: entry.recordedAt, turn }];
    }),
  ];
}

/** What parties said, each to what people had made of the case by then. */
function repliesTo(one: Case, place: Placer): readonly Reply[] {
  const { id, clause, party, openedAt } = one;
  let answers = openedAt;
  return one.history.flatMap((entry) => {
    if (decisionIn(entry) !== undefined) answers = entry.recordedAt;
    if (entry.entry !== 'step' || entry.step.step !== 'reply') return [];
    return {
      id,
      clause,
      party: entry.nation ?? party,
      region: place(one.position),
      at: entry.recordedAt,
      words: entry.step.reason ?? '',
      answers,
    };
  });
}

/** The numbers of exceptions, from `3(a): notice N1`. */
const citesOf = (exceptions: readonly string[]): readonly string[] => [
  ...new Set(exceptions.map((words) => words.split(':')[0] ?? words)),
];

function decisionIn(entry: HistoryEntry): Exclude<Turn['turn'], 'opened'> | undefined {
  const taken = entry.entry === 'step' || entry.entry === 'rule';
  if (!taken || entry.from !== 'being-verified') return undefined;
  return entry.to === 'confirmed' || entry.to === 'refuted' || entry.to === 'unresolved'
    ? entry.to
    : undefined;
}

/** Each track that was followed in the period: its latest state in it, or else the latest of all. */
function presentIn(tracks: readonly Track[], { from, to }: Period): readonly Track[] {
  const followed = tracks.filter(({ firstSeenAt, at }) => firstSeenAt < to && at >= from);
  const inside = latest(followed.filter(({ at }) => at < to));
  const known = new Set(inside.map(({ id }) => id));
  return [...inside, ...latest(followed.filter(({ id }) => !known.has(id)))];
}

function jammedPeriods(
  { periods }: StaffRecords,
  period: Period,
  mission: ReportMission,
): readonly Interference[] {
  const place = placer(mission);
  return periods
    .filter(({ state, from, to }) => state === 'jammed' && from < period.to && to > period.from)
    .map(({ id, from, area }) => {
      const [lon = Number.NaN, lat = Number.NaN] = area.coordinates[0]?.[0] ?? [];
      return { id, at: from, region: place({ lon, lat }), type: 'sensor-jammed' };
    });
}

/** Each record once: of those with one id, the last. */
function latest<R extends { readonly id: string; readonly at: number }>(
  records: readonly R[],
): readonly R[] {
  const byId = new Map<string, R>();
  for (const record of records) {
    const known = byId.get(record.id);
    if (known === undefined || record.at >= known.at) byId.set(record.id, record);
  }
  return [...byId.values()];
}

/** The most probable kind; of equals the first by name, so that order of arrival says nothing. */
export function mostProbable(classes: ClassProbabilities): string {
  const [best] = Object.entries(classes).sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1));
  return best?.[0] ?? 'unknown';
}
