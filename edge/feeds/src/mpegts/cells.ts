import { concat } from '@greenline/base';
import { beginsPacket, MOST_PACKET_BYTES } from '../klv/packet.ts';

const HEADER_BYTES = 5;
/**
 * Takes access units out of the cells that synchronous metadata comes in (stream type 0x15;
 * ISO/IEC 13818-1, 2.12.4). A unit may come in pieces, over several packets.
 */
export class CellReader {
  #held: Uint8Array | undefined;

  /** The units that the cells of one packet complete; `undefined` where the cells do not fit together. */
  push(payload: Uint8Array): Uint8Array[] | undefined {
    // Some senders leave the cells out.
    if (beginsPacket(payload)) return [payload];
    const units: Uint8Array[] = [];
    for (let at = 0; at < payload.length; ) {
      if (at + HEADER_BYTES > payload.length) return this.#fail();
      const part = (payload[at + 2] as number) >> 6;
      const size = ((payload[at + 3] as number) << 8) | (payload[at + 4] as number);
      const from = at + HEADER_BYTES;
      if (from + size > payload.length) return this.#fail();
      const content = payload.subarray(from, from + size);
      at = from + size;
      if (part === 0b11) units.push(content);
      else if (part === 0b10) this.#held = content;
      else if (this.#held === undefined || this.#held.length + size > MOST_PACKET_BYTES)
        return this.#fail();
      else this.#held = concat(this.#held, content);
      if (part === 0b01 && this.#held !== undefined) {
        units.push(this.#held);
        this.#held = undefined;
      }
    }
    return units;
  }

  reset(): void {
    this.#held = undefined;
  }

  #fail(): undefined {
    this.#held = undefined;
    return undefined;
  }
}
