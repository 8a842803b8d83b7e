import { fail, hex, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed } from '@greenline/observation';
import { readFields } from './fields.ts';
import { checkFrame, type Frame, readFrame } from './frame.ts';
import { BAD_CRC } from './framer.ts';
import { messageKind } from './message-kind.ts';
import { sightingsOf } from './observe.ts';
import { signatureOf } from './signing.ts';
import { isFrame, isLog, splitMavlink } from './split.ts';

/**
 * MAVLink 1 and 2, as vehicles and their ground stations send it: frames back to back, or a telemetry log
 * (`.tlog`: eight bytes of microseconds since 1970 before each). All messages of the published
 * definitions; one that is not among them is kept as bytes, and `checked` is false.
 *
 * The message says `name`, `id`, `system`, `component`, `sequence`, `version`, `fields` as the definitions
 * name them and in their units, and of a signed frame its `signature`. Whether a signature is right
 * takes the link's key: the connector checks it, before anything is decoded.
 *
 * Sightings: the vehicle where it reports itself (GLOBAL_POSITION_INT, GPS_RAW_INT …), what its camera
 * tracks, and the aircraft, vessels and Remote ID that it hears, which anybody can send. A vehicle counts
 * its time from its own start, so they bear the time of reception; without one there is no sighting.
 */
export const mavlink: Feed = {
  format: 'mavlink',
  trustClass: 'link',
  recognises: (head) => isLog(head) || isFrame(head),
  split: splitMavlink,
  decode: decodeMavlink,
};

/** Reads one frame. */
export function decodeMavlink(
  bytes: Uint8Array,
  receivedAt: Instant | undefined,
): Result<Decoded, DecodeError> {
  const frame = readFrame(bytes);
  if (frame === undefined)
    return refuse('not-mavlink', 0, 'no whole MAVLink frame here; split the stream first');
  if (frame.bytes !== bytes.length)
    return refuse('trailing-bytes', frame.bytes, 'bytes follow the frame; split the stream first');
  if (frame.incompatible !== 0)
    return refuse('incompatible', 2, 'the frame has a feature that is not known here');
  const check = checkFrame(bytes, frame);
  if (check === 'bad') return refuse('bad-crc', frame.payloadTo, BAD_CRC);
  const kind = messageKind(frame.id);
  const head = headOf(bytes, frame);
  if (kind === undefined) {
    const payload = hex(bytes.subarray(frame.payloadFrom, frame.payloadTo));
    return ok({
      message: { name: 'unknown', ...head, checked: false, payload },
      sightings: [],
    });
  }
  if (frame.version === 1 && frame.payloadTo - frame.payloadFrom < kind.baseBytes)
    return refuse(
      'truncated',
      frame.payloadTo,
      `${kind.name} has ${kind.baseBytes} bytes in MAVLink 1`,
    );
  const fields = readFields(kind, bytes, frame.payloadFrom, frame.payloadTo, frame.version);
  const sensor = `mavlink:${frame.system}`;
  const sightings = sightingsOf({ name: kind.name, fields, sensor, heardAt: receivedAt });
  return ok({ message: { name: kind.name, ...head, fields }, sightings });
}

function headOf(bytes: Uint8Array, frame: Frame): JsonObject {
  const { id, system, component, sequence, version } = frame;
  const signature = signatureOf(bytes, frame);
  return {
    id,
    system,
    component,
    sequence,
    version,
    ...(signature !== undefined && { signature: { ...signature } }),
  };
}

const refuse = (kind: string, offset: number, text: string): Result<never, DecodeError> =>
  fail({ kind, offset, text });
