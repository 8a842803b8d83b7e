/** Unsigned number of `count` (at most 53) bits, the first at bit `from` of `bytes`. Past the end: zeros. */
export function unsigned(bytes: Uint8Array, from: number, count: number): number {
  const skip = from & 7;
  if (count > 0 && skip + count <= 32) {
    const at = from >> 3;
    const word =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    return (word << skip) >>> (32 - count);
  }
  let value = 0;
  for (let at = from; at < from + count; ) {
    const room = 8 - (at & 7);
    const take = Math.min(room, from + count - at);
    const part = ((bytes[at >> 3] ?? 0) >> (room - take)) & (0xff >> (8 - take));
    value = value * 2 ** take + part;
    at += take;
  }
  return value;
}

/** Two's complement. */
export function signed(bytes: Uint8Array, from: number, count: number): number {
  const value = unsigned(bytes, from, count);
  return value >= 2 ** (count - 1) ? value - 2 ** count : value;
}

/** Bits as hex digits, right-aligned. */
export function hexOf(bytes: Uint8Array, from: number, count: number): string {
  let text = '';
  const digits = Math.ceil(count / 4);
  for (let digit = 0; digit < digits; digit++) {
    const end = from + count - 4 * (digits - 1 - digit);
    const start = Math.max(from, end - 4);
    text += unsigned(bytes, start, end - start).toString(16);
  }
  return text.toUpperCase();
}

/** Characters of six bits, ICAO Annex 10 volume IV, table 3-9; trailing spaces are dropped. */
export function sixBitText(bytes: Uint8Array, from: number, characters: number): string {
  let text = '';
  for (let i = 0; i < characters; i++) {
    const code = unsigned(bytes, from + 6 * i, 6);
    const letter = code >= 1 && code <= 26;
    const digit = code >= 48 && code <= 57;
    text += letter ? String.fromCharCode(64 + code) : digit ? String.fromCharCode(code) : ' ';
  }
  return text.trimEnd();
}
