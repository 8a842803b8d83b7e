import type { Instant, Json } from '@greenline/base';
import type { Position } from '@greenline/geo';
import { mpegts } from '../mpegts/decode.ts';
import { secondsBetween } from '../mpegts/pes.ts';

/** What a film's own metadata says of its camera at one moment. */
export interface CameraMoment {
  /** Seconds after the film's first picture. */
  readonly s: number;
  /** As the metadata says it, UTC. */
  readonly at: Instant;
  /** Where the platform was. */
  readonly position: Position;
  /** What the picture covers on the ground: a GeoJSON polygon, and how that is known. */
  readonly footprint?: Json;
  readonly footprintFrom?: Json;
  /** The middle of the picture on the ground: `lon`, `lat`, `elevationM`. */
  readonly frameCentre?: Json;
  readonly slantRangeM?: Json;
}

/** A drone sends up to thirty a second; a segment has twenty seconds at most, unless somebody floods it. */
const MOST = 2_000;

/**
 * What the metadata within a segment of video says of its camera, in the order of its pictures.
 *
 * Metadata belongs to the picture that bears its PTS, or, where it bears none, to the last before it.
 * Packets that do not read, or whose checksum is wrong, say nothing. `firstPts` is that of the segment's
 * first picture, 90 kHz; `receivedAt` stands for the time of packets that state none.
 */
export function cameraMoments(
  segment: Uint8Array,
  firstPts: number,
  receivedAt: Instant,
): readonly CameraMoment[] {
  const moments: CameraMoment[] = [];
  let read = 0;
  for (const message of mpegts.split(segment)) {
    if (!message.ok) continue;
    read += 1;
    if (read > MOST) break;
    const decoded = mpegts.decode(message.value.bytes, receivedAt);
    if (!decoded.ok) continue;
    const pts = ptsOf(decoded.value.message as Json);
    const platform = decoded.value.sightings.find(({ selfReport }) => selfReport === true);
    if (pts === undefined || platform?.position === undefined) continue;
    const { footprint, footprintFrom, frameCentre, slantRangeM } = platform.attributes ?? {};
    moments.push({
      s: secondsBetween(firstPts, pts),
      at: platform.observedAt,
      position: platform.position,
      ...(footprint !== undefined && { footprint }),
      ...(footprintFrom !== undefined && { footprintFrom }),
      ...(frameCentre !== undefined && { frameCentre }),
      ...(slantRangeM !== undefined && { slantRangeM }),
    });
  }
  return moments.sort((a, b) => a.s - b.s);
}

function ptsOf(message: Json): number | undefined {
  const { pts, video } = message as { readonly pts?: Json; readonly video?: { pts?: Json } };
  const own = pts ?? video?.pts;
  return typeof own === 'number' ? own : undefined;
}
