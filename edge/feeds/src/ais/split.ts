import type { Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import { datagramsOf } from '../capture/datagrams.ts';
import { instantOfNs } from '../capture/frame.ts';
import { AisFramer, framesOf } from './framer.ts';

/** Cuts a file of sentences, or a capture of datagrams of them, into messages. */
export function* splitAis(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  if (!isCapture(file)) {
    yield* framesOf(file);
    return;
  }
  // One framer for all: the sentences of a message may come in datagrams of their own.
  const framer = new AisFramer();
  for (const one of datagramsOf(file)) {
    if (!one.ok) {
      yield one;
      continue;
    }
    const { bytes, offset, frame } = one.value;
    if (!isText(bytes)) continue;
    const { atNs } = frame;
    const lined = bytes[bytes.length - 1] === 0x0a ? bytes : Buffer.concat([bytes, NEWLINE]);
    for (const cut of framer.push(lined)) {
      if (!cut.ok) yield { ok: false, error: { ...cut.error, offset } };
      else {
        const receivedAt =
          cut.value.receivedAt ?? (atNs === undefined ? undefined : instantOfNs(atNs));
        yield {
          ok: true,
          value: {
            bytes: cut.value.bytes,
            offset,
            ...(receivedAt !== undefined && { receivedAt }),
          },
        };
      }
    }
  }
  yield* framer.end();
}

const NEWLINE = Buffer.from('\n');
/** Sentences begin so, or with a tag block. Other traffic of a capture is passed over. */
const isText = ([first]: Uint8Array): boolean => first === 0x21 || first === 0x5c || first === 0x24;
