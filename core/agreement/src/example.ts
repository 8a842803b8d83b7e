import { portableHasher } from '@greenline/evidence';
import type { LabelId } from '@greenline/labels';
import type { JudgeOptions } from './judging/live-judge.ts';

/** What tests and benchmarks judge with: one label, and a roll-up that shows what it was given. */
export const exampleOptions: JudgeOptions = {
  hasher: portableHasher,
  label: 'sha256:example' as LabelId,
  rollUp: (a, b) => [...new Set([...a.split('+'), ...b.split('+')])].sort().join('+') as LabelId,
};
