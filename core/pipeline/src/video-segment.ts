import { type Instant, parseInstant } from '@greenline/base';
import type { Observation } from '@greenline/observation';
import { z } from 'zod';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

/** The film that the entry of a segment names. */
const entered = z.object({
  media: z.tuple([
    z.object({
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      bytes: z.number(),
      firstPts: z.number(),
      lastPts: z.number(),
    }),
  ]),
  lastAt: z.string().transform((text) => parseInstant(text)),
});

/** A segment of video that this node recorded: whose, when, and by which digest it is kept. */
export interface RecordedVideo
  extends Pick<
    Observation,
    'id' | 'sensor' | 'nation' | 'trust' | 'label' | 'source' | 'exercise'
  > {
  /** When its first and its last bytes came. */
  readonly from: Instant;
  readonly to: Instant;
  /** Of the file's bytes, 64 hex digits. */
  readonly sha256: string;
  readonly bytes: number;
  /** Presentation times of its first and its last picture, 90 kHz. */
  readonly firstPts: number;
  readonly lastPts: number;
}

/**
 * Shows a recorded segment to readers.
 *
 * Only the word of a link that records is taken: anybody who hands in observations can write down the
 * digest of another's film, and would open it under a label of his own.
 */
export function showVideoSegment(
  { output }: Walk,
  { mission }: Rooms,
  observation: Observation,
  by: string,
): void {
  const { id, feed, kind, observedAt: from, label } = observation;
  if (kind !== 'note' || feed !== 'video') return;
  const recorded = mission.file.feeds.some((link) => link.id === by && link.record === true);
  if (!recorded || mission.principals.has(by)) return;
  const read = entered.safeParse(observation.attributes);
  if (!read.success) return;
  const {
    media: [film],
    lastAt: to = from,
  } = read.data;
  const { sensor, nation, trust, source, exercise } = observation;
  const record: RecordedVideo = {
    ...{ id, sensor, nation, from, to, ...film, trust, label, source },
    ...(exercise && { exercise }),
  };
  output.emit('video-segment', id, label, from, record, { parent: film.sha256 });
}
