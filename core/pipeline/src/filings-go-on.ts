import type { CoverageFact } from '@greenline/agreement';
import { digestOfJson, formatInstant, type Instant } from '@greenline/base';
import { applyCommand, type Case } from '@greenline/cases';
import { fileNew, noteRecurrence, seeFire, seeLook, tickFilings } from '@greenline/filings';
import { type Audience, mayGoTo, type Release } from '@greenline/sharing';
import type { Event } from '@greenline/tracking';
import { caseNameOf, showToCommission, showWaiting } from './commission-case.ts';
import { filingContext } from './filing-context.ts';
import { NODE } from './hands.ts';
import type { Rooms } from './rooms.ts';
import { showFiling } from './show-filing.ts';
import type { Walk } from './walk.ts';

/** Filings whose time has run out by a second, and cases that the commission may have by now. */
export function filingsGoOn(walk: Walk, rooms: Rooms, second: Instant): void {
  if (rooms.filings.running.size > 0)
    for (const filing of tickFilings(rooms.filings, second, filingContext(walk, rooms)))
      showFiling(walk, filing);
  if (walk.state.beforeCommission.size > 0) showWaiting(walk, rooms);
}

/** A release to both parties about a case opens a window for each of them. */
export function openWindows(walk: Walk, rooms: Rooms, release: Release): void {
  if (release.audience !== 'parties') return;
  for (const record of release.records) {
    if (record.kind !== 'released-case') continue;
    const exact = rooms.releases.caseOf('parties', record.id);
    if (exact === undefined) continue;
    if (caseNameOf(walk, exact) === undefined) walk.state.caseNames.set(record.id, exact);
    for (const party of rooms.mission.agreement.parties) openWindow(walk, rooms, party, exact);
  }
}

function openWindow(walk: Walk, rooms: Rooms, party: string, exact: string): void {
  const id = `comment-${caseNameOf(walk, exact)}`;
  if (rooms.filings.filings.has(`${party}:${id}`)) return;
  const { now } = walk.state;
  const said = { party, case: exact };
  const object = { file: 'comment-window', id, by: NODE, at: formatInstant(now), with: said };
  const digest = digestOfJson(walk.ports.hasher, object);
  const handed = {
    form: 'comment-window',
    id,
    by: NODE,
    at: now,
    with: said,
    object,
    digest,
  } as const;
  const context = filingContext(walk, rooms);
  const filer = { id: NODE, standing: 'mission' } as const;
  for (const filing of fileNew(rooms.filings, handed, filer, now, context).changed)
    showFiling(walk, filing);
}

/** A case that moved: the commission has it anew, and a new one like one that was remedied names it. */
export function caseMoved(walk: Walk, rooms: Rooms, one: Case): void {
  showToCommission(walk, rooms, one);
  if (one.history.length > 1 || one.history[0]?.entry !== 'finding') return;
  const like = [...rooms.filings.remedies]
    .flatMap((id) => rooms.filings.filings.get(id) ?? [])
    .findLast(({ case: about }) => {
      const earlier = about === undefined ? undefined : rooms.cases.cases.get(about as Case['id']);
      const alike = earlier?.clause === one.clause && earlier.party === one.party;
      return alike && earlier.id !== one.id;
    });
  if (like?.case === undefined) return;
  const { now } = walk.state;
  const noted = noteRecurrence(rooms.filings, like.id, one.id, now);
  if (noted !== undefined) showFiling(walk, noted);
  const command = {
    ...{
      id: `recurrence ${one.id}`,
      at: now,
      by: 'recurrence',
      case: one.id,
      step: 'note' as const,
    },
    reason: `like case ${like.case}, for which ${like.id} was agreed`,
    with: { recurrenceOf: like.case, remedy: like.id },
  };
  const rule = { id: 'recurrence', nation: 'mission', standing: 'rule' } as const;
  const context = { ...rooms.caseContext, signatory: () => rule };
  for (const changed of applyCommand(rooms.cases, command, now, context).changed)
    walk.showCase(changed);
}

/** Fire, for the windows of silence that it may have broken; told where both parties may be told. */
export function noteFire(walk: Walk, { filings, mission }: Rooms, event: Event): void {
  if (filings.watches.size === 0) return;
  const marked = walk.labels.get(event.label);
  const parties: Audience = { kind: 'parties', members: mission.agreement.parties };
  seeFire(filings, event, {
    mayTell: marked !== undefined && mayGoTo(parties, marked),
    knownAt: walk.state.now,
    cellM: mission.filings.cellM,
  });
}

export const noteLook = ({ filings }: Rooms, fact: CoverageFact): void =>
  seeLook(filings, { ...fact, area: fact.area, detectionProbability: fact.pd });
