import { concat } from '@greenline/base';
import type { Tap } from './demuxer.ts';
import { PACKET_BYTES, type TsPacket } from './packet.ts';
import { ptsOf, secondsBetween } from './pes.ts';

/** A piece of a stream that plays by itself: its tables, then whole pictures and all that goes with them. */
export interface VideoSegment {
  readonly bytes: Uint8Array;
  /** Presentation times of its first and its last picture, 90 kHz. */
  readonly firstPts: number;
  readonly lastPts: number;
}

const LEAST_S = 10;
/** A stream that marks no picture to begin with is cut at any after so many times the length. */
const PATIENCE = 2;
const MOST_BYTES = 32 * 1024 * 1024;
/** Tables of more packets are no drone's. */
const MOST_TABLE_PACKETS = 64;

/**
 * Cuts a transport stream into segments that play by themselves: at a picture that needs none before it,
 * once ten seconds are full. Packets are kept as they came, tables in front. What comes before the first
 * picture is not kept; a segment is cut short rather than held beyond 32 MiB.
 */
export class Segmenter implements Tap {
  readonly #onSegment: (segment: VideoSegment) => void;
  /** Packets of the tables as last sent, by PID. */
  readonly #tables = new Map<number, Uint8Array[]>();
  #packets: Uint8Array[] = [];
  #bytes = 0;
  #firstPts: number | undefined;
  #lastPts = 0;

  constructor(onSegment: (segment: VideoSegment) => void) {
    this.#onSegment = onSegment;
  }

  packet(bytes: Uint8Array, role: 'table' | 'picture' | 'other', packet: TsPacket): void {
    if (role === 'table') this.#keepTable(bytes, packet);
    if (role === 'picture') this.#picture(packet);
    if (this.#firstPts === undefined) return;
    this.#packets.push(bytes.slice());
    this.#bytes += PACKET_BYTES;
    if (this.#bytes >= MOST_BYTES) this.end();
  }

  /** Gives what has come since the last cut. */
  end(): void {
    const firstPts = this.#firstPts;
    if (firstPts !== undefined)
      this.#onSegment({ bytes: concat(...this.#packets), firstPts, lastPts: this.#lastPts });
    this.#firstPts = undefined;
    this.#packets = [];
    this.#bytes = 0;
  }

  #keepTable(bytes: Uint8Array, { pid, starts }: TsPacket): void {
    const held = starts ? [] : (this.#tables.get(pid) ?? []);
    if (held.length < MOST_TABLE_PACKETS) this.#tables.set(pid, [...held, bytes.slice()]);
  }

  #picture({ payload, randomAccess }: TsPacket): void {
    const pts = payload && ptsOf(payload);
    if (pts === undefined) return;
    if (this.#firstPts !== undefined) {
      const lasted = Math.abs(secondsBetween(this.#firstPts, pts));
      const full = lasted >= LEAST_S && (randomAccess || lasted >= PATIENCE * LEAST_S);
      if (!full) {
        this.#lastPts = pts;
        return;
      }
      this.end();
    }
    this.#firstPts = pts;
    this.#lastPts = pts;
    this.#packets = [...this.#tables.values()].flat();
    this.#bytes = PACKET_BYTES * this.#packets.length;
  }
}
