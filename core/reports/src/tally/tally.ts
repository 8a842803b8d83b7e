import { formatInstant } from '@greenline/base';
import type { EffortShares } from '@greenline/coverage';
import { type Chronicle, NO_REGION, type Reply, TOTAL } from '../chronicle/chronicle.ts';
import { ALL_HAPPENINGS, compared, figure, headlineOf } from '../compare.ts';
import type { Period } from '../day-bounds.ts';
import { readingsRows } from '../readings.ts';
import type {
  CaseRow,
  EffortRow,
  HappeningRow,
  HazardRow,
  Headline,
  InterferenceRow,
  MovementRow,
  ObjectRow,
  RegionEffort,
  ReplyRow,
  Report,
} from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { disengagementRows } from './disengagement-rows.ts';
import { findingRows } from './finding-rows.ts';
import { flightRows } from './flight-rows.ts';
import { grouped, inRegion, partyOrder } from './grouped.ts';
import { happeningRows } from './happening-rows.ts';
import { mapOf } from './map.ts';
import { seriesOf } from './series.ts';
import { storageRows } from './storage-rows.ts';
import { withdrawalRows } from './withdrawal-rows.ts';

type Chapters = Pick<
  Report,
  | 'headlines'
  | 'effort'
  | 'happenings'
  | 'objects'
  | 'findings'
  | 'readings'
  | 'cases'
  | 'movement'
  | 'hazards'
  | 'interference'
  | 'withdrawal'
  | 'storage'
  | 'disengagement'
  | 'flights'
  | 'replies'
  | 'series'
  | 'map'
>;

/** Counts one period beside the one before, chapter by chapter. */
export function tally(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
  stretches: readonly Period[],
): Chapters {
  const regions = regionsOf(now, before, mission);
  const happenings = happeningRows(now, before, regions);
  const movement = now.restrictions && movementRows(now.restrictions, regions);
  const interference = now.interference && interferenceRows(now.interference, before, regions);
  const withdrawal = withdrawalRows(now, before, mission);
  const disengagement = disengagementRows(now, mission);
  const { sites = [], replies } = now;
  return {
    headlines: headlines(now, before, happenings),
    effort: effortRows(now, before, mission),
    happenings,
    objects: objectRows(now, before, regions),
    findings: findingRows(now, before, mission),
    readings: readingsRows(now.judgements),
    cases: caseRows(now, mission),
    ...(withdrawal !== undefined && { withdrawal }),
    ...(sites.length > 0 && { storage: { rows: storageRows(sites, mission), sites } }),
    ...(disengagement !== undefined && { disengagement }),
    flights: flightRows(now, before, mission),
    ...(replies !== undefined && { replies: replyRows(replies) }),
    series: seriesOf(now, stretches),
    map: mapOf(now, mission),
    ...(movement !== undefined && { movement }),
    hazards: hazardRows(now, regions),
    ...(interference !== undefined && { interference }),
  };
}

/** The mission's regions, elsewhere if anything is there, and the whole. */
function regionsOf(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly string[] {
  const lines = [now, before].flatMap((of) =>
    of === undefined
      ? []
      : [of.happenings, of.things, of.hazards, of.restrictions ?? [], of.interference ?? []].flat(),
  );
  const elsewhere = lines.some(({ region }) => region === NO_REGION) ? [NO_REGION] : [];
  return [...mission.regions.map(({ id }) => id), ...elsewhere, TOTAL];
}

function headlines(
  now: Chronicle,
  before: Chronicle | undefined,
  rows: readonly HappeningRow[],
): readonly Headline[] {
  if (before === undefined) return [];
  const [effort, effortBefore] = [now.effort.get(TOTAL), before.effort.get(TOTAL)];
  const all = compared(now.happenings, effort, before.happenings, effortBefore);
  const whole = rows.filter(({ region }) => region === TOTAL);
  return [
    headlineOf(ALL_HAPPENINGS, all, effort, effortBefore),
    ...whole.map((row) => headlineOf(row.type, row.all, effort, effortBefore)),
  ].filter((line) => line !== undefined && (line.raw.now > 0 || line.raw.before > 0)) as Headline[];
}

function effortRows(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly EffortRow[] {
  const effortOn = (of: Chronicle | undefined, region: string): RegionEffort | undefined => {
    const shares = of?.effort.get(region);
    return shares && { region, ...shares };
  };
  return [...mission.regions.map(({ id }) => id), TOTAL].map((region) => {
    const today = effortOn(now, region);
    const earlier = effortOn(before, region);
    return {
      region,
      ...(today !== undefined && { now: today }),
      ...(earlier !== undefined && { before: earlier }),
    };
  });
}

function objectRows(
  now: Chronicle,
  before: Chronicle | undefined,
  regions: readonly string[],
): readonly ObjectRow[] {
  const groups = grouped([...now.things, ...(before?.things ?? [])], (one) => [
    one.class,
    one.party,
  ]);
  return groups.flatMap(([first]) => {
    if (first === undefined) return [];
    const alike = (of: Chronicle, region: string) =>
      inRegion(of.things, region).filter(
        (one) => one.class === first.class && one.party === first.party,
      );
    return regions
      .map((region) => ({
        class: first.class,
        region,
        party: first.party,
        all: compared(
          alike(now, region),
          effortIn(now, region),
          before && alike(before, region),
          before && effortIn(before, region),
        ),
      }))
      .filter(({ all }) => all.now.records.length > 0 || (all.before?.records.length ?? 0) > 0);
  });
}

const effortIn = (of: Chronicle, region: string): EffortShares | undefined => of.effort.get(region);

function caseRows(now: Chronicle, mission: ReportMission): readonly CaseRow[] {
  return grouped(now.turns, (one) => [one.clause, partyOrder(one.party, mission)]).flatMap(
    (turns) => {
      const [first] = turns;
      if (first === undefined) return [];
      const of = (turn: string) => figure(turns.filter((one) => one.turn === turn));
      return {
        clause: first.clause,
        party: first.party,
        ...(now.exact && { opened: of('opened') }),
        confirmed: of('confirmed'),
        ...(now.exact && { refuted: of('refuted'), unresolved: of('unresolved') }),
      };
    },
  );
}

function movementRows(
  restrictions: NonNullable<Chronicle['restrictions']>,
  regions: readonly string[],
): readonly MovementRow[] {
  return regions.map((region) => {
    const lines = inRegion(restrictions, region);
    const of = (access: string) => figure(lines.filter((one) => one.access === access));
    return {
      region,
      denied: of('denied'),
      delayed: of('delayed'),
      delayMinutes: lines.reduce((sum, { delayMin = 0 }) => sum + delayMin, 0),
      conditional: of('conditional'),
    };
  });
}

const DAY = 86_400_000;

const replyRows = (replies: readonly Reply[]): readonly ReplyRow[] =>
  [...replies]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id, clause, party, at, words, answers }) => ({
      case: id,
      clause,
      party,
      at: formatInstant(at),
      words,
      inTime: at - answers <= DAY,
    }));

const hazardRows = (now: Chronicle, regions: readonly string[]): readonly HazardRow[] =>
  grouped(now.hazards, (one) => [one.class, String(regions.indexOf(one.region))]).flatMap(
    (lines) => {
      const [first] = lines;
      return first === undefined
        ? []
        : { class: first.class, region: first.region, now: figure(lines) };
    },
  );

function interferenceRows(
  interference: NonNullable<Chronicle['interference']>,
  before: Chronicle | undefined,
  regions: readonly string[],
): readonly InterferenceRow[] {
  const earlier = before?.interference ?? [];
  return grouped([...interference, ...earlier], (one) => [
    one.type,
    String(regions.indexOf(one.region)),
  ]).flatMap(([first]) => {
    if (first === undefined) return [];
    const alike = (lines: typeof interference) =>
      figure(lines.filter((one) => one.type === first.type && one.region === first.region));
    return {
      type: first.type,
      region: first.region,
      now: alike(interference),
      ...(before !== undefined && { before: alike(earlier) }),
    };
  });
}
