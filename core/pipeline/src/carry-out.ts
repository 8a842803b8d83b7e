import { canonicalJson, digestOfJson } from '@greenline/base';
import { applyCommand, type CaseId } from '@greenline/cases';
import { readDeclaration } from '@greenline/declarations';
import {
  type Consequence,
  type Filer,
  fileNew,
  type NewFiling,
  type NewStep,
} from '@greenline/filings';
import { declare } from './declare.ts';
import { weighEvidence } from './evidence.ts';
import { filingContext, signatoryOfFiler } from './filing-context.ts';
import { OPERATOR } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import type { Rooms } from './rooms.ts';
import { showFiling } from './show-filing.ts';
import type { Walk } from './walk.ts';

/** What a consequence comes from. */
export interface Cause {
  readonly handed: NewFiling | NewStep;
  readonly filer: Filer;
  readonly entry: JournalEntry;
  /** The filing that it came of. */
  readonly filing: string | undefined;
}

/** Carries out what a filing, or a step on one, brings about in other rooms. */
export function carryOut(walk: Walk, rooms: Rooms, consequence: Consequence, cause: Cause): void {
  switch (consequence.kind) {
    case 'case-step':
      stepOnCase(walk, rooms, consequence, cause);
      break;
    case 'file':
      fileAlong(walk, rooms, consequence, cause);
      break;
    case 'declare': {
      const { entry, filing } = cause;
      const object = { ...consequence.object, source: filing };
      const read = readDeclaration(
        JSON.parse(canonicalJson(object)),
        walk.ports.hasher,
        walk.state.now,
      );
      if (!read.ok)
        throw new Error(`a decision declares what is no declaration: ${read.error[0]?.text}`);
      declare(walk, rooms, { ...entry, by: OPERATOR }, [{ said: read.value, besides: {} }]);
      break;
    }
    case 'evidence':
      if (cause.filing !== undefined) weighEvidence(walk, rooms, cause.filing, consequence);
      break;
  }
}

function stepOnCase(
  walk: Walk,
  rooms: Rooms,
  { case: about, step, reason, with: besides }: Extract<Consequence, { kind: 'case-step' }>,
  { handed, filer }: Cause,
): void {
  const { id: by } = filer;
  const command = {
    id: handed.digest,
    at: handed.at,
    by,
    case: about as CaseId,
    step,
    reason,
    with: besides,
  };
  const context = { ...rooms.caseContext, signatory: () => signatoryOfFiler(filer, rooms) };
  const { changed } = applyCommand(rooms.cases, command, walk.state.now, context);
  for (const one of changed) walk.showCase(one);
}

/** A filing that another brings about: by the same hand, under the digest of what brought it about. */
function fileAlong(
  walk: Walk,
  rooms: Rooms,
  { form, id, with: said }: Extract<Consequence, { kind: 'file' }>,
  { handed, filer }: Cause,
): void {
  const object = { file: form, id, by: filer.id, with: said, of: handed.digest };
  const digest = digestOfJson(walk.ports.hasher, object);
  const along: NewFiling = { form, id, by: filer.id, at: handed.at, with: said, object, digest };
  const { changed } = fileNew(
    rooms.filings,
    along,
    filer,
    walk.state.now,
    filingContext(walk, rooms),
  );
  for (const filing of changed) showFiling(walk, filing);
}
