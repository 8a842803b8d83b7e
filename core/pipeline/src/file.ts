import { fromUtf8 } from '@greenline/base';
import {
  type Filer,
  fileNew,
  isNewFiling,
  type NewFiling,
  type NewStep,
  type Outcome,
  readHandedIn,
  takeStep,
  watchOver,
} from '@greenline/filings';
import { admitFiling } from './admit-filing.ts';
import { carryOut } from './carry-out.ts';
import { saidEnough } from './day-quota.ts';
import { filingContext } from './filing-context.ts';
import { NODE } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { showFiling } from './show-filing.ts';
import type { Walk } from './walk.ts';

const FORMAT = 'filings';

/** One filing, or one step on one, as a principal or the node itself handed it in. */
export function takeFiling(walk: Walk, rooms: Rooms, entry: JournalEntry): void {
  let json: unknown;
  try {
    json = JSON.parse(fromUtf8(entry.bytes) ?? '');
  } catch {
    refuse(walk, entry, FORMAT, { kind: 'bad-json', text: 'is no JSON in UTF-8' });
    return;
  }
  if (entry.by !== NODE && saidEnough(walk, rooms, entry, FORMAT, 1)) return;
  const read = readHandedIn(json, walk.ports.hasher);
  const heard = read.ok ? admitFiling(read.value, entry.by, rooms.mission, walk.ports) : read;
  if (!heard.ok) {
    refuse(walk, entry, FORMAT, heard.error);
    return;
  }
  const { handed, filer, signedBy } = heard.value;
  const { now } = walk.state;
  const context = filingContext(walk, rooms);
  const outcome = isNewFiling(handed)
    ? fileNew(rooms.filings, handed, filer, now, context, signedBy)
    : takeStep(rooms.filings, handed, filer, now, context, signedBy);
  if (outcome.refusal === undefined) walk.state.accepted += 1;
  else refuse(walk, entry, FORMAT, outcome.refusal);
  follow(walk, rooms, outcome, handed, filer, entry);
}

/** Shows what changed, and carries out what it brings about. */
function follow(
  walk: Walk,
  rooms: Rooms,
  { changed, consequences }: Outcome,
  handed: NewFiling | NewStep,
  filer: Filer,
  entry: JournalEntry,
): void {
  for (const filing of changed) {
    if (isNewFiling(handed)) watchOver(rooms.filings, filing);
    showFiling(walk, filing);
  }
  for (const consequence of consequences)
    carryOut(walk, rooms, consequence, { handed, filer, entry, filing: changed.at(-1)?.id });
}
