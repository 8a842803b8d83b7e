import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleOptions } from './example.ts';
import { checkAgreement } from './index.ts';

const ROOT = new URL('../../../agreements/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const agreements = readdirSync(ROOT).filter((name) => !name.includes('.'));
const fixturesOf = (id: string) =>
  readdirSync(new URL(`${id}/fixtures/`, ROOT)).filter((name) => name.endsWith('.expected.jsonl'));
const citesOf = (id: string): readonly string[] => {
  const checked = checkAgreement(read(`${id}/agreement.yaml`), exampleOptions.hasher);
  if (!checked.ok) throw new Error(`${id}: ${JSON.stringify(checked.error[0])}`);
  return [...new Set(checked.value.clauses.map(({ cite }) => cite))];
};

/** Lines of the table: row, term, where, fixtures. */
const rows = read('TABLE.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the library of agreements', () => {
  it('has at least 150 fixtures', () => {
    const fixtures = agreements.flatMap((id) => fixturesOf(id).map((name) => `${id}/${name}`));
    expect(fixtures.length).toBeGreaterThanOrEqual(150);
  });

  it.each(agreements)('holds every clause of %s to what it must give', (id) => {
    const told = fixturesOf(id).flatMap((name) =>
      read(`${id}/fixtures/${name}`)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as { clause: string }).clause),
    );
    for (const cite of citesOf(id))
      expect(
        told.some((clause) => clause === cite || clause.startsWith(`${cite}, `)),
        `clause ${cite} of ${id} has no fixture`,
      ).toBe(true);
  });

  it('has every row of the table of terms, each in files that are there', () => {
    const numbers = rows.map(([, row = '']) => Number.parseInt(row, 10));
    for (let row = 1; row <= 44; row++) expect(numbers, `row ${row}`).toContain(row);
    for (const [, row, , where = '', fixtures = ''] of rows) {
      const named = [...where.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id);
      expect(named.length, `row ${row} names no agreement`).toBeGreaterThan(0);
      for (const id of named) expect(agreements, `row ${row}`).toContain(id);
      for (const name of fixtures
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''))
        expect(
          named.some((id) => existsSync(new URL(`${id}/fixtures/${name}.jsonl`, ROOT))),
          `row ${row}: no fixture ${name} of ${named.join(', ')}`,
        ).toBe(true);
    }
  });
});
