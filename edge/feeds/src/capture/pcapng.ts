import { ok } from '@greenline/base';
import { type CapturedFrame, type FrameResult, MOST_FRAME_BYTES, refuse, viewOf } from './frame.ts';

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MOST_INTERFACES = 1024;
/** In the year 2262; a later time is no time. */
const LATEST_NS = 1n << 63n;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Ticks a second. */
  readonly ticks: bigint;
  readonly offsetSeconds: bigint;
  readonly fcsBytes?: number;
}

/**
 * Reads pcapng: sections of either byte order, interfaces with their own resolution, enhanced and
 * simple packets. Other blocks are passed over. After draft-ietf-opsawg-pcapng.
 */
export function* readPcapng(file: Uint8Array): Generator<FrameResult> {
  const view = viewOf(file);
  let little = true;
  let interfaces: Interface[] = [];
  let number = 0;
  for (let at = 0; at < file.length; ) {
    if (at + 12 > file.length) return yield refuse('truncated', at, 'the file ends within a block');
    if (view.getUint32(at) === SECTION) {
      little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!little && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC)
        return yield refuse('envelope', at, 'a section without its byte-order mark');
      interfaces = [];
    }
    const type = view.getUint32(at, little);
    const length = view.getUint32(at + 4, little);
    if (length < 12 || length % 4 !== 0 || at + length > file.length)
      return yield refuse('truncated', at, `a block of ${length} bytes does not fit`);
    const block = new Block(file.subarray(at + 8, at + length - 4), little);
    if (type === INTERFACE) {
      const described = readInterface(block);
      if (described === undefined || interfaces.length === MOST_INTERFACES)
        return yield refuse('envelope', at, 'an interface description that cannot be read');
      interfaces.push(described);
    } else if (type === ENHANCED_PACKET || type === SIMPLE_PACKET) {
      number += 1;
      const read = type === ENHANCED_PACKET ? readEnhanced : readSimple;
      const frame = read(block, interfaces, number, at);
      if (frame === undefined) yield refuse('envelope', at, 'a packet block that cannot be read');
      else yield ok(frame);
    }
    at += length;
  }
}

/** The body of one block. */
class Block {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #little: boolean;

  constructor(bytes: Uint8Array, little: boolean) {
    this.bytes = bytes;
    this.#view = viewOf(bytes);
    this.#little = little;
  }

  u16 = (at: number): number => this.#view.getUint16(at, this.#little);
  u32 = (at: number): number => this.#view.getUint32(at, this.#little);
  u64 = (at: number): bigint => this.#view.getBigUint64(at, this.#little);

  /** Options from `at` on, the first of each code; unfinished ones are left out. */
  options(at: number): ReadonlyMap<number, { at: number; length: number }> {
    const options = new Map<number, { at: number; length: number }>();
    for (let i = at; i + 4 <= this.bytes.length; ) {
      const code = this.u16(i);
      const length = this.u16(i + 2);
      if (code === 0 || i + 4 + length > this.bytes.length) break;
      if (!options.has(code)) options.set(code, { at: i + 4, length });
      i += 4 + Math.ceil(length / 4) * 4;
    }
    return options;
  }
}

function readInterface(block: Block): Interface | undefined {
  if (block.bytes.length < 8) return undefined;
  const options = block.options(8);
  const fcs = options.get(13);
  const resolution = options.get(9);
  const offset = options.get(14);
  const exponent = resolution?.length === 1 ? (block.bytes[resolution.at] ?? 6) : 6;
  const base = (exponent & 0x80) === 0 ? 10n : 2n;
  return {
    linkType: block.u16(0),
    snapLength: block.u32(4),
    ticks: base ** BigInt(exponent & 0x7f),
    offsetSeconds: offset?.length === 8 ? BigInt.asIntN(64, block.u64(offset.at)) : 0n,
    ...(fcs?.length === 1 && { fcsBytes: block.bytes[fcs.at] ?? 0 }),
  };
}

function readEnhanced(
  block: Block,
  interfaces: readonly Interface[],
  number: number,
  offset: number,
): CapturedFrame | undefined {
  if (block.bytes.length < 20) return undefined;
  const id = block.u32(0);
  const from = interfaces[id];
  const held = block.u32(12);
  if (from === undefined || held > MOST_FRAME_BYTES || 20 + held > block.bytes.length)
    return undefined;
  const ticks = (BigInt(block.u32(4)) << 32n) | BigInt(block.u32(8));
  const options = block.options(20 + Math.ceil(held / 4) * 4);
  const flagsAt = options.get(2);
  const flags = flagsAt?.length === 4 ? block.u32(flagsAt.at) : 0;
  const fcsBytes = (flags >>> 5) & 0xf || from.fcsBytes;
  const packetId = options.get(5);
  const atNs = from.offsetSeconds * 1_000_000_000n + (ticks * 1_000_000_000n) / from.ticks;
  return {
    number: packetId?.length === 8 ? Number(block.u64(packetId.at) & 0xffff_ffffn) : number,
    offset,
    linkType: from.linkType,
    interface: id,
    ...(atNs >= 0n && atNs < LATEST_NS && { atNs }),
    bytes: block.bytes.subarray(20, 20 + held),
    truncated: held < block.u32(16),
    ...(fcsBytes !== undefined && { fcsBytes }),
    crcError: (flags & 0x0100_0000) !== 0,
  };
}

function readSimple(
  block: Block,
  interfaces: readonly Interface[],
  number: number,
  offset: number,
): CapturedFrame | undefined {
  const [from] = interfaces;
  if (from === undefined || block.bytes.length < 4) return undefined;
  const sent = block.u32(0);
  const most = from.snapLength === 0 ? sent : Math.min(sent, from.snapLength);
  if (most > MOST_FRAME_BYTES || 4 + most > block.bytes.length) return undefined;
  return {
    number,
    offset,
    linkType: from.linkType,
    interface: 0,
    bytes: block.bytes.subarray(4, 4 + most),
    truncated: most < sent,
    ...(from.fcsBytes !== undefined && { fcsBytes: from.fcsBytes }),
    crcError: false,
  };
}

/**
 * A pcapng file of this one frame, time to the nanosecond: a frame keeps its link type and what is
 * known of its check sequence wherever it is stored, and any packet analyser opens it. The frame's
 * number is its `epb_packetid`.
 */
export function captureOf(frame: CapturedFrame): Uint8Array {
  const fcs = frame.fcsBytes === undefined ? 0 : 8;
  const padded = Math.ceil(frame.bytes.length / 4) * 4;
  const timed = frame.atNs !== undefined;
  const packetLength = timed ? 32 + padded + 24 : 16 + padded;
  const bytes = new Uint8Array(28 + 20 + 8 + fcs + 4 + packetLength);
  const view = viewOf(bytes);
  let at = 0;
  const u16 = (value: number) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  u32(SECTION);
  u32(28);
  u32(BYTE_ORDER_MAGIC);
  u16(1);
  u16(0);
  view.setBigInt64(at, -1n, true);
  at += 8;
  u32(28);

  u32(INTERFACE);
  u32(32 + fcs);
  u16(frame.linkType);
  u16(0);
  u32(frame.truncated && !timed ? frame.bytes.length : 0);
  u16(9);
  u16(1);
  u32(9);
  if (fcs > 0) {
    u16(13);
    u16(1);
    u32(frame.fcsBytes ?? 0);
  }
  u32(0);
  u32(32 + fcs);

  const sent = frame.bytes.length + (frame.truncated ? 1 : 0);
  u32(timed ? ENHANCED_PACKET : SIMPLE_PACKET);
  u32(packetLength);
  if (frame.atNs !== undefined) {
    u32(0);
    u32(Number((frame.atNs >> 32n) & 0xffff_ffffn));
    u32(Number(frame.atNs & 0xffff_ffffn));
    u32(frame.bytes.length);
  }
  u32(sent);
  bytes.set(frame.bytes, at);
  at += padded;
  if (timed) {
    u16(2);
    u16(4);
    u32(frame.crcError ? 0x0100_0000 : 0);
    u16(5);
    u16(8);
    view.setBigUint64(at, BigInt(frame.number), true);
    at += 8;
    u32(0);
  }
  u32(packetLength);
  return bytes;
}
