/**
 * A place in bytes that are read forward: lengths (BER) and tags (BER-OID) of SMPTE ST 336.
 *
 * What cannot be read gives -1 and the cursor stays where it was: nothing is read past `end`.
 */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, from = 0, to: number = bytes.length) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  get left(): number {
    return this.end - this.at;
  }

  /** A BER length, short or long form up to six bytes; the indefinite form is no length. */
  length(): number {
    const { bytes, at, end } = this;
    if (at >= end) return -1;
    const first = bytes[at] as number;
    if (first < 0x80) {
      this.at = at + 1;
      return first;
    }
    const size = first & 0x7f;
    if (size === 0 || size > 6 || at + 1 + size > end) return -1;
    this.at = at + 1 + size;
    return unsigned(bytes, at + 1, at + 1 + size);
  }

  /** A BER-OID number: seven bits a byte, most significant first, below 2^35. */
  oid(): number {
    const { bytes, end } = this;
    let value = 0;
    for (let at = this.at; at < end && at < this.at + 5; at++) {
      const byte = bytes[at] as number;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        this.at = at + 1;
        return value;
      }
    }
    return -1;
  }

  /** The next `size` bytes as a big-endian number; -1 where there are fewer. */
  number(size: number): number {
    if (size < 1 || size > 6 || this.left < size) return -1;
    this.at += size;
    return unsigned(this.bytes, this.at - size, this.at);
  }

  /** The next `size` bytes; `undefined` where there are fewer. */
  take(size: number): Uint8Array | undefined {
    if (size < 0 || size > this.left) return undefined;
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  /** The bytes that a BER length before them counts. */
  prefixed(): Uint8Array | undefined {
    const start = this.at;
    const size = this.length();
    const taken = size < 0 ? undefined : this.take(size);
    if (taken === undefined) this.at = start;
    return taken;
  }
}

/** Big-endian and unsigned; exact up to six bytes, the nearest double beyond. */
export function unsigned(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 256 + (bytes[i] as number);
  return value;
}

/** Big-endian two's complement; exact up to six bytes, the nearest double beyond. */
export function signed(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  if (to <= from) return 0;
  const value = unsigned(bytes, from, to);
  return (bytes[from] as number) < 0x80 ? value : value - 2 ** (8 * (to - from));
}
