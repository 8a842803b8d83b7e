import { instant } from '@greenline/base';
import { liveSubjects } from './bench/live-subjects.ts';
import { sixtyClauses } from './bench/sixty-clauses.ts';
import { exampleAgreement, exampleObject, exampleOptions } from './example.ts';
import type { ObjectFact } from './fact.ts';
import { judge } from './judging/judge.ts';
import { LiveJudge } from './judging/live-judge.ts';

export { factLines } from './bench/fact-lines.ts';
export { sixtyClauses };

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string; readonly besides?: string };
}

const SUBJECTS = 2000;

/** Looks at things that stand still far from every boundary, fused by a tracker: nothing changes. */
function looks(rounds: number, sigmaM: number, fused: boolean): readonly ObjectFact[] {
  const facts: ObjectFact[] = [];
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i < SUBJECTS; i++) {
      const position = {
        lon: 30.5 + (i % 50) * 0.04,
        lat: 48.75 + Math.floor(i / 50) * 0.005 + round * 1e-6,
      };
      const at = instant(Date.UTC(2026, 2, 10) + round * 1000);
      const party = i % 2 === 0 ? 'A' : 'B';
      facts.push(
        exampleObject(
          { id: `t${i}`, party, position, at, ...(fused ? { fused: true } : {}) },
          sigmaM,
        ),
      );
    }
  return facts;
}

function liveRate(fused: boolean): { readonly value: number; readonly unit: string } {
  const live = new LiveJudge(exampleAgreement(), exampleOptions);
  const facts = looks(100, 20, fused);
  for (const fact of facts.slice(0, SUBJECTS)) live.take(fact);
  const start = performance.now();
  for (let i = SUBJECTS; i < facts.length; i++) live.take(facts[i] as ObjectFact);
  return {
    value: ((facts.length - SUBJECTS) / (performance.now() - start)) * 1000,
    unit: 'facts/s',
  };
}

const LIVE = 100_000;
/** Seconds in which all is judged before it is measured, and in which it is. */
const WARM_UP = 20;
const MEASURED = 30;
/** Looks made at a time, outside what is measured. */
const PORTION = 250;

/** CPU of the whole process, its garbage collector and compiler included, a second of judged time. */
function judgedEverySecond(): ReturnType<Bench['run']> {
  const lookAt = liveSubjects(LIVE);
  // What makes the looks is compiled before any is kept.
  for (let number = 0; number < LIVE; number++) lookAt(number, number % 7);
  const live = new LiveJudge(exampleAgreement(sixtyClauses()), exampleOptions);
  let [spent, findings, most] = [0, 0, 0];
  for (let second = 0; second < WARM_UP + MEASURED; second++) {
    let [now, made] = [0, 0];
    for (let number = 0; number < LIVE; number += PORTION) {
      const facts = Array.from({ length: PORTION }, (_, i) => lookAt(number + i, second));
      const before = process.cpuUsage();
      for (const fact of facts) made += live.take(fact).length;
      const { user, system } = process.cpuUsage(before);
      now += (user + system) / 1e6;
    }
    if (second < WARM_UP) continue;
    spent += now;
    most = Math.max(most, now);
    findings += made;
  }
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  return {
    value: (100 * spent) / MEASURED,
    unit: '% of a core',
    besides: `${most.toFixed(2)} s in the dearest second, ${Math.round(findings / MEASURED)} findings/s, process at most ${peak} MiB`,
  };
}

export const benches: readonly Bench[] = [
  {
    name: 'agreement: 100,000 subjects judged every second by 60 clauses',
    run: judgedEverySecond,
  },
  {
    name: 'agreement: tracks judged live against ten clauses, nothing changing',
    run: () => liveRate(true),
  },
  { name: 'agreement: looks fused and judged live, nothing changing', run: () => liveRate(false) },
  {
    name: 'agreement: facts judged in a batch, one look at each thing',
    run: () => {
      const facts = looks(1, 20, false);
      const agreement = exampleAgreement();
      const start = performance.now();
      judge(agreement, facts, exampleOptions);
      return { value: (facts.length / (performance.now() - start)) * 1000, unit: 'facts/s' };
    },
  },
];
