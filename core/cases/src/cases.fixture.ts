import type { Finding, FindingId } from '@greenline/agreement';
import { type Instant, instant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import type { LabelId } from '@greenline/labels';
import {
  type AcceptanceRule,
  applyCommand,
  applyFinding,
  type Case,
  type CaseBook,
  type CaseCommand,
  type CaseContext,
  DEFAULT_PRACTICE,
  emptyCaseBook,
  type FindingArrival,
  type KnownSensor,
  type StepKind,
  type StepOutcome,
  type Testimony,
  witness,
} from './index.ts';

/** For tests of this package: people of three nations, a tank that stays and shots that are heard. */
const NATIONS: Readonly<Record<string, string>> = {
  ana: 'AR',
  bela: 'HU',
  carla: 'AR',
  party: 'A',
  rule: 'mission',
};
const SENSORS: readonly KnownSensor[] = [
  { id: 'mast-1', nation: 'AR', kind: 'mast camera', trust: 'authenticated' },
  { id: 'mast-2', nation: 'HU', kind: 'mast camera', trust: 'authenticated' },
  { id: 'mast-3', nation: 'HU', kind: 'mast camera', trust: 'authenticated' },
  { id: 'patrol-1', nation: 'HU', kind: 'patrol', trust: 'authenticated' },
  { id: 'array-1', nation: 'AR', kind: 'acoustic array', trust: 'authenticated' },
  { id: 'gateway', nation: 'AR', kind: 'gateway', trust: 'authenticated', relays: 'mast-1' },
  { id: 'broadcast', nation: 'AR', kind: 'receiver', trust: 'unauthenticated' },
];
export const context: CaseContext = {
  hasher: portableHasher,
  practice: DEFAULT_PRACTICE,
  signatory: (id) => {
    const nation = NATIONS[id];
    if (nation === undefined) return undefined;
    return { id, nation, standing: id === 'party' || id === 'rule' ? id : 'mission' };
  },
  sensors: new Map(SENSORS.map((sensor) => [sensor.id, sensor])),
  doers: ['A', 'B', 'private', 'AR', 'HU', 'mission'],
  rollUp: (a, b) => (a < b ? b : a),
};

const NOON = Date.UTC(2026, 2, 10, 12);
export const at = (seconds: number): Instant => instant(NOON + seconds * 1000);
const LABEL: LabelId = 'sha256:01';

const finding = (id: string, changes: Partial<Finding> = {}): Finding => ({
  id: id as FindingId,
  clause: '2(a)',
  agreement: 'forty-km',
  version: '1',
  agreementDigest: 'sha256:00',
  verdict: 'breach',
  probability: 0.99,
  nature: 'substantive',
  subject: ['T1'],
  party: 'A',
  from: at(0),
  to: at(60),
  exceptions: [],
  reason: 'a tank 400 m inside',
  inputs: ['sha256:02'],
  label: LABEL,
  ...changes,
});
export const tank = (id: string, changes: Partial<Finding> = {}): FindingArrival => ({
  finding: finding(id, changes),
  clauseKind: 'no-presence',
  readings: 1,
  about: 'other',
  position: { lon: 36, lat: 48 },
  recordedAt: at(61),
});
/** A shot at `second`, so many metres east of the first. */
export const shot = (
  id: string,
  second: number,
  eastM = 0,
  changes: Partial<Finding> = {},
): FindingArrival => ({
  finding: finding(id, {
    clause: '1',
    subject: [id],
    from: at(second),
    to: at(second),
    ...changes,
  }),
  clauseKind: 'no-fire',
  readings: 1,
  about: 'event',
  position: { lon: 36 + eastM / 74_600, lat: 48 },
  recordedAt: at(second + 5),
});

export const book = (...arrivals: FindingArrival[]): CaseBook => {
  const made = emptyCaseBook();
  for (const arrival of arrivals) applyFinding(made, arrival, context);
  return made;
};
export const only = (of: CaseBook): Case => {
  if (of.cases.size !== 1) throw new Error(`${of.cases.size} cases where one was expected`);
  return [...of.cases.values()][0] as Case;
};
let drawn = 0;
export const step = (
  by: string,
  kind: StepKind,
  about: Pick<Case, 'id'>,
  more: Partial<CaseCommand> = {},
): CaseCommand => ({
  id: `C${++drawn}`,
  at: at(100),
  by,
  case: about.id,
  step: kind,
  reason: 'seen on the picture',
  ...more,
});
export const take = (
  of: CaseBook,
  command: CaseCommand,
  second = 100,
  under: CaseContext = context,
): StepOutcome => applyCommand(of, command, at(second), under);

let looks = 0;
/** As a mission may set it, with small samples. */
export const FIRE: AcceptanceRule = {
  rule: 'fire-by-two',
  version: 1,
  kinds: ['no-fire'],
  classes: ['shot', 'burst', 'explosion'],
  sources: 2,
  arrays: ['acoustic array'],
  sample: 0.02,
  mostRefuted: 0.05,
  round: 20,
  settleS: 60,
};
/** The practice of a mission with rules of acceptance. */
export const ruled = (...acceptance: readonly AcceptanceRule[]): CaseContext => ({
  ...context,
  practice: { ...DEFAULT_PRACTICE, acceptance },
});

/** A sensor sees a subject. */
export const sees = (
  of: CaseBook,
  subject: string,
  sensor: string,
  more: Partial<Testimony> = {},
) =>
  witness(
    of,
    subject,
    {
      sensor,
      nation: 'AR',
      trust: context.sensors.get(sensor)?.trust ?? 'unauthenticated',
      digest: `sha256:look-${++looks}`,
      class: subject.startsWith('T') ? { tank: 0.9 } : { explosion: 0.9 },
      at: at(0),
      ...more,
    },
    context.sensors,
  );
