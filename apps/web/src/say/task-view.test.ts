import { describe, expect, it } from 'vitest';
import type { Me, TaskRow } from '../wire.ts';
import { actsOn, dueWords, inOrder, mayAssign } from './task-view.ts';

const NOW = Date.UTC(2026, 2, 10, 10);
const task = (more: object = {}): TaskRow =>
  ({
    ...{ kind: 'task', id: 'T', seq: 1, want: 'image', text: '', askedBy: 'ana', weight: 1 },
    ...{ askedAt: '2026-03-10T09:00:00Z', dueAt: '2026-03-10T12:00:00Z', state: 'asked' },
    ...{ results: [], history: [], ...more },
  }) as unknown as TaskRow;
const officer: Me = { id: 'ops', role: 'staff', member: 'lead', may: ['decide'] };
const aster: Me = { id: 'bela', role: 'staff', member: 'aster', may: [] };

describe('a task in the console', () => {
  it('is decided on by its nation’s people, and withdrawn by who asked or who leads', () => {
    const given = task({ state: 'assigned', asset: 'mast', nation: 'aster' });
    expect(actsOn(given, aster)).toEqual(['accept', 'refuse']);
    expect(actsOn(given, officer)).toEqual(['withdraw']);
    expect(actsOn({ ...given, state: 'accepted' }, aster)).toEqual(['take', 'deliver', 'refuse']);
    expect(actsOn({ ...given, state: 'delivered' }, aster)).toEqual([]);
    expect(actsOn(given, { ...aster, role: 'contributor' })).toEqual([]);
    expect(actsOn(task(), { ...aster, id: 'ana' })).toEqual(['withdraw']);
  });

  it('is given to an asset by who may decide, while nobody has accepted it', () => {
    expect(mayAssign(task(), officer)).toBe(true);
    expect(mayAssign(task(), aster)).toBe(false);
    expect(mayAssign(task({ state: 'accepted' }), officer)).toBe(false);
  });

  it('says how much time is left, and by how much it is late', () => {
    expect(dueWords(task(), NOW)).toBe('2 h 00 min left');
    expect(dueWords(task({ late: true }), NOW + 3 * 3_600_000)).toBe('late by 60 min');
    expect(dueWords(task({ late: true, state: 'delivered' }), NOW)).toBe('late');
  });

  it('stands by what is due, those that are over last', () => {
    const ids = inOrder([
      task({ id: 'over', state: 'withdrawn' }),
      task({ id: 'later', dueAt: '2026-03-10T14:00:00Z' }),
      task({ id: 'soon' }),
    ]).map(({ id }) => id);
    expect(ids).toEqual(['soon', 'later', 'over']);
  });
});
