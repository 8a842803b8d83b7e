import type { Finding, FindingId } from '@greenline/agreement';
import { type Instant, instant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import {
  type AcceptanceRule,
  applyCommand,
  applyFinding,
  type Case,
  type CaseBook,
  type CaseContext,
  DEFAULT_PRACTICE,
  digestOfRule,
  emptyCaseBook,
  type FindingArrival,
  type KnownSensor,
  runRules,
  type StepKind,
  tick,
  WATCH,
  witness,
} from './index.ts';

/** A day such as the worst that monitors have recorded, made up: 20,000 findings and 20 officers. */
export const FINDINGS = 20_000;
const OFFICERS = 20;
const NATIONS = ['aster', 'birch', 'cedar', 'dahlia'];
const SPOTS = 60;
const DAWN = Date.UTC(2026, 2, 10, 6);
const MINUTE = 60_000;
const DAY = 1440;
/** Officers leave a case to the rule for so long, minutes. */
const PATIENCE = 40;

const RULE: AcceptanceRule = {
  rule: 'fire-by-two',
  version: 1,
  kinds: ['no-fire'],
  classes: ['shot', 'burst', 'explosion'],
  sources: 2,
  arrays: ['acoustic array'],
  sample: 0.02,
  mostRefuted: 0.2,
  round: 20,
  settleS: 900,
};
const SENSORS: readonly KnownSensor[] = Array.from({ length: 40 }, (_, i) => ({
  id: `sensor-${i}`,
  nation: NATIONS[i % 4] ?? '',
  kind: i % 10 === 9 ? 'acoustic array' : i % 3 === 0 ? 'patrol' : 'mast camera',
  trust: i % 20 === 5 ? 'unauthenticated' : 'authenticated',
}));

/** What came of the day. */
export interface PeakDay {
  readonly book: CaseBook;
  /** Items judged by each officer. */
  readonly judged: ReadonlyMap<string, number>;
  /** Steps that were refused, by kind. */
  readonly refused: readonly string[];
}

/** Generates the day and has it worked off: by the rule, and by two watches of ten officers each. */
export function workPeakDay(seed = 7): PeakDay {
  const random = lcg(seed);
  const desk = new Desk(random);
  const arrivals = findingsOf(random);
  for (let minute = 0; minute < DAY + 120; minute++) {
    const now = instant(DAWN + minute * MINUTE);
    for (const { arrival, heard } of arrivals.get(minute) ?? []) desk.find(arrival, heard);
    tick(desk.book, now);
    runRules(desk.book, now, desk.context);
    if (minute % 10 === 0) desk.work(minute, now);
    if (minute === DAY / 2) desk.changeWatch(now);
  }
  return { book: desk.book, judged: desk.judged, refused: desk.refused };
}

interface Heard {
  readonly arrival: FindingArrival;
  readonly heard: readonly KnownSensor[];
}

/** Fire at hot spots along 1,200 km, more by night; and things that stand where they may not. */
function findingsOf(random: () => number): ReadonlyMap<number, readonly Heard[]> {
  const byMinute = new Map<number, Heard[]>();
  for (let n = 0; n < FINDINGS; n++) {
    const minute = Math.floor((random() < 0.6 ? 0.5 + random() / 2 : random() / 2) * DAY);
    const fire = n % 25 !== 0;
    const id = fire ? `E${n}` : `T${n}`;
    const spot = Math.floor(random() * SPOTS);
    const at = instant(DAWN + minute * MINUTE);
    const weak = random() < 0.03;
    const first = Math.floor(random() * SENSORS.length);
    const heard = (weak ? [5] : [first, first + 1, first + 2]).map((i) => sensorAt(i));
    const position = { lon: 31 + spot * 0.13 + random() * 0.01, lat: 48 + random() * 0.01 };
    const arrival: FindingArrival = {
      finding: findingOf(id, fire, at),
      clauseKind: fire ? 'no-fire' : 'no-presence',
      readings: 1,
      about: fire ? 'event' : 'other',
      position,
      recordedAt: at,
    };
    const others = byMinute.get(minute);
    if (others === undefined) byMinute.set(minute, [{ arrival, heard }]);
    else others.push({ arrival, heard });
  }
  return byMinute;
}

const sensorAt = (i: number): KnownSensor => SENSORS[i % SENSORS.length] as KnownSensor;

const findingOf = (id: string, fire: boolean, at: Instant): Finding => ({
  id: id as FindingId,
  clause: fire ? '4' : '2(a)',
  agreement: 'forty-km',
  version: '1',
  agreementDigest: 'sha256:00',
  verdict: 'breach',
  probability: 0.99,
  nature: 'substantive',
  subject: [id],
  party: fire ? 'unknown' : Number(id.slice(1)) % 2 === 0 ? 'A' : 'B',
  from: at,
  to: at,
  exceptions: [],
  reason: 'made up',
  inputs: ['sha256:02'],
  label: 'sha256:01',
  exercise: true,
});

/** Ten officers at a time, of four nations: each takes the oldest case, and the next nation sees it too. */
class Desk {
  readonly book = emptyCaseBook();
  readonly judged = new Map<string, number>();
  readonly refused: string[] = [];
  readonly context: CaseContext = {
    hasher: portableHasher,
    practice: { ...DEFAULT_PRACTICE, acceptance: [RULE] },
    signatory: (id) => {
      const nation = NATIONS[Number(id.split('-')[1]) % NATIONS.length];
      return nation === undefined ? undefined : { id, nation, standing: 'mission' };
    },
    sensors: new Map(SENSORS.map((sensor) => [sensor.id, sensor])),
    doers: ['A', 'B', 'private'],
    rollUp: (a, b) => (a < b ? b : a),
  };
  readonly #random: () => number;
  #steps = 0;
  #turn = 0;
  #watch = 0;

  constructor(random: () => number) {
    this.#random = random;
    const digest = digestOfRule(RULE, portableHasher);
    this.#take('officer-0', 'put-in-force', `rule/${RULE.rule}`, instant(DAWN), { digest });
  }

  find(arrival: FindingArrival, heard: readonly KnownSensor[]): void {
    const [subject = ''] = arrival.finding.subject;
    const at = arrival.recordedAt;
    for (const { id, nation, trust } of heard) {
      const digest = `${subject}/${id}`;
      const told = { sensor: id, nation, trust, digest, at };
      const what = subject.startsWith('E') ? { explosion: 0.9 } : { tank: 0.9 };
      witness(this.book, subject, { ...told, class: what }, this.context.sensors);
    }
    applyFinding(this.book, arrival, this.context);
  }

  /** Takes up what the rule left, and decides it: each by as many of different nations as it takes. */
  work(minute: number, now: Instant): void {
    for (const one of [...this.book.cases.values()]) {
      const waits = one.state === 'open' && minute - minuteOf(one.openedAt) >= PATIENCE;
      const sample = one.state === 'being-verified' && one.sampledBy !== undefined;
      if (!waits && !sample) continue;
      const officers = this.#officers(one.quorum.persons);
      const [first = ''] = officers;
      if (waits) this.#take(first, 'verify', one.id, now);
      const verdict = this.#random() < (sample ? 0.02 : 0.15) ? 'refute' : 'confirm';
      for (const officer of officers) this.#take(officer, verdict, one.id, now);
    }
  }

  /** The day's watch goes, and the night's comes: everybody hands over by one act. */
  changeWatch(now: Instant): void {
    const half = OFFICERS / 2;
    for (let i = 0; i < half; i++)
      this.#take(`officer-${i}`, 'hand-over', WATCH, now, { to: `officer-${i + half}` });
    this.#watch = half;
  }

  /** Neighbours in the list are of different nations. */
  #officers(count: number): readonly string[] {
    return Array.from(
      { length: count },
      () => `officer-${this.#watch + (this.#turn++ % (OFFICERS / 2))}`,
    );
  }

  #take(by: string, step: StepKind, about: string, now: Instant, more = {}): void {
    const id = `step-${++this.#steps}`;
    const command = { id, at: now, by, case: about, step, reason: 'looked at it', with: more };
    const { refusal } = applyCommand(this.book, command, now, this.context);
    if (refusal !== undefined) this.refused.push(refusal.kind);
    else if (step === 'confirm' || step === 'refute')
      this.judged.set(by, (this.judged.get(by) ?? 0) + 1);
  }
}

const minuteOf = (at: Instant): number => (at - DAWN) / MINUTE;

/** The same chance every time (Numerical Recipes' linear congruence). */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Cases by what came of them. */
export const tallyOf = ({ book }: PeakDay, of: (one: Case) => boolean): number =>
  [...book.cases.values()].filter(of).length;
