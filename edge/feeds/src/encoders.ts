import { concat, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import { type EncodeError, encodeCot } from './cot/encode.ts';
import { encodeGeoJson } from './geojson/encode.ts';

/** Writes the messages of decoded files back as one file of their format. */
export type Encoder = (messages: readonly JsonObject[]) => Result<Uint8Array, EncodeError>;

/** Formats that are spoken as well as read. */
export const encoders: ReadonlyMap<string, Encoder> = new Map<string, Encoder>([
  ['cot', encodeEvents],
  ['geojson', (features) => ok(encodeGeoJson(features))],
]);

/** One event a line. */
function encodeEvents(messages: readonly JsonObject[]): Result<Uint8Array, EncodeError> {
  const events: Uint8Array[] = [];
  for (const [index, message] of messages.entries()) {
    const event = encodeCot(message);
    if (!event.ok) {
      const { error } = event;
      return { ok: false, error: { ...error, text: `message ${index}: ${error.text}` } };
    }
    events.push(event.value, utf8('\n'));
  }
  return ok(concat(...events));
}
