import { benches as agreement } from '@greenline/agreement/bench';
import { benches as cases } from '@greenline/cases/bench';
import { benches as coverage } from '@greenline/coverage/bench';
import { nodeHasher } from '@greenline/crypto';
import { benches as evidence } from '@greenline/evidence/bench';
import { benches as feeds } from '@greenline/feeds/bench';
import { benches as geo } from '@greenline/geo/bench';
import { benches as planning } from '@greenline/planning/bench';
import { benches as stores } from '@greenline/stores/bench';
import { benches as tracking } from '@greenline/tracking/bench';
import { judgedFromFile } from './judged-file.ts';
import { benches as reports } from './reports.ts';
import { secondStart, throughTheWalk } from './walk.ts';

export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** What else was measured, in words. */
  readonly besides?: string;
}

export interface Bench {
  readonly name: string;
  run(): Figure | Promise<Figure>;
}

/** Every benchmark of the house, in the order of the walk. */
export async function benches(): Promise<readonly Bench[]> {
  return [
    { name: 'walk: CoT on loopback to findings stored', run: throughTheWalk },
    { name: 'walk: second start of a node', run: secondStart },
    ...geo,
    ...tracking,
    ...coverage,
    ...feeds,
    ...agreement,
    ...planning,
    ...cases,
    { name: 'agreement: 1,000,000 facts judged from file by 60 clauses', run: judgedFromFile },
    ...evidence(nodeHasher),
    ...stores,
    ...reports,
  ];
}
