import { concat } from '@greenline/base';
import { plainBytes } from '../stream/plain-bytes.ts';
import { MetadataStream } from './metadata-stream.ts';
import { gridOf, PACKET_BYTES, readTsPacket, SYNC, type TsPacket } from './packet.ts';
import { ptsOf } from './pes.ts';
import { readSection, SectionCollector, type StreamEntry } from './section.ts';
import { error, SYNCHRONOUS, type Unit, type VideoTime } from './unit.ts';

/** What a demultiplexer has met. */
export interface TsCounters {
  packets: number;
  /** Packets missing or repeated out of turn, by the counters of each stream. */
  continuityErrors: number;
  /** Packets missing by these counters: at least so many, for they count to 16. */
  missing: number;
  /** Sections of the programme tables whose check code is wrong. */
  crcErrors: number;
  /** Times that the grid of packets was lost. */
  syncLosses: number;
  scrambled: number;
  units: number;
}

/** Enough to see three packets of the widest grid. */
const GRID_BYTES = 2 * 204 + 1;
/** Sees every packet of a stream as it passes, before anything is made of it. */
export interface Tap {
  /** `picture`: a picture of the video begins with it. The bytes are the demultiplexer's: copy to keep. */
  packet(bytes: Uint8Array, role: 'table' | 'picture' | 'other', packet: TsPacket): void;
}

export const noTsCounts = (): TsCounters => ({
  packets: 0,
  continuityErrors: 0,
  missing: 0,
  crcErrors: 0,
  syncLosses: 0,
  scrambled: 0,
  units: 0,
});

const ASYNCHRONOUS = 0x06;
const VIDEO = [0x01, 0x02, 0x10, 0x1b, 0x20, 0x21, 0x24, 0x33, 0x42, 0xd1];
/** More streams than any programme has. */
const MOST_STREAMS = 256;

/**
 * Takes the KLV out of an MPEG transport stream (ISO/IEC 13818-1, MISB ST 1402), however it is cut
 * into pieces: asynchronous (stream type 0x06, registration KLVA) and synchronous (0x15).
 *
 * Memory is bounded: one packet of metadata a stream, and one piece.
 */
export class Demuxer {
  readonly counters: TsCounters;
  #held: Uint8Array = new Uint8Array();
  #offset = 0;
  #size = 0;
  /** Bytes to come that lie between two packets of the grid. */
  #skip = 0;
  readonly #sections = new Map<number, SectionCollector>([[0, new SectionCollector()]]);
  readonly #metadata = new Map<number, MetadataStream>();
  readonly #videos = new Map<number, number>();
  /** The last packet of each PID: its content too, where it is read. */
  readonly #last = new Map<number, { readonly counter: number; readonly payload?: Uint8Array }>();
  #video: VideoTime | undefined;

  readonly #tap: Tap | undefined;

  /** `counters` may be shared by several streams. */
  constructor(counters: TsCounters = noTsCounts(), tap?: Tap) {
    this.counters = counters;
    this.#tap = tap;
  }

  /** The packets of metadata that these bytes complete, and what went wrong on the way. */
  push(piece: Uint8Array): Unit[] {
    const units: Unit[] = [];
    const bytes = this.#held.length === 0 ? plainBytes(piece) : concat(this.#held, piece);
    const at = this.#walk(bytes, GRID_BYTES, units);
    const from = Math.min(at, bytes.length);
    this.#held = bytes.slice(from);
    this.#offset += from;
    this.#skip = at - from;
    return units;
  }

  /** What is left at the end of the stream. */
  end(): Unit[] {
    const units: Unit[] = [];
    this.#walk(this.#held, 0, units);
    this.#held = new Uint8Array();
    for (const stream of this.#metadata.values())
      units.push(...this.#counted(stream.end(this.#video)));
    return units;
  }

  /** From packet to packet; `needed` bytes must be at hand to look for the grid. Gives where it stopped. */
  #walk(bytes: Uint8Array, needed: number, units: Unit[]): number {
    let at = this.#skip;
    while (at + PACKET_BYTES <= bytes.length) {
      if (this.#size === 0 || bytes[at] !== SYNC) {
        if (bytes.length - at < needed) break;
        const grid = gridOf(bytes, at);
        if (this.#size !== 0) {
          this.counters.syncLosses += 1;
          units.push(error('sync-lost', this.#offset + at, 'the packets are out of step here'));
        }
        this.#size = grid?.size ?? 0;
        if (grid === undefined) return Math.max(at, bytes.length - needed);
        at = grid.start;
      }
      this.#take(bytes, at, units);
      at += this.#size;
    }
    return at;
  }

  #take(bytes: Uint8Array, at: number, units: Unit[]): void {
    this.counters.packets += 1;
    const packet = readTsPacket(bytes, at);
    if (packet === undefined || packet.broken) return;
    this.#tap?.packet(bytes.subarray(at, at + PACKET_BYTES), this.#roleOf(packet), packet);
    if (packet.scrambled) {
      this.counters.scrambled += 1;
      return;
    }
    if (packet.payload === undefined) return;
    const { pid } = packet;
    const turn = this.#inTurn(packet, packet.payload);
    if (turn === 'repeated') return;
    const sections = this.#sections.get(pid);
    if (sections !== undefined) {
      if (turn === 'missing') sections.reset();
      for (const one of sections.push(packet.payload, packet.starts)) this.#readTable(one, units);
      return;
    }
    const stream = this.#metadata.get(pid);
    if (stream !== undefined) {
      if (turn === 'missing') units.push(...stream.lose(this.#offset + at));
      const { payload, starts } = packet;
      units.push(...this.#counted(stream.push(payload, starts, this.#offset + at, this.#video)));
    } else if (packet.starts) this.#seePicture(pid, packet.payload);
  }

  #roleOf({ pid, starts }: TsPacket): Parameters<Tap['packet']>[1] {
    if (this.#sections.has(pid)) return 'table';
    return starts && this.#videos.has(pid) ? 'picture' : 'other';
  }

  /** A packet may be sent twice; the same counter with other content is a stream that was cut. */
  #inTurn(packet: TsPacket, payload: Uint8Array): 'next' | 'missing' | 'repeated' {
    const { pid, counter, discontinuity } = packet;
    const last = this.#last.get(pid);
    const read = this.#sections.has(pid) || this.#metadata.has(pid);
    this.#last.set(pid, { counter, ...(read && { payload: payload.slice() }) });
    if (last === undefined || discontinuity || counter === ((last.counter + 1) & 0xf))
      return 'next';
    const same = counter === last.counter && (!read || isSame(last.payload, payload));
    if (same) return 'repeated';
    this.counters.continuityErrors += 1;
    this.counters.missing += (counter - last.counter - 1) & 0xf;
    return 'missing';
  }

  #readTable(section: Uint8Array, units: Unit[]): void {
    const table = readSection(section);
    if (!table.ok) {
      this.counters.crcErrors += 1;
      units.push(error(table.error, this.#offset, 'a programme table is damaged; it is not used'));
      return;
    }
    const { value } = table;
    if (value.table === 'programmes') {
      for (const pid of value.maps)
        if (!this.#sections.has(pid) && this.#sections.size < MOST_STREAMS)
          this.#sections.set(pid, new SectionCollector());
    } else if (value.table === 'map') for (const entry of value.streams) this.#know(entry);
  }

  #know(entry: StreamEntry): void {
    const { pid, streamType, formats } = entry;
    if (VIDEO.includes(streamType) && this.#videos.size < MOST_STREAMS)
      this.#videos.set(pid, streamType);
    const declared = formats.includes('KLVA');
    const carries =
      streamType === SYNCHRONOUS ||
      (streamType === ASYNCHRONOUS && (declared || formats.length === 0));
    if (!carries || this.#metadata.has(pid) || this.#metadata.size >= MOST_STREAMS) return;
    this.#metadata.set(pid, new MetadataStream(pid, streamType, declared));
  }

  #counted(units: Unit[]): Unit[] {
    for (const one of units) if (one.ok) this.counters.units += 1;
    return units;
  }

  #seePicture(pid: number, payload: Uint8Array): void {
    const streamType = this.#videos.get(pid);
    const pts = streamType === undefined ? undefined : ptsOf(payload);
    if (streamType === undefined || pts === undefined) return;
    if (this.#video !== undefined && this.#video.pid !== pid) return;
    this.#video = { pid, streamType, firstPts: this.#video?.firstPts ?? pts, pts };
  }
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a?.length === b.length && a.every((byte, i) => byte === b[i]);
