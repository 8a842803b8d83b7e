import type { FindingId, Verdict } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import { fits } from './acceptance-rule.ts';
import type { Case } from './case.ts';
import type { CaseBook, KeptFinding } from './case-book.ts';
import { confidenceOf, LEVELS, levelOf, type Weighed } from './confidence.ts';
import { movedByRule } from './move.ts';
import type { CaseContext } from './practice.ts';
import { joinSources } from './source.ts';

const keptOf = (book: CaseBook, ids: readonly FindingId[]): readonly KeptFinding[] =>
  ids.flatMap((id) => book.findings.get(id) ?? []);

/** Whether a finding rests on withdrawn sources alone: then nothing of it counts. */
export const isAside = ({ sources }: Pick<KeptFinding, 'sources'>, one: Case): boolean =>
  sources.length > 0 && sources.every(({ id }) => one.withdrawn.includes(id));

/**
 * A case as its standing findings make it: after a merge, a split or a withdrawal, when what it was
 * made of is no longer all there. The findings keep its span, place and label.
 */
export function remade(book: CaseBook, one: Case, now: Instant, context: CaseContext): Case {
  const findings = one.findings.filter((id) => {
    const kept = book.findings.get(id);
    return kept !== undefined && !isAside(kept, one);
  });
  const standing = keptOf(book, findings);
  const sources = standing.reduce<Case['sources']>(
    (all, kept) => joinSources(all, kept.sources),
    [],
  );
  const [first] = standing;
  if (first === undefined) {
    const { position: _gone, ...placeless } = one;
    return weigh(book, { ...placeless, findings, sources: [], classes: [] }, now, context);
  }
  const { position: _place, ...rest } = one;
  const position = standing.find((kept) => kept.position !== undefined)?.position;
  const remade: Case = {
    ...rest,
    findings,
    subject: distinct(standing.flatMap(({ subject }) => subject)),
    classes: distinct(standing.flatMap(({ classes }) => classes)),
    sources: sources.filter(({ id }) => !one.withdrawn.includes(id)),
    from: standing.reduce((least, { from }) => (from < least ? from : least), first.from),
    to: standing.reduce((most, { to }) => (to > most ? to : most), first.to),
    ...(position !== undefined && { position }),
    label: standing.reduce((label, kept) => context.rollUp(label, kept.label), first.label),
  };
  return weigh(book, remade, now, context);
}

/** The strongest verdict that stands, how far it can be relied on, and what a rule makes of it. */
export function weigh(book: CaseBook, one: Case, now: Instant, context: CaseContext): Case {
  const named = partyOf(book, one);
  const party = one.decision === undefined ? named : one.party;
  const weighed: Case = {
    ...one,
    party,
    verdict: strongest(book, one.findings),
    confidence: confidenceOf(restsOn(book, one), one.confidence, now, context),
  };
  return byRule(book, attributed(weighed, named), one.confidence, now, context);
}

/**
 * What a case’s confidence is weighed from. One thing is as well corroborated as by all who saw it;
 * of many happenings none lends another its witnesses, so the weakest counts.
 */
function restsOn(book: CaseBook, one: Case): Weighed {
  const { withdrawn, position, label } = one;
  const rest = { withdrawn, position, label };
  if (one.about === 'subject' || one.findings.length < 2) return { ...rest, sources: one.sources };
  const each = keptOf(book, one.findings).map((kept) =>
    kept.sources.filter(({ id }) => !withdrawn.includes(id)),
  );
  const rank = (sources: Case['sources']): number => LEVELS.indexOf(levelOf(sources));
  const weakest = each.reduce((least, next) => (rank(next) < rank(least) ? next : least));
  return { ...rest, sources: weakest, weakestOf: each.length };
}

/** Says beside a decision that names nobody whom the findings name. */
export function attributed(one: Case, named: string): Case {
  const { alleged: _before, ...rest } = one;
  const open = one.decision === 'confirmed' && one.party === 'unknown' && named !== 'unknown';
  return open ? { ...rest, alleged: named } : rest;
}

function byRule(
  book: CaseBook,
  one: Case,
  before: Case['confidence'],
  now: Instant,
  context: CaseContext,
): Case {
  if (one.state === 'open' && one.verdict === 'compliant') {
    const reason = 'every finding was replaced by a compliant one before anybody took the case up';
    return movedByRule(one, { rule: 'all-compliant', to: 'closed', reason, now }, context);
  }
  const closedByRule =
    one.state === 'closed' && one.decision === undefined && one.mergedInto === undefined;
  if (closedByRule && one.verdict !== 'compliant') {
    const reason = 'a finding is no longer compliant';
    return movedByRule(one, { rule: 'new-finding', to: 'open', reason, now }, context);
  }
  const rule = context.practice.acceptance.find((each) => each.rule === one.acceptedBy?.rule);
  if (one.acceptedBy !== undefined && (rule === undefined || !fits(rule, one, book))) {
    const reason = `the rule ${one.acceptedBy.rule} would not accept it as it stands now`;
    return takenBack(book, one, { rule: 'no-longer-fits', reason, now }, context);
  }
  const fell = LEVELS.indexOf(one.confidence.level) < LEVELS.indexOf(before.level);
  if (one.decision === undefined || !fell) return one;
  const reason = `the decision rested on more: "${before.words}" then, "${one.confidence.words}" now; reopen the case to judge it anew`;
  return movedByRule(one, { rule: 'source-gone', to: one.state, reason, now }, context);
}

/** A case that a rule accepted goes back to be verified by people; where people went on with it, they are told. */
export function takenBack(
  book: CaseBook,
  one: Case,
  why: {
    readonly rule: 'no-longer-fits' | 'rule-suspended';
    readonly reason: string;
    readonly now: Instant;
  },
  context: CaseContext,
): Case {
  const { acceptedBy, ...unsigned } = one;
  if (acceptedBy === undefined) return one;
  const signed = { signed: acceptedBy };
  if (one.state === 'suspended') {
    const { decision: _taken, decidedAt: _then, ...rest } = unsigned;
    const held: Case = { ...rest, suspendedFrom: 'being-verified', party: partyOf(book, one) };
    return movedByRule(held, { ...why, to: 'suspended', ...signed }, context);
  }
  if (one.state !== 'confirmed' && one.state !== 'closed')
    return movedByRule(unsigned, { ...why, to: one.state, ...signed }, context);
  const moved = movedByRule(unsigned, { ...why, to: 'being-verified', ...signed }, context);
  return attributed({ ...moved, party: partyOf(book, one) }, 'unknown');
}

/** The party that all standing findings name; `unknown` where they differ. */
export function partyOf(book: CaseBook, one: Case): string {
  const parties = new Set(keptOf(book, one.findings).map(({ party }) => party));
  const [party] = parties;
  return parties.size === 1 && party !== undefined ? party : 'unknown';
}

/** Where the clause is read differently, only what all readings call a breach is one. */
function strongest(book: CaseBook, findings: readonly FindingId[]): Verdict {
  const kept = keptOf(book, findings);
  if (kept.length === 0) return 'undetermined';
  const breaches = kept.filter(({ verdict }) => verdict === 'breach');
  const readings = new Set(breaches.map(({ reading }) => reading?.name));
  const needed = breaches.at(-1)?.reading?.of ?? 1;
  if (breaches.length > 0 && readings.size >= needed) return 'breach';
  const compliant = kept.every(({ verdict }) => verdict === 'compliant');
  return compliant ? 'compliant' : 'undetermined';
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
