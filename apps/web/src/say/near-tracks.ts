import type { TrackBook } from '../live/track-book.ts';
import type { TrackRow } from '../wire.ts';
import { classWords } from './class-of.ts';

/** Metres to one degree of latitude: good enough to sort what is near. */
const DEGREE_M = 111_320;
const NEAR_M = 5_000;
const MOST = 12;

export interface NearTrack {
  readonly id: string;
  readonly words: string;
  readonly distanceM: number;
}

/** Tracks that stand within five kilometres of one, nearest first. */
export function nearTracks(tracks: TrackBook, { id, position }: TrackRow): readonly NearTrack[] {
  const scale = Math.cos((position.lat * Math.PI) / 180);
  const near: NearTrack[] = [];
  for (const { row } of tracks.statesAt()) {
    const east = (((row.position.lon - position.lon + 540) % 360) - 180) * scale;
    const distanceM = DEGREE_M * Math.hypot(east, row.position.lat - position.lat);
    if (row.id === id || distanceM > NEAR_M) continue;
    near.push({ id: row.id, words: `${classWords(row.class)}, ${row.sensors[0]}`, distanceM });
  }
  return near.sort((a, b) => a.distanceM - b.distanceM).slice(0, MOST);
}
