import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { isCapture, readCapture } from '../capture/capture.ts';
import { type CapturedFrame, type FrameResult, instantOfNs } from '../capture/frame.ts';
import { captureOf } from '../capture/pcapng.ts';
import { BLUETOOTH_LINKS, broadcastInBluetooth } from './bluetooth.ts';
import { lengthOf } from './messages.ts';
import { type Broadcast, broadcastInWifi, unwrapWifi, WIFI_LINKS } from './wifi.ts';

/** The messages of a file, and how many frames of it were no messages of this format. */
export interface RemoteIdMessages extends Iterable<Result<RawMessage, DecodeError>> {
  /** Frames passed over, so far: without Remote ID, or NAN copies of what beacons say. */
  readonly ignored: number;
}

/** Cuts a file of raw messages, or a capture, into messages. */
export function splitRemoteId(file: Uint8Array): RemoteIdMessages {
  let ignored = 0;
  const ignore = () => {
    ignored += 1;
  };
  return {
    get ignored() {
      return ignored;
    },
    [Symbol.iterator]: () => (isCapture(file) ? framesOf(file, ignore) : messagesOf(file)),
  };
}

/** The broadcast in a frame; `undefined` where there is none or the link is not one of ours. */
export function broadcastOf(frame: CapturedFrame): Broadcast | undefined {
  if (BLUETOOTH_LINKS.includes(frame.linkType)) return broadcastInBluetooth(frame);
  const wifi = WIFI_LINKS.includes(frame.linkType) ? unwrapWifi(frame) : undefined;
  return wifi === undefined ? undefined : broadcastInWifi(wifi);
}

/** Whether a capture's first frame is of a link that Remote ID is sent over. */
export function hasOurLink(head: Uint8Array): boolean {
  for (const one of readCapture(head))
    return one.ok && [...WIFI_LINKS, ...BLUETOOTH_LINKS].includes(one.value.linkType);
  return false;
}

function* messagesOf(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  for (let offset = 0; offset < file.length; ) {
    const length = lengthOf(file.subarray(offset));
    if (offset + length > file.length) {
      yield fail({
        kind: 'truncated',
        offset,
        text: `the file ends within a message of ${length} bytes; send whole messages`,
      });
      return;
    }
    yield ok({ bytes: file.subarray(offset, offset + length), offset });
    offset += length;
  }
}

function* framesOf(
  file: Uint8Array,
  ignore: () => void,
): Generator<Result<RawMessage, DecodeError>> {
  const frames = [...readCapture(file)];
  const withFcs = interfacesWithFcs(frames);
  const senders = sendersOfBeacons(frames);
  for (const one of frames) {
    if (!one.ok) {
      yield one;
      continue;
    }
    // A frame of an interface that is known to keep check sequences, and which seems to have none, is damaged.
    const known = one.value.fcsBytes !== undefined || !withFcs.has(one.value.interface);
    const frame = known ? one.value : { ...one.value, fcsBytes: 4 };
    const broadcast = broadcastOf(frame);
    if (broadcast === undefined || isCopy(broadcast, senders)) {
      ignore();
      continue;
    }
    const { atNs, offset } = frame;
    yield ok({
      bytes: captureOf(frame),
      offset,
      ...(atNs !== undefined && { receivedAt: instantOfNs(atNs) }),
    });
  }
}

/** Interfaces of which a frame ends in a good check sequence that nothing announced. */
function interfacesWithFcs(frames: readonly FrameResult[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const one of frames) {
    if (!one.ok || !WIFI_LINKS.includes(one.value.linkType)) continue;
    const wifi = unwrapWifi(one.value);
    if (wifi?.undeclared === true && wifi.crc === 'good') found.add(one.value.interface);
  }
  return found;
}

/**
 * Addresses that send Remote ID in beacons. A sender that speaks NAN too says everything twice, with one
 * counter; counted twice, one aircraft would look like two witnesses. So it is heard by its beacons only.
 */
function sendersOfBeacons(frames: readonly FrameResult[]): ReadonlySet<string | undefined> {
  const senders = new Set<string | undefined>();
  for (const one of frames) {
    const broadcast = one.ok ? broadcastOf(one.value) : undefined;
    if (broadcast?.transport === 'wifi-beacon' && broadcast.crc !== 'bad')
      senders.add(broadcast.transmitter);
  }
  return senders;
}

const isCopy = (broadcast: Broadcast, senders: ReadonlySet<string | undefined>): boolean =>
  broadcast.transport === 'wifi-nan' &&
  broadcast.crc !== 'bad' &&
  senders.has(broadcast.transmitter);
