import { describe, expect, it } from 'vitest';
import { Habits, usual } from './habits.ts';

/** What is known of one that drove at this velocity for so many seconds. */
function driven(vx: number, vy: number, seconds = 60) {
  const habits = new Habits();
  for (let t = 0; t <= seconds; t++) habits.learn(7, t, vx, vy);
  return habits.of(7);
}
const at = (vx: number, vy: number) => ({ vx, vy, vv: 1 });
const STANDING = at(0, 0);

describe('what an object is used to do', () => {
  it('makes its own speed more usual than a higher one', () => {
    const habit = driven(10, 0);
    expect(usual(habit, at(10, 0), at(10, 0))).toBeGreaterThan(
      usual(habit, at(10, 0), at(18, 0)) + 2,
    );
  });

  it('finds its own speed in the middle of what is measured, and learns another one within minutes', () => {
    const habits = new Habits();
    for (let t = 0; t < 60; t++) habits.learn(7, t, 12 + 1.5 * (-1) ** t, 0);
    expect(habits.of(7)?.cruise).toBeCloseTo(12, 0);
    for (let t = 60; t < 65; t++) habits.learn(7, t, 5, 0);
    expect(habits.of(7)?.cruise).toBeGreaterThan(11);
    for (let t = 65; t < 180; t++) habits.learn(7, t, 7, 0);
    expect(habits.of(7)?.cruise).toBeCloseTo(7, 0);
  });

  it('makes setting off along the old course more usual than turning back', () => {
    const habit = driven(10, 0);
    expect(usual(habit, STANDING, at(8, 0))).toBeGreaterThan(usual(habit, STANDING, at(-8, 0)) + 1);
    expect(usual(habit, STANDING, at(0, 8))).toBeGreaterThan(usual(habit, STANDING, at(-8, 0)));
  });

  it('says nothing of what was never followed, and nothing of speed before it is known', () => {
    expect(usual(undefined, STANDING, at(8, 0))).toBe(0);
    expect(usual(driven(10, 0, 5), at(10, 0), at(30, 0))).toBe(0);
  });

  it('lasts through a stop, and as long as somebody bears the id', () => {
    const habits = new Habits();
    for (let t = 0; t < 30; t++) habits.learn(1, t, 0, 12);
    for (let t = 30; t < 90; t++) habits.learn(1, t, 0, 0);
    expect(habits.of(1)).toMatchObject({ east: 0, north: 1 });
    expect(habits.of(1)?.cruise).toBeCloseTo(12, 0);
    habits.forget(90);
    expect(habits.of(1)).toBeUndefined();
  });
});
