import {
  canonicalJson,
  fail,
  formatInstant,
  fromUtf8,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
  utf8,
} from '@greenline/base';
import type { Decoded, DecodeError, Feed } from '@greenline/observation';

/** What the journal keeps of a segment of video: its digest, and where in time it belongs. */
export interface SegmentEntry {
  /** The feed that it was recorded from, and its sender as the socket knows it. */
  readonly feed: string;
  readonly from: string;
  /** SHA-256 of the segment's bytes, hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** When its first and its last bytes came. */
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Presentation times of its first and its last picture, 90 kHz, as the metadata's messages bear them. */
  readonly firstPts: number;
  readonly lastPts: number;
}

const HEAD = '{"bytes":';
const MEDIA_TYPE = 'video/mp2t';
const FIELDS = ['feed', 'from', 'sha256', 'bytes', 'firstPts', 'lastPts'] as const;

/** The entry as it goes to the journal. */
export const segmentEntry = (entry: SegmentEntry): Uint8Array =>
  utf8(
    canonicalJson({
      ...entry,
      firstAt: formatInstant(entry.firstAt),
      lastAt: formatInstant(entry.lastAt),
    }),
  );

/**
 * Segments of recorded video, as the node enters them into its journal: the bytes lie in the data folder,
 * under their digest, and the digest is under the evidence log with the entry. A segment is a note that
 * names the film (`attributes.media`), so that it goes where the observations of its drone go.
 */
export const video: Feed = {
  format: 'video',
  trustClass: 'link',
  recognises: (head) =>
    fromUtf8(head.subarray(0, HEAD.length)) === HEAD && entryOf(head) !== undefined,
  split: (file) => [ok({ bytes: file, offset: 0 })],
  decode: decodeVideo,
};

function decodeVideo(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const entry = entryOf(bytes);
  if (entry === undefined)
    return fail({
      kind: 'malformed',
      offset: 0,
      text: 'no entry of a video segment; only the node writes these',
    });
  const { feed, sha256, firstPts, lastPts } = entry;
  const observedAt = parseInstant(String(entry.firstAt));
  if (observedAt === undefined)
    return fail({ kind: 'malformed', field: 'firstAt', text: 'firstAt must be an RFC 3339 time' });
  const media = { type: MEDIA_TYPE, sha256, bytes: entry.bytes, firstPts, lastPts } as JsonObject;
  return ok({
    message: entry,
    sightings: [
      {
        kind: 'note',
        sensor: String(feed),
        observedAt,
        class: {},
        attributes: { media: [media], lastAt: String(entry.lastAt) },
      },
    ],
  });
}

function entryOf(bytes: Uint8Array): JsonObject | undefined {
  const text = fromUtf8(bytes);
  if (text === undefined || text.length > 4096) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entry = value as Record<string, unknown>;
  const kinds = ['string', 'string', 'string', 'number', 'number', 'number'];
  const whole = FIELDS.every((name, i) => typeof entry[name] === kinds[i]);
  return whole && /^[0-9a-f]{64}$/.test(String(entry.sha256)) ? (value as JsonObject) : undefined;
}
