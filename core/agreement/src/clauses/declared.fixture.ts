import { type Instant, instant, parseInstant } from '@greenline/base';
import { expect } from 'vitest';
import { exampleAgreement, exampleOptions } from '../example.ts';
import {
  type Fact,
  type Finding,
  instantOf,
  inTimeOrder,
  judge,
  LiveJudge,
  type PreparedAgreement,
  parseFacts,
} from '../index.ts';

/** An agreement of a few clauses about three zones, for kinds that live on declarations. */
export const agreementOf = (clauses: string, timezone = 'Europe/Kyiv'): PreparedAgreement =>
  exampleAgreement(agreementText(clauses, timezone));

export const agreementText = (clauses: string, timezone = 'Europe/Kyiv'): string => `
agreement: declared
version: 1.0.0
title: An example of declarations
timezone: ${timezone}
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
  guard: { name: A guarantor, role: guarantor }
zones:
  north: { disc: { centre: [31, 48.5], radius: 5 km }, site: true }
  south: { disc: { centre: [31, 47.5], radius: 5 km }, site: true }
  east: { disc: { centre: [33, 48], radius: 5 km }, site: true }
clauses:
${clauses}
`;

export const time = (text: string): Instant => {
  const at = parseInstant(text.includes('T') ? text : `${text}T00:00:00Z`);
  if (at === undefined) throw new Error(`${text} is no time`);
  return at;
};

/** Facts as a facts file writes them. */
export function factsOf(...lines: readonly object[]): readonly Fact[] {
  const parsed = parseFacts(
    lines.map((line) => JSON.stringify(line)),
    exampleOptions.hasher,
  );
  if (!parsed.ok) throw new Error(`${parsed.error.field} ${parsed.error.text}`);
  return parsed.value.facts;
}

/**
 * The verdicts on some facts, all at once; live, stored and taken up again after every fact, they must
 * be the same, and ticked in between they must be the same findings.
 */
export function judged(
  agreement: PreparedAgreement,
  facts: readonly Fact[],
  asOf?: Instant,
): readonly Finding[] {
  const batch = judge(agreement, facts, {
    ...exampleOptions,
    ...(asOf === undefined ? {} : { asOf }),
  });
  expect(byId(live(agreement, facts, asOf, false))).toEqual(byId(batch));
  if (asOf !== undefined)
    expect(byId(live(agreement, facts, asOf, true).map(settled))).toEqual(byId(batch.map(settled)));
  return batch;
}

/** What stands of a finding that is still open when it is told: its figures may grow. */
const settled = ({ id, clause, verdict, party, from, inputs }: Finding) =>
  ({ id, clause, verdict, party, from, inputs }) as Finding;

const byId = (findings: readonly Finding[]) => new Map(findings.map((one) => [one.id, one]));

function live(
  agreement: PreparedAgreement,
  facts: readonly Fact[],
  asOf: Instant | undefined,
  ticked: boolean,
): readonly Finding[] {
  let judge = new LiveJudge(agreement, exampleOptions);
  const rows: Finding[] = [];
  let before = agreement.inForce.from;
  for (const fact of inTimeOrder(facts)) {
    const at = instantOf(fact);
    if (asOf !== undefined && at > asOf) continue;
    if (ticked && at > before)
      for (const share of [0.3, 0.6, 1])
        rows.push(...judge.tick(instant(Math.floor(before + (at - before) * share))));
    if (at > before) before = at;
    rows.push(...judge.take(fact));
    judge = new LiveJudge(agreement, exampleOptions, structuredClone(judge.state));
  }
  rows.push(...judge.finish(asOf));
  const replaced = new Set(rows.map(({ supersedes }) => supersedes));
  return rows.filter(({ id }) => !replaced.has(id)).map(({ supersedes: _, ...finding }) => finding);
}

/** Verdict and figures of each finding, in a line. */
export const lines = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ clause, verdict, party, subject, measured, limit }) =>
    [clause, subject.join('+'), party, verdict, measured ?? '-', limit ?? '-'].join(' '),
  );
