// Written by scripts/clause-registry.mjs from the files of this folder.
import type { ClauseKind } from '../language/clause-kind.ts';
import { cap } from './cap.ts';
import { composition } from './composition.ts';
import { condition } from './condition.ts';
import { conduct } from './conduct.ts';
import { construction } from './construction.ts';
import { corridor } from './corridor.ts';
import { cyber } from './cyber.ts';
import { deadline } from './deadline.ts';
import { identification } from './identification.ts';
import { inspection } from './inspection.ts';
import { inventory } from './inventory.ts';
import { movement } from './movement.ts';
import { noFire } from './no-fire.ts';
import { noFly } from './no-fly.ts';
import { noPresence } from './no-presence.ts';
import { notice } from './notice.ts';
import { obligation } from './obligation.ts';
import { passage } from './passage.ts';
import { permit } from './permit.ts';
import { reach } from './reach.ts';
import { returnFire } from './return-fire.ts';
import { withdrawal } from './withdrawal.ts';

/** Every kind of clause. A new kind is a file beside this one. */
export const KINDS_OF_CLAUSE: readonly ClauseKind[] = [
  cap,
  composition,
  condition,
  conduct,
  construction,
  corridor,
  cyber,
  deadline,
  identification,
  inspection,
  inventory,
  movement,
  noFire,
  noFly,
  noPresence,
  notice,
  obligation,
  passage,
  permit,
  reach,
  returnFire,
  withdrawal,
];

export const kindOfClause = (name: string): ClauseKind | undefined =>
  KINDS_OF_CLAUSE.find((kind) => kind.kind === name);
