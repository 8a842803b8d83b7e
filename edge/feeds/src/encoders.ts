import { concat, fail, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import { type EncodeError, encodeCot } from './cot/encode.ts';
import { encodeGeoJson } from './geojson/encode.ts';

/** Which of the messages cannot be written, counted from 0, and why. */
export interface UnwritableMessage extends EncodeError {
  readonly index: number;
}

/** Writes the messages of decoded files back as one file of their format. */
export type Encoder = (messages: readonly JsonObject[]) => Result<Uint8Array, UnwritableMessage>;

/** Formats that are spoken as well as read. */
export const encoders: ReadonlyMap<string, Encoder> = new Map<string, Encoder>([
  ['cot', encodeEvents],
  ['geojson', (features) => ok(encodeGeoJson(features))],
]);

/** One event a line. */
function encodeEvents(messages: readonly JsonObject[]): Result<Uint8Array, UnwritableMessage> {
  const events: Uint8Array[] = [];
  for (const [index, message] of messages.entries()) {
    const event = encodeCot(message);
    if (!event.ok) return fail({ ...event.error, index });
    events.push(event.value, utf8('\n'));
  }
  return ok(concat(...events));
}
