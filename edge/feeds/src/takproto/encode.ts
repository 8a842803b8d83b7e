import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import type { EncodeError } from '../cot/encode.ts';
import { fromProtobufJson } from '../protobuf/json.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import { writeProtobuf } from '../protobuf/write.ts';
import { cotEventOf } from './event.ts';
import { takMessage } from './fields.ts';
import { streamFrame } from './frames.ts';

/** Writes a TakMessage in protobuf's JSON as a frame of a stream. */
export function encodeTak(message: JsonObject): Result<Uint8Array, EncodeError> {
  try {
    const read = fromProtobufJson(message, takMessage);
    if (read.cotEvent === undefined && read.takControl === undefined)
      return fail({ kind: 'not-a-message', field: 'cotEvent', text: 'cotEvent is missing' });
    return ok(streamFrame(writeProtobuf(read, takMessage)));
  } catch (error) {
    if (!(error instanceof WireRefusal)) throw error;
    const { field = 'message', text } = error.error;
    return fail({ kind: 'not-a-message', field, text });
  }
}

/** Writes a CoT message, as `decodeCot` gives it, as a frame of a stream. */
export const encodeCotAsTak = (message: JsonObject): Uint8Array =>
  streamFrame(writeProtobuf({ cotEvent: cotEventOf(message) }, takMessage));
