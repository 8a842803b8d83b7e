import { describe, expect, it } from 'vitest';
import type { PictureOnWire, PictureSide } from '../wire.ts';
import { heard } from './link.ts';
import { pictureWorld } from './picture.ts';
import { emptyWorld, withRows } from './world.ts';

const side = (tracks: readonly string[]): PictureSide =>
  ({
    knownAt: '2026-03-10T10:00:00Z',
    zones: { type: 'FeatureCollection', features: [] },
    tracks: tracks.map((id) => ({
      id,
      at: '2026-03-10T09:59:00Z',
      position: { lon: 36, lat: 49 },
    })),
    events: [],
    findings: [],
    cases: [],
  }) as unknown as PictureSide;
const picture: PictureOnWire = {
  at: '2026-03-10T10:00:00Z',
  knownThen: side(['a']),
  knownNow: side(['a', 'b']),
};

describe('a picture gone by', () => {
  it('shows its own records alone, and leaves the page’s world as it was', () => {
    const loaded = withRows(emptyWorld(), 'track', [
      { ...side(['z']).tracks[0], id: 'z', seq: 9 } as never,
    ]);
    const ids = (knowledge: 'knownThen' | 'knownNow') =>
      [...pictureWorld(loaded, picture, knowledge).tracks.statesAt()].map(({ row }) => row.id);
    expect(ids('knownThen')).toEqual(['a']);
    expect(ids('knownNow')).toEqual(['a', 'b']);
    expect([...loaded.tracks.statesAt()].map(({ row }) => row.id)).toEqual(['z']);
  });
});

describe('the stream', () => {
  it('brings alerts, and says when the mission stands still and when it goes on', () => {
    const alert = { id: 'x', seq: 3, state: 'raised' };
    const world = heard(emptyWorld(), { type: 'rows', kind: 'safety-alert', items: [alert] });
    expect(world.alerts.get('x')).toEqual(alert);
    const clock = { type: 'clock', now: '2026-03-10T10:00:00Z', position: 1 } as const;
    const since = { since: '2026-03-10T09:00:00Z' };
    const still = heard(world, { ...clock, suspension: since });
    expect(still.suspension).toEqual(since);
    expect(heard(still, { ...clock, suspension: null })).not.toHaveProperty('suspension');
  });
});
