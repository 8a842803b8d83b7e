import { describe, expect, it } from 'vitest';
import { Accounts, BOTH, WIDE } from './accounts.ts';
import { begin, COVARIANCE, MEAN, MODES, STRIDE } from './belief.ts';

/** Two beliefs in a row, every mode at the same place. */
function account(one: readonly [number, number], other: readonly [number, number]): Float64Array {
  const both = new Float64Array(BOTH);
  for (const [v, [x, y]] of [one, other].entries())
    begin(both, STRIDE * v, { x, y, xx: 100, xy: 0, yy: 100, existence: 0.9, t: 0 });
  return both;
}

function accountsOf(...all: readonly Float64Array[]): Float64Array {
  const row = new Float64Array(WIDE * BOTH);
  for (const [h, one] of all.entries()) row.set(one, BOTH * h);
  return row;
}

describe('accounts of what two objects did', () => {
  it('that have become alike are one, as likely as they were together', () => {
    const accounts = new Accounts();
    const row = accountsOf(
      account([0, 0], [100, 0]),
      account([100, 0], [0, 0]),
      account([2, 0], [101, 0]),
    );
    accounts.replace(row, Float64Array.of(1, 0.9, 0.5), 3);
    expect(accounts.count).toBe(2);
    expect([...accounts.weights.subarray(0, 2)]).toEqual([1, 0.6]);
  });

  it('are joined with the mean and the spread of both', () => {
    const accounts = new Accounts();
    const row = accountsOf(account([0, 0], [100, 0]), account([8, 0], [100, 0]));
    accounts.replace(row, Float64Array.of(1, 1), 2);
    expect(accounts.count).toBe(1);
    for (let mode = 0; mode < MODES; mode++) {
      expect(accounts.beliefs[MEAN + 4 * mode]).toBeCloseTo(4, 9);
      expect(accounts.beliefs[COVARIANCE + 10 * mode]).toBeCloseTo(100 + 16, 9);
      expect(accounts.beliefs[COVARIANCE + 10 * mode + 4]).toBeCloseTo(100, 9);
    }
  });

  it('that differ stay apart, however many are alike', () => {
    const accounts = new Accounts();
    const many = Array.from({ length: WIDE - 1 }, (_, n) => account([n / 10, 0], [100, 0]));
    const weights = Float64Array.from({ length: WIDE }, (_, n) => 1 / (n + 1));
    accounts.replace(accountsOf(...many, account([100, 0], [0, 0])), weights, WIDE);
    expect(accounts.count).toBe(2);
    expect(accounts.beliefs[BOTH + MEAN]).toBe(100);
  });
});
