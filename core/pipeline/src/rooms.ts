import { type Finding, type JudgeState, LiveJudge } from '@greenline/agreement';
import type { Hasher } from '@greenline/base';
import {
  type CaseBook,
  type CaseContext,
  emptyCaseBook,
  type FindingArrival,
  type Signatory,
} from '@greenline/cases';
import type { FilingBook } from '@greenline/filings';
import { type LabelId, type LabelTable, label } from '@greenline/labels';
import type { Sensor } from '@greenline/observation';
import {
  type EventFuser,
  eventFuser,
  nearestNeighbourTracker,
  type Plausibility,
  plausibility,
  type Tracker,
} from '@greenline/tracking';
import { deviceOf, OPERATOR, SIMULATION } from './hands.ts';
import { linkOf } from './link.ts';
import type { Mission } from './mission.ts';
import { Releases } from './releases.ts';
import type { WalkState } from './walk-state.ts';

/** The rooms of one mission, each with its own state within the walk's. */
export interface Rooms {
  readonly mission: Mission;
  readonly tracker: Tracker;
  readonly plausibility: Plausibility;
  readonly events: EventFuser;
  readonly judge: LiveJudge;
  readonly cases: CaseBook;
  readonly caseContext: CaseContext;
  readonly filings: FilingBook;
  /** The kind of a finding’s clause, and how many readings of it are judged. */
  readonly clauseOf: (finding: Finding) => Pick<FindingArrival, 'clauseKind' | 'readings'>;
  readonly releases: Releases;
  /** For records that the mission itself makes. */
  readonly missionLabel: LabelId;
  /** Whether what comes by a hand may speak for a sensor. */
  readonly vouchesFor: (by: string, sensor: Sensor) => boolean;
}

export function openRooms(
  mission: Mission,
  state: WalkState,
  labels: LabelTable,
  hasher: Hasher,
  releaseKey: Uint8Array,
): Rooms {
  const rollUp = (a: LabelId, b: LabelId) => labels.rollUp(a, b);
  const missionLabel = labels.intern(label({ owner: 'mission', exercise: mission.file.exercise }));
  const options = { hasher, label: missionLabel, rollUp };
  const sameRules =
    (state.judge as JudgeState | undefined)?.agreementDigest === mission.agreement.digest;
  const judge = new LiveJudge(
    mission.agreement,
    options,
    sameRules ? (state.judge as JudgeState) : undefined,
  );
  state.judge = judge.state;
  const cases = (state.cases as CaseBook | undefined) ?? emptyCaseBook();
  state.cases = cases;
  return {
    mission,
    tracker: nearestNeighbourTracker(
      state.tracker,
      hasher,
      rollUp,
      (sensor) => mission.sensors.get(sensor)?.fuses,
    ),
    plausibility: plausibility(state.plausibility, hasher, rollUp),
    events: eventFuser(state.events, hasher, rollUp, (sensor) => mission.sensors.get(sensor)),
    judge,
    cases,
    filings: state.filings,
    caseContext: {
      hasher,
      practice: mission.practice,
      rollUp,
      signatory: (id) => signatoryOf(id, mission),
      sensors: mission.sensors,
      doers: doersOf(mission),
    },
    clauseOf: (finding) => clauseOf(finding, mission, judge),
    releases: new Releases(mission, state, labels, hasher, releaseKey),
    missionLabel,
    vouchesFor: (by, sensor) => vouches(by, sensor, mission),
  };
}

/** A finding’s clause is cited with its part, where it has several. */
function clauseOf({ clause, reading }: Finding, { agreement }: Mission, judge: LiveJudge) {
  const found =
    agreement.clauses.find(({ cite }) => cite === clause) ??
    agreement.clauses.find(({ cite }) => clause.startsWith(`${cite}, `));
  return {
    clauseKind: found?.kind ?? 'unknown',
    readings: reading === undefined ? 1 : judge.readingsInForce(found?.cite ?? clause),
  };
}

/**
 * A device for itself, a link for the sensors it was given, a nation for its own, mission staff for all. For a
 * sensor with a key of its own neither link nor nation: it signs what it says.
 */
function vouches(by: string, sensor: Sensor, mission: Mission): boolean {
  if (by === OPERATOR || by === SIMULATION) return true;
  const device = deviceOf(by);
  if (device !== undefined) return device === sensor.id;
  const principal = mission.principals.get(by);
  if (sensor.keyed === true) return principal?.role === 'staff';
  const feed = linkOf(mission.file, by);
  if (feed !== undefined) return feed.as === sensor.id || feed.sensors.includes(sensor.id);
  if (principal === undefined) return false;
  return principal.role === 'staff' || principal.member === sensor.nation;
}

/** Whom people can name as the doer of an act. */
const doersOf = ({ agreement, file }: Mission): readonly string[] => [
  ...agreement.parties,
  ...file.nations.map(({ id }) => id).sort(),
  'private',
  'mission',
];

function signatoryOf(id: string, mission: Mission): Signatory | undefined {
  const principal = mission.principals.get(id);
  if (principal === undefined) return undefined;
  const nation = principal.member ?? 'mission';
  if (principal.role === 'party') return { id, nation, standing: 'party' };
  return principal.role === 'staff' && principal.may.includes('decide')
    ? { id, nation, standing: 'mission' }
    : undefined;
}
