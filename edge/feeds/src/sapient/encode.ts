import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import type { EncodeError } from '../cot/encode.ts';
import { fromProtobufJson } from '../protobuf/json.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import { writeProtobuf } from '../protobuf/write.ts';
import { checkSapient } from './check.ts';
import { sapientMessage } from './fields.ts';
import { sapientFrame } from './frames.ts';

/** Writes a message as length-framed protobuf; one that the standard would refuse is not written. */
export function encodeSapient(message: JsonObject): Result<Buffer, EncodeError> {
  try {
    const read = fromProtobufJson(message, sapientMessage);
    checkSapient(read);
    return ok(sapientFrame(writeProtobuf(read, sapientMessage)));
  } catch (error) {
    if (!(error instanceof WireRefusal)) throw error;
    const { field = 'message', text } = error.error;
    return fail({ kind: 'not-a-message', field, text });
  }
}
