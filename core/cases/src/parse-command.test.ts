import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from './index.ts';

const command = {
  id: '0197b3c4-0000-7000-8000-000000000001',
  at: '2026-03-10T14:07:21Z',
  by: 'ana',
  case: 'b8d1f0a2-0000-8000-8000-000000000001',
  step: 'confirm',
  reason: 'two pictures',
};

describe('a command', () => {
  it('is read from one line of JSON', () => {
    expect(parseCommand(JSON.stringify(command))).toEqual({
      ok: true,
      value: { ...command, at: Date.UTC(2026, 2, 10, 14, 7, 21) },
    });
  });

  it('keeps what it came with', () => {
    const value = { ...command, step: 'hand-over', with: { to: 'bela' } };
    expect(parseCommand(value)).toMatchObject({ ok: true, value: { with: { to: 'bela' } } });
  });

  it.each([
    ['{"id"', 'not-json', undefined],
    ['[]', 'wrong-type', undefined],
    ['null', 'wrong-type', undefined],
    [{ ...command, id: undefined }, 'missing', 'id'],
    [{ ...command, by: '' }, 'missing', 'by'],
    [{ ...command, case: 7 }, 'wrong-type', 'case'],
    [{ ...command, at: 'yesterday' }, 'bad-time', 'at'],
    [{ ...command, at: '2026-02-30T00:00:00Z' }, 'bad-time', 'at'],
    [{ ...command, step: 'accuse' }, 'unknown-step', 'step'],
    [{ ...command, step: 'toString' }, 'unknown-step', 'step'],
    [{ ...command, reason: 7 }, 'wrong-type', 'reason'],
    [{ ...command, reason: 'x'.repeat(10_001) }, 'too-long', 'reason'],
    [{ ...command, with: [] }, 'wrong-type', 'with'],
    [{ ...command, seq: 1 }, 'wrong-type', 'seq'],
    [`{${'"a":{'.repeat(50)}`.padEnd(100_001), 'too-long', undefined],
    [
      JSON.stringify(command).replace('"reason"', '"with":{"n":1e999},"reason"'),
      'wrong-type',
      undefined,
    ],
    [JSON.stringify(command).replace('two', '\\ud800'), 'wrong-type', undefined],
  ])('%j is refused with the field and a remedy', (json, kind, field) => {
    const read = parseCommand(json);
    expect(read).toMatchObject({ ok: false, error: { kind } });
    if (read.ok) return;
    expect(read.error.field).toBe(field);
    expect(read.error.text.length).toBeGreaterThan(10);
  });

  it('of whatever shape never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (value) => {
        expect(typeof parseCommand(value).ok).toBe('boolean');
      }),
    );
  });
});
