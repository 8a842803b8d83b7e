import {
  type DeclarationFact,
  type Fact,
  type Finding,
  instantOf,
  LiveJudge,
} from '@greenline/agreement';
import { digestOfJson, type JsonObject, parseInstant } from '@greenline/base';
import type { Consequence } from '@greenline/filings';
import { noteOutcome } from '@greenline/filings';
import type { Rooms } from './rooms.ts';
import { showFiling } from './show-filing.ts';
import type { Walk } from './walk.ts';

/** Of its findings, so many stand with the evidence. */
const MOST_FINDINGS = 100;

/**
 * What a party saw, judged by the mission's own rules and thresholds, as a source of class `party`
 * whose word alone is `undetermined`. By a judge of its own, which knows what was declared and nothing
 * else: so it moves no track, fills no cap, and is the sole basis of no finding of the mission.
 */
export function weighEvidence(
  walk: Walk,
  rooms: Rooms,
  filing: string,
  { party, items }: Extract<Consequence, { kind: 'evidence' }>,
): void {
  const { hasher } = walk.ports;
  const judge = new LiveJudge(rooms.mission.agreement, {
    hasher,
    label: rooms.missionLabel,
    rollUp: (a, b) => walk.labels.rollUp(a, b),
  });
  const facts = items.map((item, index) => factOf(walk, rooms, item, `${filing}/${index}`, party));
  const known: readonly DeclarationFact[] = rooms.releases.declarations();
  const findings = new Map<string, Finding>();
  const learn = (made: readonly Finding[]) => {
    for (const finding of made) {
      if (finding.supersedes !== undefined) findings.delete(finding.supersedes);
      findings.set(finding.id, finding);
    }
  };
  for (const fact of [...known, ...facts.toSorted((a, b) => instantOf(a) - instantOf(b))])
    learn(judge.take(fact));
  learn(judge.finish(walk.state.now));
  const ours = new Set<string>(facts.map((fact) => ('id' in fact ? String(fact.id) : '')));
  const said = [...findings.values()]
    .filter(({ subject }) => subject.some((id) => ours.has(id)))
    .slice(0, MOST_FINDINGS)
    .map(({ clause, verdict, probability, reason, party: of }) => ({
      ...{ clause, verdict, probability, reason, party: of },
    }));
  const noted = noteOutcome(rooms.filings, filing, { source: `party-${party}`, findings: said });
  if (noted !== undefined) showFiling(walk, noted);
}

function factOf(walk: Walk, rooms: Rooms, item: JsonObject, id: string, party: string): Fact {
  const { kind, class: name, seenAt, position, sigmaM, party: of } = item;
  const at = parseInstant(String(seenAt));
  if (at === undefined) throw new Error('evidence passed its form without a time');
  const variance = Number(sigmaM) ** 2;
  const common = {
    id,
    class: { [String(name)]: 1 },
    ...(typeof of === 'string' && { party: of }),
    at,
    position: position as unknown as { lon: number; lat: number },
    covariance: [variance, 0, variance] as const,
    trust: 'unauthenticated' as const,
    sources: [`party-${party}`],
    digest: digestOfJson(walk.ports.hasher, item),
    label: rooms.missionLabel,
    ...(rooms.mission.file.exercise && { exercise: true as const }),
  };
  return kind === 'object' ? { fact: 'object', ...common } : { fact: 'event', ...common };
}
