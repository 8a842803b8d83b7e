import type { Finding, FindingId, Verdict } from '@greenline/agreement';
import { derivedId, type Instant } from '@greenline/base';
import type { Case, CaseId, CaseState, HistoryEntry } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { clockFor } from './clock.ts';
import type { FindingArrival } from './finding-arrival.ts';
import { caseOf, register, subjectKey } from './grouping.ts';
import type { CaseContext } from './practice.ts';

/**
 * Takes a finding into its case, or opens one. Cases that changed come back, each once.
 *
 * A compliant finding opens none; one that replaces an earlier finding joins that finding's case
 * whatever it says. A finding that is already kept changes nothing.
 */
export function applyFinding(
  book: CaseBook,
  arrival: FindingArrival,
  context: CaseContext,
): readonly Case[] {
  const { finding } = arrival;
  if (book.findings.has(finding.id)) return [];
  const replaced =
    finding.supersedes === undefined ? undefined : book.findings.get(finding.supersedes);
  const superseded = replaced === undefined ? undefined : book.cases.get(replaced.case);
  if (superseded === undefined && finding.verdict === 'compliant') return [];

  const found = superseded ?? caseOf(book, arrival, context.practice.grouping);
  const joined =
    found === undefined ? opened(book, arrival, context) : join(found, arrival, context);
  const { verdict, party, reading } = finding;
  const read = reading !== undefined && { reading: { name: reading, of: arrival.readings } };
  const said = { case: joined.id, verdict, party, ...read };
  book.findings.set(finding.id, said);
  register(book, joined, arrival, context.practice.grouping);
  const weighed = weigh(book, joined, arrival.recordedAt, context);
  return [keep(book, weighed)];
}

function opened(book: CaseBook, arrival: FindingArrival, context: CaseContext): Case {
  const { finding, recordedAt, position } = arrival;
  const id = derivedId(context.hasher, 'case', [finding.clause, finding.id], 0) as CaseId;
  const earlier = recurrence(book, arrival);
  const clock = clockFor('open', recordedAt, context.practice);
  const quorum = context.practice.quorum[arrival.clauseKind] ?? context.practice.quorum.default;
  return {
    id,
    clause: finding.clause,
    agreement: finding.agreement,
    version: finding.version,
    nature: finding.nature,
    party: finding.party,
    about: arrival.about === 'event' ? 'events' : 'subject',
    subject: [...finding.subject].sort(),
    state: 'open',
    verdict: finding.verdict,
    from: finding.from,
    to: finding.to,
    ...(position !== undefined && { position }),
    openedAt: recordedAt,
    findings: [finding.id],
    findingsSinceDecision: 0,
    quorum,
    votes: [],
    progress: { have: 0, need: quorum.persons },
    ...(clock !== undefined && { clock }),
    ...(earlier !== undefined && { recurrenceOf: earlier }),
    history: [entryOf(finding, recordedAt)],
    label: finding.label,
    ...(finding.exercise === true && { exercise: true as const }),
  };
}

function recurrence(book: CaseBook, { finding, about }: FindingArrival): CaseId | undefined {
  if (about === 'event') return undefined;
  return book.bySubject.get(subjectKey(finding));
}

function join(one: Case, arrival: FindingArrival, context: CaseContext): Case {
  const { finding, recordedAt } = arrival;
  const standing = one.findings.filter((id) => id !== finding.supersedes);
  const position = one.position ?? arrival.position;
  return {
    ...one,
    subject: [...new Set([...one.subject, ...finding.subject])].sort(),
    from: finding.from < one.from ? finding.from : one.from,
    to: finding.to > one.to ? finding.to : one.to,
    ...(position !== undefined && { position }),
    findings: [...standing, finding.id],
    findingsSinceDecision: one.findingsSinceDecision + (one.decision === undefined ? 0 : 1),
    history: [...one.history, entryOf(finding, recordedAt)],
    label: context.rollUp(one.label, finding.label),
  };
}

/** The strongest verdict that stands, and what a rule makes of it where no person has acted yet. */
function weigh(book: CaseBook, one: Case, recordedAt: Instant, context: CaseContext): Case {
  const party = one.decision === undefined ? partyOf(book, one) : one.party;
  const weighed = { ...one, party, verdict: strongest(book, one.findings) };
  if (one.state === 'open' && weighed.verdict === 'compliant') {
    const reason = 'every finding was replaced by a compliant one before anybody took the case up';
    return moveByRule(weighed, 'all-compliant', 'closed', reason, recordedAt, context);
  }
  const closedByRule = one.state === 'closed' && one.decision === undefined;
  if (closedByRule && weighed.verdict !== 'compliant') {
    return moveByRule(
      weighed,
      'new-finding',
      'open',
      'a finding is no longer compliant',
      recordedAt,
      context,
    );
  }
  return weighed;
}

/** The party that all standing findings name; `unknown` where they differ. */
function partyOf(book: CaseBook, one: Case): string {
  const parties = new Set(one.findings.map((id) => book.findings.get(id)?.party));
  const [party] = parties;
  return parties.size === 1 && party !== undefined ? party : 'unknown';
}

/** Where the clause is read differently, only what all readings call a breach is one. */
function strongest(book: CaseBook, findings: readonly FindingId[]): Verdict {
  const kept = findings.flatMap((id) => book.findings.get(id) ?? []);
  const breaches = kept.filter(({ verdict }) => verdict === 'breach');
  const readings = new Set(breaches.map(({ reading }) => reading?.name));
  const needed = breaches.at(-1)?.reading?.of ?? 1;
  if (breaches.length > 0 && readings.size >= needed) return 'breach';
  const compliant = kept.every(({ verdict }) => verdict === 'compliant');
  return compliant ? 'compliant' : 'undetermined';
}

function moveByRule(
  one: Case,
  rule: 'all-compliant' | 'new-finding',
  to: CaseState,
  reason: string,
  recordedAt: Instant,
  context: CaseContext,
): Case {
  const { clock: _stopped, ...rest } = one;
  const clock = clockFor(to, recordedAt, context.practice);
  return {
    ...rest,
    state: to,
    ...(clock !== undefined && { clock }),
    history: [...one.history, { entry: 'rule', recordedAt, rule, from: one.state, to, reason }],
  };
}

const entryOf = (finding: Finding, recordedAt: Instant): HistoryEntry => ({
  entry: 'finding',
  recordedAt,
  finding: finding.id,
  verdict: finding.verdict,
  probability: finding.probability,
  party: finding.party,
  ...(finding.supersedes !== undefined && { supersedes: finding.supersedes }),
});
