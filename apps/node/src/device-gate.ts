import { digestOf, fail, ok, type Result, utf8 } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import {
  datagramSigned,
  holds,
  type OpenEnvelope,
  Quota,
  readDatagram,
  TAG_BYTES,
} from '@greenline/feeds';
import { type DecodeError, isFresh, type ReplayWindow, taken } from '@greenline/observation';
import { envelopeText, windowOf } from '@greenline/pipeline';
import type { Device } from './devices.ts';

/** That a device signed these bytes, under this counter: not believed yet. */
export interface Claim {
  readonly device: string;
  readonly counter: number;
  readonly tag: Uint8Array;
  readonly signed: Uint8Array;
}

/** Why what a device seems to have signed is refused, as feed health counts it. */
export type GateRefusal = 'unknown-device' | 'replayed' | 'bad-signature' | 'quota';

/**
 * Lets in what devices have signed, each message once. What is let in is written into the journal with its
 * envelope, of which the fold makes the windows again: a replay is refused after a crash too.
 */
export class DeviceGate {
  readonly #devices: ReadonlyMap<string, Device>;
  readonly #windows: Map<string, ReplayWindow>;
  readonly #quotas: ReadonlyMap<string, Quota>;

  /** `windows`: as the fold of the whole journal left them. */
  constructor(
    devices: ReadonlyMap<string, Device>,
    windows: ReadonlyMap<string, ReplayWindow>,
    now?: () => number,
  ) {
    this.#devices = devices;
    this.#windows = new Map(windows);
    this.#quotas = new Map([...devices].map(([id, device]) => [id, new Quota(device, now)]));
  }

  /** Whether the claim is true and new. Nothing is spent: the same may be asked again. */
  check({ device, counter, tag, signed }: Claim): Result<Device, DecodeError> {
    const known = this.#devices.get(device);
    if (known === undefined) return refused('unknown-device', `no sensor ${device} has a key here`);
    const window = this.#windows.get(nameOf(known));
    if (!isFresh(window, counter)) {
      const text = `counter ${counter} was taken or is too old: the highest was ${window?.highest ?? 0}`;
      return refused('replayed', text);
    }
    if (!holds(known.key, signed, tag))
      return refused('bad-signature', `the signature is not that of ${device} over this message`);
    return ok(known);
  }

  /** Spends the counter of a claim that was checked. What comes back is to be journalled before the messages. */
  enter(claim: Claim, payload: Uint8Array, messages: number): Result<Uint8Array, DecodeError> {
    const checked = this.check(claim);
    if (!checked.ok) return checked;
    const { id, key } = checked.value;
    if (this.#quotas.get(id)?.allows(id, payload.length, messages) === false)
      return refused('quota', `${id} may hand in no more for now: wait, and sign anew`);
    const name = nameOf(checked.value);
    this.#windows.set(name, taken(this.#windows.get(name), claim.counter));
    const envelope = {
      device: id,
      keyId: key.keyId,
      counter: claim.counter,
      payload: digestOf(nodeHasher, payload),
      signed: digestOf(nodeHasher, claim.signed),
      tag: Buffer.from(claim.tag).toString('base64'),
    };
    return ok(utf8(envelopeText(envelope)));
  }

  /** Opens the envelopes of one link's datagrams. `scope` is what they are signed for, as `mission/feed`. */
  opener(scope: string, devices: readonly string[]): OpenEnvelope {
    return (datagram) => {
      const read = readDatagram(datagram);
      if (!read.ok) return read;
      const { device, counter, header, rest } = read.value;
      const known = devices.includes(device) ? this.#devices.get(device) : undefined;
      if (known === undefined)
        return refused('unknown-device', `${device} is no device of this link`);
      const bytes = TAG_BYTES[known.key.kind];
      const [tag, payload] = [rest.subarray(0, bytes), rest.subarray(bytes)];
      const signed = datagramSigned(scope, header, payload);
      const entered = this.enter({ device, counter, tag, signed }, payload, 1);
      if (!entered.ok) return entered;
      return ok({ device, envelope: entered.value, payload, offset: header.length + bytes });
    };
  }
}

const nameOf = ({ id, key }: Device): string => windowOf({ device: id, keyId: key.keyId });

const refused = (kind: GateRefusal, text: string): Result<never, DecodeError> =>
  fail({ kind, text });
