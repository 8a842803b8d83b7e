import { describe, expect, it } from 'vitest';
import type { DeclarationRow } from '../wire.ts';
import { standingAt } from './in-force.ts';

let seq = 0;
const row = (more: Partial<DeclarationRow>): DeclarationRow => ({
  seq: ++seq,
  declaration: 'permit',
  under: `P-${seq}`,
  version: 1,
  digest: `sha256:${seq}`,
  declaredBy: 'mission',
  recordedAt: '2026-03-10T08:00:00Z',
  from: '2026-03-10T09:00:00Z',
  to: '2026-03-10T12:00:00Z',
  ...more,
});
const at = (text: string) => Date.parse(`2026-03-10T${text}Z`);
const names = (rows: readonly DeclarationRow[]) => rows.map(({ under }) => under);

describe('what stands declared', () => {
  it.each([
    ['08:59:59', [], ['P']],
    ['09:00:00', ['P'], []],
    ['12:00:00', ['P'], []],
    ['12:00:01', [], []],
  ])('at %s holds from its beginning to its end, both included', (time, inForce, toCome) => {
    const standing = standingAt([row({ under: 'P' })], at(time));
    expect([names(standing.inForce), names(standing.toCome)]).toEqual([inForce, toCome]);
  });

  it('is the newest version, in whatever order they came, of each kind apart', () => {
    const over = { under: 'P', version: 2, to: '2026-03-10T09:30:00Z' };
    for (const rows of [
      [row({ under: 'P' }), row(over), row({ under: 'P', declaration: 'notice' })],
      [row(over), row({ under: 'P', declaration: 'notice' }), row({ under: 'P' })],
    ]) {
      const { inForce, others } = standingAt(rows, at('10:00:00'));
      expect(inForce.map(({ declaration }) => declaration)).toEqual(['notice']);
      expect(others).toMatchObject([{ version: 2 }]);
    }
  });

  it('holds until further notice where it has no end, and of a waiver only what both agreed', () => {
    const { to: _, ...open } = row({ under: 'open' });
    const waiver = (under: string, agreedBy: readonly string[]) =>
      row({ under, declaration: 'waiver', agreedBy });
    const rows = [open, waiver('one', ['A', 'A']), waiver('both', ['A', 'B'])];
    const { inForce, others } = standingAt(rows, at('10:00:00'));
    expect(names(inForce)).toEqual(['open', 'both']);
    expect(names(others)).toEqual(['one']);
  });
});
