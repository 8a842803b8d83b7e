import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgreementDifference } from '@greenline/agreement';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const root = join(import.meta.dirname, '..');
const MISSION = join(root, 'missions/forty-km');
const OLD = join(MISSION, 'agreement.yaml');
const folder = mkdtempSync(join(tmpdir(), 'greenline-agreement-'));
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

/** The example mission's agreement, with its geometry beside it, changed. */
function changed(name: string, ...swaps: readonly (readonly [string, string])[]): string {
  const copy = join(folder, name);
  cpSync(MISSION, copy, { recursive: true });
  const path = join(copy, 'agreement.yaml');
  const text = swaps.reduce(
    (all, [from, to]) => {
      expect(all).toContain(from);
      return all.replace(from, to);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
  return path;
}

describe('greenline agreement diff', () => {
  const WIDER = changed(
    'wider',
    ["version: '1'", "version: '2'"],
    ['band: { line: L, total: 40 km }', 'band: { line: L, perSide: 40 km }'],
    ['distance: 25 km', 'distance: 30 km'],
  );

  it('says in words how two versions differ', async () => {
    const { code, out, errors } = await quickly('agreement', 'diff', OLD, WIDER);
    expect([code, errors]).toEqual([0, '']);
    expect(out).toMatch(/^Before: Forty-kilometre.*version 1.*\nNow: /s);
    expect(out).toContain('The depth on each side is added: 40 km.');
    expect(out).toMatch(
      /It was 48\d+\.\d km² and is 9\d+\.\d km²; its boundary moved by up to 2\d(\.\d)? km\./,
    );
    expect(out).toContain('Clause 2(b):\n    The distance changes from 25 km to 30 km.');
    expect((await quickly('agreement', 'diff', OLD, WIDER)).out).toBe(out);
  });

  it('gives the same as data', async () => {
    const { code, out } = await quickly('agreement', 'diff', OLD, WIDER, '--format', 'json');
    expect(code).toBe(0);
    const { before, after, changes } = JSON.parse(out) as AgreementDifference;
    expect([before.version, after.version]).toEqual(['1', '2']);
    expect(changes.map(({ part, name, change }) => [part, name, change])).toEqual([
      ['zone', 'buffer', 'changed'],
      ['clause', '2(b)', 'changed'],
    ]);
    expect(changes[0]?.geometry?.movedAtMostM).toBeGreaterThan(20_000);
  });

  it('says so where nothing differs', async () => {
    const { code, out } = await quickly('agreement', 'diff', OLD, OLD);
    expect(code).toBe(0);
    expect(out).toContain('The two files say the same.');
  });

  it('stops at the version that fails the check, old or new', async () => {
    const broken = changed('broken', ['kind: no-fly', 'kind: no-fyl']);
    for (const pair of [
      [OLD, broken],
      [broken, OLD],
    ] as const) {
      const { code, out, errors } = await quickly('agreement', 'diff', ...pair);
      expect([code, out]).toEqual([2, '']);
      expect(errors).toMatch(/broken\/agreement\.yaml:\d+:\d+: .*did you mean no-fly\?/);
    }
  });
});

describe('greenline agreement schema', () => {
  const published = readFileSync(join(root, 'agreements/agreement.schema.json'), 'utf8');

  it('prints the published schema, or writes it to a file', async () => {
    const { code, out } = await quickly('agreement', 'schema');
    expect(code).toBe(0);
    expect(out === published).toBe(true);
    const path = join(folder, 'schema.json');
    expect((await quickly('agreement', 'schema', '--out', path)).out).toBe('');
    expect(readFileSync(path, 'utf8') === published).toBe(true);
  });
});

describe('greenline agreement check', () => {
  it('prints an agreement that it has notes on, and the notes apart', async () => {
    const path = changed('noted', [
      '  - id: exercise',
      '  - id: hearsay\n    confidence: unconfirmed\n  - id: exercise',
    ]);
    const { code, out, errors } = await quickly('agreement', 'check', path);
    expect(code).toBe(0);
    expect(out).toContain('  2(a) (no-presence)\n    “Neither party keeps forces');
    expect(errors).toMatch(
      /^greenline: note: .*noted\/agreement\.yaml:\d+:\d+: sources\[1\]: source hearsay is cited by nothing\n$/,
    );
  });
});
