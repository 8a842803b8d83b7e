import type { EffortShares } from '@greenline/coverage';
import { type Chronicle, NO_REGION, TOTAL } from './chronicle.ts';
import { ALL_HAPPENINGS, compared, countOf, figure, headlineOf } from './compare.ts';
import type {
  CaseRow,
  DayReport,
  EffortRow,
  FindingRow,
  HappeningRow,
  HazardRow,
  Headline,
  InterferenceRow,
  MovementRow,
  ObjectRow,
  RegionEffort,
} from './day-report.ts';
import { readingsRows } from './readings.ts';
import type { ReportMission } from './report-mission.ts';

type Chapters = Pick<
  DayReport,
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
>;

/** Counts one period beside the one before, chapter by chapter. */
export function tally(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): Chapters {
  const regions = regionsOf(now, before, mission);
  const happenings = happeningRows(now, before, regions);
  const movement = now.restrictions && movementRows(now.restrictions, regions);
  const interference = now.interference && interferenceRows(now.interference, before, regions);
  return {
    headlines: headlines(now, before, happenings),
    effort: effortRows(now, before, mission),
    happenings,
    objects: objectRows(now, before, regions),
    findings: findingRows(now, before, mission),
    readings: readingsRows(now.judgements),
    cases: caseRows(now, mission),
    ...(movement !== undefined && { movement }),
    hazards: hazardRows(now, regions),
    ...(interference !== undefined && { interference }),
  };
}

/** Types that are counted where nothing of them happened: that is what readers look for. */
const ALWAYS_TOLD = ['explosion', 'burst', 'shot'];

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

const inRegion = <L extends { readonly region: string }>(
  lines: readonly L[],
  region: string,
): readonly L[] => (region === TOTAL ? lines : lines.filter((line) => line.region === region));

function happeningRows(
  now: Chronicle,
  before: Chronicle | undefined,
  regions: readonly string[],
): readonly HappeningRow[] {
  const found = [...now.happenings, ...(before?.happenings ?? [])].map(({ type }) => type);
  const others = [...new Set(found)].filter((type) => !ALWAYS_TOLD.includes(type)).sort();
  return [...ALWAYS_TOLD, ...others].flatMap((type) => {
    const ofNow = now.happenings.filter((one) => one.type === type);
    const ofBefore = before?.happenings.filter((one) => one.type === type);
    return regions.map((region) => {
      const effort = now.effort.get(region);
      const lines = inRegion(ofNow, region);
      const earlier = ofBefore && inRegion(ofBefore, region);
      const going = (direction: string) =>
        countOf(
          lines.filter((one) => one.direction === direction),
          effort,
        );
      const known = (means: 'heard' | 'seen' | 'camera') =>
        countOf(
          lines.filter((one) => one.means.includes(means)),
          effort,
        );
      return {
        type,
        region,
        all: compared(lines, effort, earlier, before?.effort.get(region)),
        outgoing: going('outgoing'),
        incoming: going('incoming'),
        undetermined: going('undetermined'),
        ...(now.exact && {
          heard: known('heard'),
          seen: known('seen'),
          camera: known('camera'),
        }),
      };
    });
  });
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

const VERDICTS = ['breach', 'undetermined', 'compliant'];

function findingRows(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly FindingRow[] {
  const groups = grouped([...now.judgements, ...(before?.judgements ?? [])], (one) => [
    one.clause,
    partyOrder(one.party, mission),
    String(VERDICTS.indexOf(one.verdict)),
    one.reading ?? '',
  ]);
  return groups.flatMap(([first]) => {
    if (first === undefined) return [];
    const alike = (of: Chronicle) =>
      of.judgements.filter(
        (one) =>
          one.clause === first.clause &&
          one.party === first.party &&
          one.verdict === first.verdict &&
          one.reading === first.reading,
      );
    return {
      clause: first.clause,
      party: first.party,
      verdict: first.verdict,
      ...(first.reading !== undefined && { reading: first.reading }),
      now: figure(alike(now)),
      ...(before !== undefined && { before: figure(alike(before)) }),
    };
  });
}

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

/** Lines with equal keys together, in order of their keys. */
function grouped<L>(lines: readonly L[], keyOf: (line: L) => readonly string[]): readonly L[][] {
  const groups = new Map<string, L[]>();
  for (const line of lines) {
    const key = keyOf(line).join('\u001f');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The mission's parties in its own order, then everybody else by name. */
function partyOrder(party: string, { parties }: ReportMission): string {
  const index = parties.findIndex(({ id }) => id === party);
  return `${index < 0 ? 9 : index}${party}`;
}
