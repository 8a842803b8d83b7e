import type { Finding } from '@greenline/agreement';
import { derivedId, type Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import { type CaseBook, type KeptFinding, keep } from './case-book.ts';
import { clockFor } from './clock.ts';
import { confidenceOf } from './confidence.ts';
import type { FindingArrival } from './finding-arrival.ts';
import { caseOf, register, subjectKey } from './grouping.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { CaseContext } from './practice.ts';
import { joinSources } from './source.ts';
import { isAside, weigh } from './weigh.ts';
import { witnessed } from './witness.ts';

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
  const told = toldOf(book, arrival, replaced);
  const joined =
    found === undefined
      ? opened(book, arrival, told, context)
      : join(found, arrival, told, context);
  book.findings.set(finding.id, { case: joined.id, ...told });
  for (const subject of told.subject) {
    const others = book.about.get(subject);
    if (others === undefined) book.about.set(subject, [finding.id]);
    else others.push(finding.id);
  }
  register(book, joined, arrival, context.practice.grouping);
  return [keep(book, weigh(book, joined, arrival.recordedAt, context))];
}

type Told = Omit<KeptFinding, 'case'>;

/** What is kept of a finding; whose word it rests on is that of its subjects, and of what it replaces. */
function toldOf(
  book: CaseBook,
  { finding, readings, position, sources: given = [] }: FindingArrival,
  replaced: KeptFinding | undefined,
): Told {
  const { verdict, party, subject, from, to, label, reading } = finding;
  const { sources, classes } = witnessed(book, subject);
  return {
    verdict,
    party,
    subject: [...subject].sort(),
    from,
    to,
    ...(position !== undefined && { position }),
    label,
    sources: joinSources(sources.length > 0 ? sources : given, replaced?.sources ?? []),
    classes: classes.length > 0 ? classes : (replaced?.classes ?? []),
    ...(reading !== undefined && { reading: { name: reading, of: readings } }),
  };
}

function opened(book: CaseBook, arrival: FindingArrival, told: Told, context: CaseContext): Case {
  const { finding, recordedAt, position } = arrival;
  const id = derivedId(context.hasher, 'case', [finding.clause, finding.id], 0) as CaseId;
  const earlier = recurrence(book, arrival);
  const clock = clockFor('open', recordedAt, context.practice);
  const quorum = context.practice.quorum[arrival.clauseKind] ?? context.practice.quorum.default;
  const { sources, classes } = told;
  const rests = { sources, withdrawn: [], position, label: finding.label };
  return {
    id,
    clause: finding.clause,
    clauseKind: arrival.clauseKind,
    agreement: finding.agreement,
    version: finding.version,
    revision: 1,
    nature: finding.nature,
    party: finding.party,
    about: arrival.about === 'event' ? 'events' : 'subject',
    attributions: [],
    subject: told.subject,
    classes,
    sources,
    withdrawn: [],
    confidence: confidenceOf(rests, undefined, recordedAt, context),
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

function join(one: Case, arrival: FindingArrival, told: Told, context: CaseContext): Case {
  const { finding, recordedAt } = arrival;
  const standing = one.findings.filter((id) => id !== finding.supersedes);
  const noted: Case = {
    ...one,
    findings: standing,
    findingsSinceDecision: one.findingsSinceDecision + (one.decision === undefined ? 0 : 1),
    history: [...one.history, entryOf(finding, recordedAt)],
  };
  // What rests on withdrawn sources alone is noted, and tells the case nothing.
  if (isAside(told, one)) return noted;
  const position = one.position ?? arrival.position;
  const sources = joinSources(one.sources, told.sources);
  return {
    ...noted,
    subject: distinct(one.subject, told.subject),
    classes: distinct(one.classes, told.classes),
    sources: sources.filter(({ id }) => !one.withdrawn.includes(id)),
    from: finding.from < one.from ? finding.from : one.from,
    to: finding.to > one.to ? finding.to : one.to,
    ...(position !== undefined && { position }),
    findings: [...standing, finding.id],
    label: context.rollUp(one.label, finding.label),
  };
}

const distinct = (a: readonly string[], b: readonly string[]): readonly string[] =>
  b.every((name) => a.includes(name)) ? a : [...new Set([...a, ...b])].sort();

const entryOf = (finding: Finding, recordedAt: Instant): HistoryEntry => ({
  entry: 'finding',
  recordedAt,
  finding: finding.id,
  verdict: finding.verdict,
  probability: finding.probability,
  party: finding.party,
  ...(finding.supersedes !== undefined && { supersedes: finding.supersedes }),
});
