import { type Instant, instant, parseInstant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTaskStep, type TaskHand } from './apply-task-step.ts';
import { candidatesFor, type TaskableAsset } from './candidates.ts';
import { orderOf } from './order.ts';
import { placeOfTask, type Task, type TaskId } from './task.ts';
import { emptyTaskBook, type TaskBook } from './task-book.ts';
import { delayTasks, tickTasks } from './task-clock.ts';
import { parseTaskCommand } from './task-command.ts';

const T0 = parseInstant('2026-03-10T10:00:00Z') as Instant;
const hours = (many: number) => instant(T0 + many * 3_600_000);
const STAFF: TaskHand = { id: 'ops', leads: true };
const ASTER: TaskHand = { id: 'aster-desk', nation: 'aster', leads: false };
const BIRCH: TaskHand = { id: 'birch-desk', nation: 'birch', leads: false };
const NATIONS: Readonly<Record<string, string>> = { 'UAS-1': 'aster', 'MAST-1': 'birch' };

const ASK = {
  want: 'image',
  text: 're-image the site',
  position: { lon: 33, lat: 35 },
  about: 'case-7',
  dueAt: '2026-03-10T16:00:00Z',
};
let names = 0;
function step(book: TaskBook, hand: TaskHand, said: object, at: Instant = T0) {
  names += 1;
  const command = {
    id: `c-${names}`,
    at: '2026-03-10T10:00:00Z',
    by: hand.id,
    task: 'T-1',
    ...said,
  };
  const parsed = parseTaskCommand(command);
  if (!parsed.ok) throw new Error(`${parsed.error.field}: ${parsed.error.text}`);
  return applyTaskStep(book, parsed.value, hand, at, (asset) => NATIONS[asset]);
}
function asked(): TaskBook {
  const book = emptyTaskBook();
  step(book, STAFF, { step: 'ask', with: ASK });
  return book;
}
const state = (book: TaskBook) => book.tasks.get('T-1' as TaskId)?.state;

describe('a task', () => {
  it('goes from who asks over who is assigned to what was delivered, and keeps its history', () => {
    const book = asked();
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    step(book, ASTER, { step: 'accept', with: { expectedAt: '2026-03-10T14:00:00Z' } });
    step(book, ASTER, { step: 'take' });
    const done = step(book, ASTER, { step: 'deliver', with: { results: ['obs-1'] } });
    expect(done).toMatchObject({
      ok: true,
      value: { state: 'delivered', about: 'case-7', nation: 'aster', results: ['obs-1'] },
    });
    expect(done.ok && done.value?.history.map((entry) => entry.step)).toEqual([
      'ask',
      'assign',
      'accept',
      'take',
      'deliver',
    ]);
  });

  it('is accepted or refused by the asset’s own nation alone, not even by the mission', () => {
    const book = asked();
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    for (const hand of [STAFF, BIRCH])
      expect(step(book, hand, { step: 'accept' })).toMatchObject({
        ok: false,
        error: { kind: 'not-theirs', text: 'UAS-1 is of aster: its own people decide' },
      });
    expect(state(book)).toBe('assigned');
  });

  it('that a nation refused, with its reason, can be assigned to another', () => {
    const book = asked();
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    step(book, ASTER, { step: 'refuse', reason: 'wind above 15 m/s' });
    expect(book.tasks.get('T-1' as TaskId)).not.toHaveProperty('asset');
    step(book, STAFF, { step: 'assign', with: { asset: 'MAST-1' } });
    expect(step(book, BIRCH, { step: 'accept' })).toMatchObject({ value: { nation: 'birch' } });
  });

  it('is late once, the moment its time runs out, and can still be delivered', () => {
    const book = asked();
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    step(book, ASTER, { step: 'accept' });
    expect(tickTasks(book, hours(6))).toEqual([]);
    expect(tickTasks(book, hours(7))).toMatchObject([{ id: 'T-1', late: true, state: 'accepted' }]);
    expect(tickTasks(book, hours(8))).toEqual([]);
    expect(step(book, ASTER, { step: 'deliver' }, hours(8))).toMatchObject({
      value: { state: 'delivered', late: true },
    });
  });

  it('that was delivered in time is never late', () => {
    const book = asked();
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    step(book, ASTER, { step: 'accept' });
    step(book, ASTER, { step: 'deliver' });
    expect(tickTasks(book, hours(9))).toEqual([]);
  });

  it('gets back the time for which the mission stood still', () => {
    const book = asked();
    expect(delayTasks(book, hours(1), 2 * 3_600_000)).toMatchObject([{ dueAt: hours(8) }]);
    expect(tickTasks(book, hours(7))).toEqual([]);
    expect(tickTasks(book, hours(8.1))).toMatchObject([{ late: true }]);
    expect(delayTasks(book, hours(9), 3_600_000)).toEqual([]);
  });

  it('is withdrawn by who asked, or by the mission', () => {
    const book = emptyTaskBook();
    step(book, ASTER, { step: 'ask', with: ASK });
    expect(step(book, BIRCH, { step: 'withdraw', reason: 'no' })).toMatchObject({ ok: false });
    expect(step(book, ASTER, { step: 'withdraw', reason: 'seen from the mast' })).toMatchObject({
      value: { state: 'withdrawn' },
    });
  });

  it('takes a command that comes again for what it was', () => {
    const book = asked();
    const again = { id: 'same', step: 'assign', with: { asset: 'UAS-1' } };
    step(book, STAFF, again);
    expect(step(book, STAFF, again)).toEqual({ ok: true, value: undefined });
    expect(book.tasks.get('T-1' as TaskId)?.history.length).toBe(2);
  });

  it('never leaves its states by steps in any order, and an ended one stays ended', () => {
    const steps = fc.constantFrom(
      { step: 'assign', with: { asset: 'UAS-1' } },
      { step: 'assign', with: { asset: 'MAST-1' } },
      { step: 'accept' },
      { step: 'refuse', reason: 'no' },
      { step: 'take' },
      { step: 'deliver' },
      { step: 'withdraw', reason: 'no' },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, fc.constantFrom(STAFF, ASTER, BIRCH))), (taken) => {
        const book = asked();
        let ended: string | undefined;
        for (const [said, hand] of taken) {
          step(book, hand, said);
          const now = state(book);
          if (ended !== undefined) expect(now).toBe(ended);
          if (now === 'delivered' || now === 'withdrawn') ended = now;
          const task = book.tasks.get('T-1' as TaskId);
          const held = ['assigned', 'accepted', 'taken', 'delivered'].includes(now ?? '');
          if (held) expect(NATIONS[task?.asset ?? '']).toBe(task?.nation);
        }
      }),
    );
  });

  it.each([
    ['step', { step: 'fire' }],
    ['with.position', { step: 'ask', with: { ...ASK, position: undefined } }],
    ['with.want', { step: 'ask', with: { ...ASK, want: 'strike' } }],
    ['with.dueAt', { step: 'ask', with: { ...ASK, dueAt: 'soon' } }],
    ['reason', { step: 'refuse', reason: '  ' }],
    ['with.asset', { step: 'assign', with: {} }],
    ['task', { step: 'take', task: 'T\u0000' }],
    ['task', { step: 'take', task: 'T\ud800' }],
    ['reason', { step: 'refuse', reason: 'x\ud800' }],
  ])('is not moved by a command whose %s is wrong', (field, said) => {
    const command = { id: 'c', at: '2026-03-10T10:00:00Z', by: 'ops', task: 'T-1', ...said };
    expect(parseTaskCommand(command)).toMatchObject({ ok: false, error: { field } });
  });
});

describe('where a task is to be looked at', () => {
  const over = (...ring: readonly (readonly [number, number])[]) => {
    const book = emptyTaskBook();
    const area = { type: 'Polygon', coordinates: [ring] };
    step(book, STAFF, { step: 'ask', with: { want: 'image', area, dueAt: ASK.dueAt } });
    const task = book.tasks.get('T-1' as TaskId);
    return task && placeOfTask(task);
  };

  it('is the place that was asked for, else the middle of the area', () => {
    expect(placeOfTask(asked().tasks.get('T-1' as TaskId) as Task)).toEqual(ASK.position);
    const square = over([33, 35], [34, 35], [34, 36], [33, 36], [33, 35]);
    expect(square).toEqual({ lon: 33.5, lat: 35.5 });
  });

  it('is the middle of an area over the antimeridian, not the other side of the world', () => {
    const middle = over([179, 10], [-179, 10], [-179, 12], [179, 12], [179, 10]);
    expect(Math.abs(middle?.lon ?? 0)).toBeCloseTo(180, 9);
    expect(middle?.lat).toBe(11);
  });
});

describe('the order under which a sensor is sent a task', () => {
  it('is a ULID, the same again, and another one when it is assigned anew', () => {
    const book = asked();
    const order = () => orderOf(portableHasher, book.tasks.get('T-1' as TaskId) as Task);
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    const first = order();
    expect(first).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    step(book, ASTER, { step: 'accept' });
    expect(order()).toBe(first);
    step(book, ASTER, { step: 'refuse', reason: 'wind' });
    step(book, STAFF, { step: 'assign', with: { asset: 'UAS-1' } });
    expect(order()).not.toBe(first);
  });
});

describe('who could do a task', () => {
  const drone: TaskableAsset = {
    id: 'UAS-1',
    nation: 'aster',
    wants: ['image', 'verify'],
    position: { lon: 33, lat: 35 },
    reachM: 1000,
    speedMps: 20,
    radiusM: 40_000,
    prepareS: 1800,
    deliverS: 600,
  };
  const mast: TaskableAsset = {
    id: 'MAST-1',
    nation: 'birch',
    wants: ['image'],
    position: { lon: 33, lat: 35 },
    reachM: 8000,
    prepareS: 0,
    deliverS: 0,
  };
  const satellite: TaskableAsset = {
    id: 'SAT-1',
    nation: 'lead',
    wants: ['image'],
    prepareS: 3600,
    deliverS: 7200,
    looks: () => [hours(0.5), hours(3)],
  };
  const at = { lon: 33.2, lat: 35 };

  it('is told with when, the soonest first, and who cannot with why', () => {
    expect(candidatesFor('image', at, T0, hours(6), [mast, satellite, drone])).toMatchObject([
      { asset: 'UAS-1' },
      { asset: 'SAT-1', looksAt: hours(3), deliversAt: hours(5) },
      { asset: 'MAST-1', because: 'is out of reach by 10.3 km' },
    ]);
  });

  it('counts the way there, and its preparation', () => {
    const [first] = candidatesFor('verify', at, T0, hours(6), [drone]);
    const way = (18_260 - 1000) / 20;
    expect(first).toMatchObject({ asset: 'UAS-1' });
    if (first === undefined || !('looksAt' in first)) throw new Error('nobody');
    expect((first.looksAt - T0) / 1000).toBeCloseTo(1800 + way, -1);
  });

  it.each([
    ['does not visit', 'visit', at, 6],
    ['is out of range by 50.3 km', 'image', { lon: 34, lat: 35 }, 6],
    ['would deliver too late', 'image', at, 0.75],
  ] as const)('says of a drone that it %s', (because, want, where, within) => {
    expect(candidatesFor(want, where, T0, hours(within), [drone])).toMatchObject([{ because }]);
  });

  it('says of a satellite that it does not pass in time', () => {
    expect(
      candidatesFor('image', at, T0, hours(2), [{ ...satellite, looks: () => [] }]),
    ).toMatchObject([{ because: 'does not pass in time' }]);
  });
});
