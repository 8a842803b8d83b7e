import { fail, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import type { Decoded, DecodeError, Feed } from '@greenline/observation';
import { readEvent } from '../cot/decode.ts';
import { readProtobuf } from '../protobuf/read.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import { elementOf } from './event.ts';
import { takMessage } from './fields.ts';
import { MAGIC, MOST_TAK_BYTES, takMessages, unframed } from './frames.ts';
import { isEmergency } from './urgent.ts';

/**
 * TAK Protocol version 1: CoT events as protobuf, in frames of a stream, of datagrams, or bare.
 *
 * An event says what the same event in XML says: see `cot`. The message is protobuf's JSON of TakMessage,
 * `caveat` and `releaseableTo` in it; a detail that has no type of its own is in `xmlDetail`, to the letter.
 */
export const takproto: Feed = {
  format: 'takproto',
  trustClass: 'link',
  recognises: (head) => {
    const [first] = takMessages(head);
    if (first?.ok === true && head[0] === MAGIC) return decodeTak(first.value.bytes).ok;
    return head[0] === MAGIC && first?.ok === false && first.error.kind === 'truncated';
  },
  urgent: isEmergency,
  split: takMessages,
  decode: decodeTak,
};

/** Reads one message, with or without its header. */
export function decodeTak(bytes: Uint8Array, _receivedAt?: Instant): Result<Decoded, DecodeError> {
  if (bytes.length > MOST_TAK_BYTES)
    return fail({
      kind: 'too-long',
      offset: 0,
      text: `a message has at most ${MOST_TAK_BYTES} bytes; send smaller ones`,
    });
  const payload = unframed(bytes);
  if (payload[0] === LESS_THAN)
    return fail({ kind: 'encoding', offset: 0, text: 'CoT XML: use the format cot' });
  try {
    const message = readProtobuf(payload, takMessage);
    const event = message.cotEvent as JsonObject | undefined;
    if (event !== undefined) {
      const decoded = readEvent(elementOf(event));
      return decoded.ok ? ok({ message, sightings: decoded.value.sightings }) : decoded;
    }
    if (message.takControl !== undefined) return ok({ message, sightings: [] });
    return fail({
      kind: 'missing',
      field: 'cotEvent',
      text: 'cotEvent is missing, and so is takControl: the message says nothing',
    });
  } catch (error) {
    if (error instanceof WireRefusal) return fail(error.error);
    throw error;
  }
}

const LESS_THAN = 0x3c;
