import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { Desk, HOUR, MINUTE, SOUND, T0 } from './filings.fixture.ts';
import { agenda, chapters, type Filing } from './index.ts';

const all = (desk: Desk): readonly Filing[] => [...desk.book.filings.values()];
const day = (desk: Desk, reader: 'staff' | readonly string[], hours = 24) =>
  chapters(all(desk), T0, instant(T0 + hours * HOUR), reader);

describe('the chapters of a report', () => {
  it('have a row for each filing of the period, under its form, with its record', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    desk.file('b', 'message', 'M-1', SOUND.message);
    const made = day(desk, 'staff');
    expect(made.map(({ form }) => form)).toEqual(['protest', 'message']);
    expect(made[0]).toMatchObject({
      columns: ['Of', 'Against', 'About', 'Stands'],
      rows: [
        {
          id: 'A:P-1',
          at: T0,
          cells: ['A', 'B', 'clause 4: Shots were fired at a post.', 'filed'],
        },
      ],
    });
    for (const { columns, rows } of made)
      for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });

  it('tell both parties the same: what is shown to one alone is in neither’s', () => {
    const desk = new Desk();
    desk.file('a', 'message', 'M-1', SOUND.message);
    desk.file('a', 'message', 'M-2', { ...SOUND.message, to: ['mission', 'B'] });
    expect(day(desk, ['A', 'B'])[0]?.rows.map(({ id }) => id)).toEqual(['A:M-2']);
    expect(day(desk, ['public'])).toEqual([]);
    expect(day(desk, [])).toEqual([]);
  });

  it('say what stood at the end of the period, whenever they are made', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    const before = day(desk, 'staff', 2);
    desk.goOn(3 * HOUR);
    desk.step('officer', 'A:P-1', 'acknowledge');
    expect(day(desk, 'staff', 2)).toEqual(before);
    expect(day(desk, 'staff', 4)[0]?.rows[0]?.cells.at(-1)).toBe('acknowledged');
    expect(chapters(all(desk), instant(T0 + MINUTE), instant(T0 + 2 * MINUTE), 'staff')).toEqual(
      [],
    );
  });
});

describe('the agenda of the commission', () => {
  it('holds cases and filings sent up, the one that is due first before the others', () => {
    const desk = new Desk();
    desk.file('a', 'protest', 'P-1', SOUND.protest);
    desk.step('officer', 'A:P-1', 'acknowledge');
    desk.step('a', 'A:P-1', 'refer');
    const clock = { since: T0, dueAt: instant(T0 + HOUR), overdue: true };
    const waiting = {
      id: 'told-1',
      clause: '4',
      party: 'A',
      state: 'before-the-commission',
      clock,
    };
    const items = agenda([{ ...waiting, id: 'x', state: 'open' }, waiting], all(desk));
    expect(items).toMatchObject([
      { kind: 'case', id: 'told-1', overdue: true, about: 'case on clause 4, party A' },
      { kind: 'filing', id: 'A:P-1', overdue: false, about: 'protest of A' },
    ]);
  });
});
