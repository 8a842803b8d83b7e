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
    let [byte, held, count] = [0, 0, 0];
    for (const { payload, fill } of parts) {
      for (let i = 0; i < payload.length; i++) {
        const code = payload.charCodeAt(i) - 48;
        const six = code > 40 ? code - 8 : code;
        const spare = i === payload.length - 1 ? fill : 0;
        held = (held << (6 - spare)) | (six >> spare);
        count += 6 - spare;
        if (count < 8) continue;
        count -= 8;
        this.bytes[byte++] = held >> count;
        held &= (1 << count) - 1;
      }
    }
    if (count > 0) this.bytes[byte] = held << (8 - count);
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
