import { instant } from '@greenline/base';
import { type LabelId, label } from '@greenline/labels';
import type { Row } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { eventOfRecord, namesIn } from './record-event.ts';

const row = (more: object = {}, kind: Row['kind'] = 'track'): Row => ({
  kind,
  seq: 1,
  id: 'T1',
  label: 'sha256:0' as LabelId,
  at: instant(Date.UTC(2026, 2, 10, 10)),
  body: JSON.stringify({
    id: 'T1',
    position: { lon: 33, lat: 35 },
    covariance: [100, 0, 44],
    velocity: [0, -3],
    class: { tank: 0.9 },
    sensors: ['mast'],
    identities: ['A'],
    ...more,
  }),
});
const shown = (one: Row, parts: Partial<Parameters<typeof label>[0]> = {}) =>
  eventOfRecord(one, label({ owner: 'aster', ...parts }), 'node');

describe('a record told to a TAK client', () => {
  it('is unknown, with its accuracy as one sigma on each axis', () => {
    expect(shown(row())).toMatchObject({
      uid: 'greenline-node.T1',
      type: 'a-u-G-E-V-A-T',
      time: '2026-03-10T10:00:00Z',
      stale: '2026-03-10T10:02:00Z',
      point: { lat: '35', lon: '33', hae: '9999999', ce: String(Math.sqrt(72)) },
      detail: {
        children: [
          { name: 'contact', attributes: { callsign: 'tank 90 %' } },
          { name: 'track', attributes: { speed: '3', course: '180' } },
          { name: 'remarks', children: ['Seen by mast.'] },
        ],
      },
    });
  });

  it('is neutral where it is the mission’s own, and never what a party calls it', () => {
    expect(shown(row({ party: 'mission' }))).toMatchObject({ type: 'a-n-G-E-V-A-T' });
    for (const party of ['A', 'B', 'unknown'])
      expect(shown(row({ party }))).toMatchObject({ type: 'a-u-G-E-V-A-T' });
  });

  it('bears its label’s marks', () => {
    const marks = { releasableTo: ['A'], caveats: ['access: Restricted', 'EYES'], exercise: true };
    expect(shown(row(), marks)).toMatchObject({
      access: 'Restricted',
      caveat: 'EYES',
      releaseableTo: 'aster A',
      opex: 'e-exercise',
    });
    expect(shown(row())).toMatchObject({ releaseableTo: 'aster' });
  });

  it('without a place is not told', () => {
    expect(shown(row({ position: undefined }))).toBeUndefined();
  });

  it('is known by its identities, else by who saw it', () => {
    expect(namesIn(row())).toEqual(['A']);
    expect(namesIn(row({ identities: [] }))).toEqual(['mast']);
  });
});
