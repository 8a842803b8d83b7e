import { concat, fail, type JsonObject, ok, type Result, utf8 } from '@greenline/base';
import { encodeCap } from './cap/encode.ts';
import { type EncodeError, encodeCot } from './cot/encode.ts';
import { encodeGeoJson } from './geojson/encode.ts';
import { encodeKml } from './kml/encode.ts';
import { encodeSapient } from './sapient/encode.ts';
import { encodeTak } from './takproto/encode.ts';

/** Which of the messages cannot be written, counted from 0, and why. */
export interface UnwritableMessage extends EncodeError {
  readonly index: number;
}

/** Writes the messages of decoded files back as one file of their format. */
export type Encoder = (messages: readonly JsonObject[]) => Result<Uint8Array, UnwritableMessage>;

/** Formats that are spoken: all but KML are read as well. */
export const encoders: ReadonlyMap<string, Encoder> = new Map<string, Encoder>([
  ['cot', (messages) => joined(messages, aLine(encodeCot))],
  ['cap', (messages) => joined(messages, aLine(encodeCap))],
  ['geojson', (features) => ok(encodeGeoJson(features))],
  ['kml', encodeKml],
  ['sapient', (messages) => joined(messages, encodeSapient)],
  ['takproto', (messages) => joined(messages, encodeTak)],
]);

type EncodeOne = (message: JsonObject) => Result<Uint8Array, EncodeError>;

/** One document a line. */
const aLine =
  (encode: EncodeOne): EncodeOne =>
  (message) => {
    const document = encode(message);
    return document.ok ? ok(concat(document.value, utf8('\n'))) : document;
  };

/** One message after another. */
function joined(
  messages: readonly JsonObject[],
  encode: EncodeOne,
): Result<Uint8Array, UnwritableMessage> {
  const parts: Uint8Array[] = [];
  for (const [index, message] of messages.entries()) {
    const part = encode(message);
    if (!part.ok) return fail({ ...part.error, index });
    parts.push(part.value);
  }
  return ok(concat(...parts));
}
