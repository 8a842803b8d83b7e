import { derivedId, type Instant } from '@greenline/base';
import type { TrackExchange, TrackId } from '@greenline/tracking';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

/**
 * The tracker's own word that, of two tracks which were near each other, each goes on as the other. What was
 * told of either since they met may be of the other; nothing that was told is taken back.
 */
export interface ExchangeRecord {
  readonly id: string;
  readonly at: Instant;
  readonly by: 'tracker';
  readonly step: 'exchange';
  readonly tracks: readonly [TrackId, TrackId];
  readonly reason: string;
  readonly recordedAt: Instant;
}

const REASON =
  'They were within 40 m of each other and have parted. Each is likelier to have gone on as the other: ' +
  'from here each id follows what the other did, and observations since they met may be of either.';

export function showExchange(walk: Walk, rooms: Rooms, { tracks, at }: TrackExchange): void {
  const { hasher } = walk.ports;
  const record: ExchangeRecord = {
    id: derivedId(hasher, 'correlation', [...tracks, String(at)], 0),
    at,
    by: 'tracker',
    step: 'exchange',
    tracks,
    reason: REASON,
    recordedAt: walk.state.now,
  };
  walk.output.emit('correlation', record.id, rooms.missionLabel, at, record);
  for (const track of tracks) walk.state.moved.add(track);
}
