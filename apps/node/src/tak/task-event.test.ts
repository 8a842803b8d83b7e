import { instant } from '@greenline/base';
import { type LabelId, label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import { eventOfTask } from './task-event.ts';

const T0 = Date.UTC(2026, 2, 10, 10);
const shown = (more: object = {}) =>
  eventOfTask(
    {
      ...{ kind: 'task', seq: 1, id: 'T-1', label: 'sha256:0' as LabelId, at: instant(T0) },
      body: JSON.stringify({
        ...{ id: 'T-1', want: 'image', text: 're-image the site', state: 'accepted' },
        ...{ position: { lon: 33, lat: 35 }, dueAt: '2026-03-10T16:00:00Z' },
        ...{ asset: 'uas-1', nation: 'aster', results: [], history: [{ step: 'assign' }], ...more },
      }),
    },
    label({ owner: 'mission' }),
    'node',
  );

describe('a task told to a TAK client', () => {
  it('is tasking for imagery, stale when its time runs out', () => {
    expect(shown()).toMatchObject({
      uid: 'greenline-node.T-1',
      type: 't-s-i',
      time: '2026-03-10T10:00:00Z',
      stale: '2026-03-10T16:00:00Z',
      point: { lat: '35', lon: '33', ce: '9999999' },
      releaseableTo: 'mission',
      detail: {
        children: [
          { name: 'contact', attributes: { callsign: 'image: re-image the site' } },
          { name: 'remarks', children: ['accepted: uas-1 of aster; due 2026-03-10T16:00:00Z'] },
        ],
      },
    });
  });

  it.each(['image', 'verify', 'watch', 'visit', 'listen', 'fly'])(
    'that wants somebody to %s is surveillance, and never an engagement',
    (want) => {
      expect(shown({ want })?.type).toMatch(/^t-s(-[iv])?$/);
    },
  );

  it('is stale at once when it is over, and not told before an asset was assigned', () => {
    for (const state of ['delivered', 'withdrawn'])
      expect(shown({ state })).toMatchObject({ stale: '2026-03-10T10:00:00Z' });
    expect(shown({ history: [{ step: 'ask' }] })).toBeUndefined();
  });

  it('over an area says how far that reaches', () => {
    const ring = [
      [33, 35],
      [33.01, 35],
      [33.01, 35.01],
      [33, 35.01],
      [33, 35],
    ];
    const area = { type: 'Polygon', coordinates: [ring] };
    const { point } = shown({ position: undefined, area }) as { point: Record<string, string> };
    expect(Number(point.lon)).toBeCloseTo(33.005, 6);
    expect(Number(point.ce)).toBeGreaterThan(700);
    expect(Number(point.ce)).toBeLessThan(730);
  });
});
