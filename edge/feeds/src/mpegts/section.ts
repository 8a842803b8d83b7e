import { concat, fail, ok, type Result } from '@greenline/base';

const POLYNOMIAL = 0x04c1_1db7;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
  return crc >>> 0;
});

/** CRC-32/MPEG-2, of ISO/IEC 13818-1 annex A. Zero over a section with its own check code. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = ((crc << 8) ^ (TABLE[(crc >>> 24) ^ byte] as number)) >>> 0;
  return crc;
}

/** One elementary stream of a programme. */
export interface StreamEntry {
  readonly pid: number;
  readonly streamType: number;
  /** The registration descriptors' format identifiers, and those of metadata descriptors. */
  readonly formats: readonly string[];
}

/** What a section of the programme tables says. */
export type Table =
  | { readonly table: 'programmes'; readonly maps: readonly number[] }
  | { readonly table: 'map'; readonly streams: readonly StreamEntry[] }
  | { readonly table: 'other' };

/** Collects the sections of one PID, which may be longer than a packet. */
export class SectionCollector {
  #held: Uint8Array = new Uint8Array();

  /** The whole sections that this packet completes. */
  push(payload: Uint8Array, starts: boolean): Uint8Array[] {
    let rest = payload;
    const sections: Uint8Array[] = [];
    if (starts) {
      const pointer = payload[0] as number;
      if (1 + pointer > payload.length) {
        this.#held = new Uint8Array();
        return sections;
      }
      if (this.#held.length > 0) {
        this.#held = concat(this.#held, payload.subarray(1, 1 + pointer));
        this.#drain(sections);
      }
      this.#held = new Uint8Array();
      rest = payload.subarray(1 + pointer);
    } else if (this.#held.length === 0) return sections;
    this.#held = concat(this.#held, rest);
    this.#drain(sections);
    return sections;
  }

  reset(): void {
    this.#held = new Uint8Array();
  }

  #drain(sections: Uint8Array[]): void {
    while (this.#held.length >= 3 && this.#held[0] !== 0xff) {
      const size = 3 + ((((this.#held[1] as number) & 0xf) << 8) | (this.#held[2] as number));
      if (this.#held.length < size) return;
      sections.push(this.#held.subarray(0, size));
      this.#held = this.#held.subarray(size);
    }
    this.#held = new Uint8Array();
  }
}

/** Reads a section of the PAT or a PMT. Its check code must be right. */
export function readSection(section: Uint8Array): Result<Table, 'bad-crc' | 'malformed'> {
  const id = section[0];
  if (id !== 0 && id !== 2) return ok({ table: 'other' });
  if (section.length < 12) return fail('malformed');
  if (crc32(section) !== 0) return fail('bad-crc');
  // Tables of the next version are announced, not in force.
  if (((section[5] as number) & 1) === 0) return ok({ table: 'other' });
  const end = section.length - 4;
  if (id === 0) {
    const maps: number[] = [];
    for (let at = 8; at + 4 <= end; at += 4) {
      if (word(section, at) !== 0) maps.push(word(section, at + 2) & 0x1fff);
    }
    return ok({ table: 'programmes', maps });
  }
  const streams: StreamEntry[] = [];
  for (let at = 12 + (word(section, 10) & 0xfff); at + 5 <= end; ) {
    const size = word(section, at + 3) & 0xfff;
    if (at + 5 + size > end) return fail('malformed');
    const formats = formatsOf(section.subarray(at + 5, at + 5 + size));
    streams.push({
      streamType: section[at] as number,
      pid: word(section, at + 1) & 0x1fff,
      formats,
    });
    at += 5 + size;
  }
  return ok({ table: 'map', streams });
}

const REGISTRATION = 0x05;
const METADATA = 0x26;

function formatsOf(descriptors: Uint8Array): string[] {
  const formats: string[] = [];
  for (let at = 0; at + 2 <= descriptors.length; at += 2 + (descriptors[at + 1] as number)) {
    const content = descriptors.subarray(at + 2, at + 2 + (descriptors[at + 1] as number));
    if (descriptors[at] === REGISTRATION) formats.push(lettersOf(content.subarray(0, 4)));
    if (descriptors[at] !== METADATA) continue;
    // Application format, its identifier where it is 0xffff, then the format and its identifier.
    const from = word(content, 0) === 0xffff ? 6 : 2;
    if (content[from] === 0xff) formats.push(lettersOf(content.subarray(from + 1, from + 5)));
  }
  return formats;
}

const lettersOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
