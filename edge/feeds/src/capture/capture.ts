import { ok } from '@greenline/base';
import { type FrameResult, MOST_FRAME_BYTES, refuse, viewOf } from './frame.ts';
import { readPcapng } from './pcapng.ts';

const PCAPNG = 0x0a0d0d0a;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

/** Whether the bytes begin as a pcap or pcapng file does. */
export function isCapture(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const view = viewOf(head);
  if (view.getUint32(0) === PCAPNG) return true;
  return [true, false].some((little) =>
    [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, little)),
  );
}

/** The frames of a pcap (either byte order, micro- or nanoseconds) or pcapng file, in order. */
export function* readCapture(file: Uint8Array): Generator<FrameResult> {
  if (!isCapture(file)) {
    yield refuse('envelope', 0, 'neither pcap nor pcapng');
    return;
  }
  if (viewOf(file).getUint32(0) === PCAPNG) yield* readPcapng(file);
  else yield* readPcap(file);
}

function* readPcap(file: Uint8Array): Generator<FrameResult> {
  const view = viewOf(file);
  const little = [MICROSECONDS, NANOSECONDS].includes(view.getUint32(0, true));
  const perTick = view.getUint32(0, little) === NANOSECONDS ? 1n : 1000n;
  if (file.length < 24) {
    yield refuse('truncated', 0, 'the file ends within the pcap header');
    return;
  }
  const network = view.getUint32(20, little);
  const fcsBytes = (network & 0x0400_0000) === 0 ? undefined : 2 * (network >>> 28);
  let number = 0;
  for (let at = 24; at < file.length; ) {
    if (at + 16 > file.length)
      return yield refuse('truncated', at, 'the file ends within a record');
    const seconds = BigInt(view.getUint32(at, little));
    const ticks = BigInt(view.getUint32(at + 4, little));
    const held = view.getUint32(at + 8, little);
    const sent = view.getUint32(at + 12, little);
    if (held > MOST_FRAME_BYTES || at + 16 + held > file.length)
      return yield refuse('truncated', at, `a record of ${held} bytes does not fit`);
    number += 1;
    yield ok({
      number,
      offset: at,
      linkType: network & 0xffff,
      interface: 0,
      atNs: seconds * 1_000_000_000n + ticks * perTick,
      bytes: file.subarray(at + 16, at + 16 + held),
      truncated: held < sent,
      ...(fcsBytes !== undefined && { fcsBytes }),
      crcError: false,
    });
    at += 16 + held;
  }
}
