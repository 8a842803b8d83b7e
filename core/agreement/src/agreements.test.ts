import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { formatInstant, type Instant, parseInstant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { exampleOptions } from './example.ts';
import {
  checkAgreement,
  describeAgreement,
  type Finding,
  inOrder,
  judge,
  parseFacts,
} from './index.ts';

/** Agreements live at the root, each with facts and, beside them, the verdicts they must give. */
const ROOT = new URL('../../../agreements/', import.meta.url);

const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const jsonLines = (path: string): readonly object[] =>
  read(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as object);

const agreements = readdirSync(ROOT).filter((id) => !id.includes('.'));

describe.each(agreements)('%s', (id) => {
  const checked = checkAgreement(read(`${id}/agreement.yaml`), exampleOptions.hasher);
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const agreement = checked.value;
  const { models = {}, classes = {} } = agreement.source;
  const named = new Set([...Object.keys(models), ...Object.keys(classes)]);
  const fixtures = readdirSync(new URL(`${id}/fixtures/`, ROOT)).filter(
    (name) => name.endsWith('.jsonl') && !name.includes('.expected.'),
  );

  it('is called by its folder, and every clause stands in the printout', () => {
    expect(agreement.id).toBe(id);
    const printed = describeAgreement(agreement);
    for (const clause of agreement.clauses) expect(printed).toContain(`  ${clause.cite}`);
  });

  it.each(fixtures)('%s gives the verdicts beside it, and no others', (name) => {
    const lines = read(`${id}/fixtures/${name}`).split('\n');
    const facts = parseFacts(lines, exampleOptions.hasher, named);
    if (!facts.ok) throw new Error(JSON.stringify(facts.error));
    expect(facts.value.notes).toEqual([]);
    const findings = judge(agreement, facts.value.facts, { ...exampleOptions, ...asOf(id, name) });
    const expected = jsonLines(`${id}/fixtures/${name.replace('.jsonl', '.expected.jsonl')}`);
    const told = findings.map(({ reason }) => reason).join('\n');
    for (const row of expected) {
      const matches = findings.filter((finding) => holds(finding, row));
      expect(matches.length, `${JSON.stringify(row)} among\n${told}`).toBe(1);
    }
    expect(findings.length, told).toBe(expected.length);
    expect([...findings].sort(inOrder)).toEqual(findings);
  });
});

/** Duties are judged up to the moment in the third file of a fixture, where there is one. */
function asOf(id: string, name: string): { readonly asOf?: Instant } {
  const path = `${id}/fixtures/${name.replace('.jsonl', '.asof')}`;
  if (!existsSync(new URL(path, ROOT))) return {};
  const at = parseInstant(read(path).trim());
  if (at === undefined) throw new Error(`${path} is no time`);
  return { asOf: at };
}

/** Whether a finding has every member of the expected row; times are written as on the wire. */
function holds(finding: Finding, row: object): boolean {
  const { from, to } = finding;
  const written = { ...finding, from: formatInstant(from), to: formatInstant(to) };
  return Object.entries(row).every(
    ([name, value]) =>
      JSON.stringify(written[name as keyof typeof written]) === JSON.stringify(value),
  );
}
