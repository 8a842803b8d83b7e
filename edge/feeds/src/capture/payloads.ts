import { type Instant, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { type Datagram, datagramsOf } from './datagrams.ts';
import { instantOfNs } from './frame.ts';

type Framed = Result<RawMessage, DecodeError>;

/**
 * The messages in a capture's UDP datagrams, each with the time of its datagram. `cut` gives the messages
 * of one datagram, with offsets in it; nothing for one that is of another protocol.
 */
export function* messagesInCapture(
  file: Uint8Array,
  cut: (datagram: Datagram) => Iterable<Framed>,
): Generator<Framed> {
  for (const one of datagramsOf(file)) {
    if (!one.ok) {
      yield one;
      continue;
    }
    const { atNs } = one.value.frame;
    const time: { receivedAt?: Instant } =
      atNs === undefined ? {} : { receivedAt: instantOfNs(atNs) };
    for (const message of cut(one.value)) {
      const offset =
        one.value.offset + (message.ok ? message.value.offset : (message.error.offset ?? 0));
      yield message.ok
        ? ok({ ...message.value, ...time, offset })
        : { ok: false, error: { ...message.error, offset } };
    }
  }
}
