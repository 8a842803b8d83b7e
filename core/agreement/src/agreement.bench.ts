import { instant } from '@greenline/base';
import { exampleAgreement, exampleObject, exampleOptions } from './example.ts';
import type { ObjectFact } from './fact.ts';
import { judge } from './judging/judge.ts';
import { LiveJudge } from './judging/live-judge.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
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

export const benches: readonly Bench[] = [
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
