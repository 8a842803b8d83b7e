import { createHash } from 'node:crypto';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@greenline/base';
import { segmentEntry, type VideoSegment } from '@greenline/feeds';

/** Segments waiting for the disk; one more is given up, and said so. */
const MOST_WAITING = 8;

/** Where films lie in a node's data folder, each under its digest as `SHA256.ts`. */
export const filmsIn = (data: string): string => join(data, 'video');

export interface RecorderPorts {
  /** The node's data folder; segments lie in its `video`. */
  readonly data: string;
  readonly feed: string;
  readonly now: () => Instant;
  /** Puts an entry into the journal, once what it names is on the disk. */
  readonly enter: (entry: Uint8Array) => Promise<void>;
  /** A segment could not be kept. */
  readonly onFailure: (cause: Error) => void;
}

/**
 * Keeps a feed's video: each segment under its digest in the data folder, first on the disk and then,
 * by its digest, in the journal, which is under the evidence log. A film of which a byte is changed has
 * another digest.
 */
export class VideoRecorder {
  readonly #ports: RecorderPorts;
  /** When the last segment of each sender ended: the next one began there. */
  readonly #ended = new Map<string, Instant>();
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  record(segment: VideoSegment, from: string): void {
    const { now, onFailure, feed } = this.#ports;
    const lastAt = now();
    const lastedMs = (segment.lastPts - segment.firstPts) / 90;
    const before = this.#ended.get(from);
    const firstAt =
      before ?? ((lastAt - Math.max(0, Math.min(60_000, Math.round(lastedMs)))) as Instant);
    this.#ended.set(from, lastAt);
    if (this.#waiting >= MOST_WAITING) {
      onFailure(new Error(`feed ${feed}: the disk is too slow, ten seconds of video are lost`));
      return;
    }
    this.#waiting += 1;
    this.#last = this.#last
      .then(() => this.#keep(segment, from, firstAt, lastAt))
      .catch((cause) => onFailure(new Error(`feed ${feed}: a segment of video is lost`, { cause })))
      .finally(() => {
        this.#waiting -= 1;
      });
  }

  /** Resolves when what was recorded is kept. */
  async close(): Promise<void> {
    await this.#last;
  }

  async #keep(
    segment: VideoSegment,
    from: string,
    firstAt: Instant,
    lastAt: Instant,
  ): Promise<void> {
    const { bytes, firstPts, lastPts } = segment;
    const { data, feed, enter } = this.#ports;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const folder = filmsIn(data);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await keepFile(join(folder, `${sha256}.ts`), bytes);
    const length = bytes.length;
    await enter(
      segmentEntry({ feed, from, sha256, bytes: length, firstAt, lastAt, firstPts, lastPts }),
    );
  }
}

/** Whole and on the disk under its name, or not there at all. */
async function keepFile(path: string, bytes: Uint8Array): Promise<void> {
  const kept = await access(path).then(
    () => true,
    () => false,
  );
  if (kept) return;
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
