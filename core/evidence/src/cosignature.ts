import { concat, type Instant, instant, utf8 } from '@greenline/base';

const HEADER = 'cosignature/v1\n';

/**
 * The bytes that a witness signed (C2SP tlog-cosignature, type 0x04) over a checkpoint's text;
 * `undefined` where the signature has not the length or the time of one.
 */
export function cosignatureMessage(text: string, signature: Uint8Array): Uint8Array | undefined {
  const seconds = cosignedSeconds(signature);
  return seconds === undefined ? undefined : utf8(`${HEADER}time ${seconds}\n${text}`);
}

/** When a witness says it saw the checkpoint; `undefined` for what is no cosignature. */
export function cosignedAt(signature: Uint8Array): Instant | undefined {
  const seconds = cosignedSeconds(signature);
  const ms = seconds === undefined ? Number.NaN : Number(seconds) * 1000;
  return Number.isSafeInteger(ms) ? instant(ms) : undefined;
}

/** A cosignature of type 0x04: what a witness signs, and how it is packed. */
export async function cosign(
  text: string,
  at: Instant,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const seconds = Math.floor(at / 1000);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return concat(time, await sign(utf8(`${HEADER}time ${seconds}\n${text}`)));
}

function cosignedSeconds(signature: Uint8Array): bigint | undefined {
  if (signature.length !== 72) return undefined;
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return seconds < 1n << 63n ? seconds : undefined;
}
