import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Conformance, cell, conformancePage, isTitled, outcomeOf } from './conformance.ts';
import { feeds } from './feeds.ts';

const HERE = import.meta.dirname;
const tests = readdirSync(HERE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${HERE}/${file}`, 'utf8'))
  .join('\n');
const claims: Conformance[] = await Promise.all(
  readdirSync(HERE)
    .filter((folder) => existsSync(`${HERE}/${folder}/conformance.ts`))
    .map(async (folder) => (await import(`./${folder}/conformance.ts`)).conformance),
);
const page = readFileSync(`${HERE}/../../../docs/conformance.md`, 'utf8');

describe('what is claimed for a format', () => {
  it.each([...feeds.keys()])('%s is claimed once', (format) => {
    expect(claims.filter((one) => one.format === format)).toHaveLength(1);
  });

  it.each(claims)('$format rests on tests that exist', ({ checkedWith }) => {
    const lacking = checkedWith.filter(
      ({ what }) => !["'", '"', '`'].some((quote) => tests.includes(quote + what + quote)),
    );
    expect(lacking.map(({ what }) => what)).toEqual([]);
    expect(checkedWith.length).toBeGreaterThan(0);
  });

  it.each(claims)('$format is on the page with every row (npm run conformance)', (claim) => {
    const { format, edition, checkedWith, notSupported } = claim;
    const words = checkedWith.flatMap(({ what, source, result }) => [what, source, result]);
    const [, section = ''] = page.split(`\n## ${format}\n`);
    for (const text of [edition, ...words, ...notSupported])
      expect(section.split('\n## ')[0]).toContain(cell(text));
  });

  it('names every test by the title in its source', () => {
    expect(isTitled('file a.raw is read (a.raw)', 'file %s is read ($name)')).toBe(true);
    expect(isTitled('file is read', 'file %s is written')).toBe(false);
  });

  it('is failed by one failure, and shown by nothing but a test that ran', () => {
    const run = [
      { title: 'a', outcome: 'passed' as const },
      { title: 'b', outcome: 'skipped' as const },
      { title: 'c 1', outcome: 'passed' as const },
      { title: 'c 2', outcome: 'failed' as const },
    ];
    expect(['a', 'b', 'c %s', 'd'].map((what) => outcomeOf(what, run))).toEqual([
      'passed',
      'skipped',
      'failed',
      'missing',
    ]);
  });

  it('is printed with the outcome of the run', () => {
    const claim: Conformance = {
      format: 'x',
      edition: 'X 1',
      reads: 'files',
      checkedWith: [{ what: 'a', source: 'b|c', result: 'all' }],
      notSupported: [],
    };
    expect(conformancePage([claim], [{ title: 'a', outcome: 'passed' }])).toContain(
      '| a | b\\|c | all | passed |',
    );
  });
});
