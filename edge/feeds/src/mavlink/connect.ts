import { fail, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import type { Connector, Deliver } from '../deliver.ts';
import { SequenceGaps } from '../sequence-gaps.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { type DatagramOptions, listenDatagrams } from '../stream/listen-datagrams.ts';
import { readFrame } from './frame.ts';
import { FrameReader } from './framer.ts';
import { SignatureChecker } from './signing.ts';

/** The key of a link (32 bytes) by its number; with it, only what is signed is taken. */
export interface Signing {
  readonly keyOf?: (link: number) => Uint8Array | undefined;
}

type Framed = Result<RawMessage, DecodeError>;

/**
 * Listens for MAVLink over UDP (14550 is the port of ground stations). Nothing is answered. With keys,
 * frames without a right signature are refused, and so are those that were heard before.
 */
export function listenMavlinkUdp(
  options: DatagramOptions & Signing,
  deliver: Deliver,
): Promise<Connector> {
  const believe = believer(options);
  const gaps = new SequenceGaps(SEQUENCES);
  const cut = (datagram: Uint8Array, from: string): Framed[] => {
    const reader = new FrameReader();
    return noting(gaps, from, believe([...reader.push(datagram), ...reader.end()]));
  };
  return listenDatagrams(
    { ...options, missing: { frames: () => gaps.missing } },
    () => 'mavlink',
    cut,
    deliver,
  );
}

/** Listens for MAVLink over TCP, frames back to back, as telemetry routers send them on. */
export function listenMavlinkTcp(
  options: StreamOptions & Signing,
  deliver: Deliver,
): Promise<Connector> {
  const believe = believer(options);
  const gaps = new SequenceGaps(SEQUENCES);
  let calls = 0;
  const speak = () => {
    const reader = new FrameReader();
    calls += 1;
    const call = String(calls);
    return {
      framer: {
        push: (piece: Uint8Array) => noting(gaps, call, believe(reader.push(piece))),
        end: () => noting(gaps, call, believe(reader.end())),
      },
      converse: () => ({ heard: () => 'mavlink' }),
    };
  };
  return listenStream({ ...options, missing: { frames: () => gaps.missing } }, speak, deliver);
}

/** Every component numbers what it sends by each of its links, in one byte. */
const SEQUENCES = 256;

function noting(gaps: SequenceGaps, from: string, framed: Framed[]): Framed[] {
  for (const one of framed) {
    const frame = one.ok ? readFrame(one.value.bytes) : undefined;
    if (frame !== undefined)
      gaps.note(`${from} ${frame.system}/${frame.component}`, frame.sequence);
  }
  return framed;
}

/** One checker a feed: a frame that is replayed on another connection is replayed all the same. */
function believer({ keyOf }: Signing): (framed: Framed[]) => Framed[] {
  if (keyOf === undefined) return (framed) => framed;
  const checker = new SignatureChecker(keyOf);
  return (framed) =>
    framed.map((one) => {
      const frame = one.ok ? readFrame(one.value.bytes) : undefined;
      if (!one.ok || frame === undefined) return one;
      const kind = checker.faultOf(one.value.bytes, frame);
      if (kind === undefined) return one;
      const text = 'the frame is not signed as this link requires; give sender and node one key';
      return fail({ kind, offset: one.value.offset, text });
    });
}
