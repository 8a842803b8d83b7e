import { concat, fail, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import { type EncodeError, encodeCot } from './cot/encode.ts';
import { encodeGeoJson } from './geojson/encode.ts';
import { encodeSapient } from './sapient/encode.ts';
import { encodeTak } from './takproto/encode.ts';

/** Which of the messages cannot be written, counted from 0, and why. */
export interface UnwritableMessage extends EncodeError {
  readonly index: number;
}

/** Writes the messages of decoded files back as one file of their format. */
export type Encoder = (messages: readonly JsonObject[]) => Result<Uint8Array, UnwritableMessage>;

/** Formats that are spoken as well as read. */
export const encoders: ReadonlyMap<string, Encoder> = new Map<string, Encoder>([
  ['cot', (messages) => joined(messages, encodeEvent)],
  ['geojson', (features) => ok(encodeGeoJson(features))],
  ['sapient', (messages) => joined(messages, encodeSapient)],
  ['takproto', (messages) => joined(messages, encodeTak)],
]);

/** One event a line. */
function encodeEvent(message: JsonObject): Result<Uint8Array, EncodeError> {
  const event = encodeCot(message);
  return event.ok ? ok(concat(event.value, utf8('\n'))) : event;
}

/** One message after another. */
function joined(
  messages: readonly JsonObject[],
  encode: (message: JsonObject) => Result<Uint8Array, EncodeError>,
): Result<Uint8Array, UnwritableMessage> {
  const parts: Uint8Array[] = [];
  for (const [index, message] of messages.entries()) {
    const part = encode(message);
    if (!part.ok) return fail({ ...part.error, index });
    parts.push(part.value);
  }
  return ok(concat(...parts));
}
