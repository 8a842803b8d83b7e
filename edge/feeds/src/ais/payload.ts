import { signed, unsigned } from '../bits.ts';

/** The bits of a message, as the sentences' characters hold six each. */
export class Payload {
  readonly bytes: Uint8Array;
  readonly length: number;

  /** `parts`: payloads in order with the number of bits that fill up their last character. */
  constructor(parts: readonly { readonly payload: string; readonly fill: number }[]) {
    let bits = 0;
    for (const { payload, fill } of parts) bits += Math.max(0, 6 * payload.length - fill);
    this.bytes = new Uint8Array(Math.ceil(bits / 8));
    this.length = bits;
    let at = 0;
    for (const { payload, fill } of parts) {
      for (let i = 0; i < payload.length; i++) {
        const code = payload.charCodeAt(i) - 48;
        const six = code > 40 ? code - 8 : code;
        const last = i === payload.length - 1;
        this.#put(last ? six >> fill : six, at, last ? 6 - fill : 6);
        at += last ? 6 - fill : 6;
      }
    }
  }

  #put(value: number, at: number, bits: number): void {
    const end = (at & 7) + bits;
    const byte = at >> 3;
    if (end <= 8) this.bytes[byte] = (this.bytes[byte] as number) | (value << (8 - end));
    else {
      this.bytes[byte] = (this.bytes[byte] as number) | (value >> (end - 8));
      this.bytes[byte + 1] = (value << (16 - end)) & 0xff;
    }
  }

  unsigned(from: number, count: number): number {
    return unsigned(this.bytes, from, count);
  }

  signed(from: number, count: number): number {
    return signed(this.bytes, from, count);
  }

  /** Six-bit ASCII; `@` ends it, spaces at the end are dropped. ITU-R M.1371-5, table 47. */
  text(from: number, count: number): string {
    let text = '';
    for (let at = from; at + 6 <= Math.min(from + count, this.length); at += 6) {
      const code = this.unsigned(at, 6);
      if (code === 0) break;
      text += String.fromCharCode(code < 32 ? code + 64 : code);
    }
    return text.trimEnd();
  }

  hex(from: number): string {
    let text = '';
    for (let at = from; at < this.length; at += 4)
      text += this.unsigned(at, Math.min(4, this.length - at)).toString(16);
    return text;
  }
}
