export const PACKET_BYTES = 188;
export const SYNC = 0x47;
/** Sizes in use: plain, with a time code before (M2TS), with a check code behind. */
const SIZES = [188, 192, 204];

/** How packets lie in a file: `start` of the first sync byte, and bytes from one to the next. */
export interface Grid {
  readonly start: number;
  readonly size: number;
}

/** Finds the grid of packets; `undefined` without two in a row, or one that ends the bytes. */
export function gridOf(bytes: Uint8Array, from = 0): Grid | undefined {
  for (let start = bytes.indexOf(SYNC, from); start >= 0; start = bytes.indexOf(SYNC, start + 1)) {
    for (const size of SIZES) {
      const rows = Math.min(3, Math.floor((bytes.length - start - 1) / size) + 1);
      const alone = rows === 1 && start + PACKET_BYTES === bytes.length;
      if ((rows >= 2 || alone) && isGrid(bytes, start, size, rows)) return { start, size };
    }
  }
  return undefined;
}

function isGrid(bytes: Uint8Array, start: number, size: number, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (bytes[start + row * size] !== SYNC) return false;
  return true;
}

/** The header of one packet of 188 bytes. */
export interface TsPacket {
  readonly pid: number;
  readonly starts: boolean;
  readonly broken: boolean;
  readonly scrambled: boolean;
  readonly counter: number;
  /** The sender says that the counter starts anew here. */
  readonly discontinuity: boolean;
  /** A picture that needs none before it begins here. */
  readonly randomAccess: boolean;
  /** `undefined` where the packet carries none. */
  readonly payload: Uint8Array | undefined;
}

/** Reads a packet; `undefined` where it does not begin with a sync byte or its parts do not fit. */
export function readTsPacket(bytes: Uint8Array, at = 0): TsPacket | undefined {
  if (bytes[at] !== SYNC || at + PACKET_BYTES > bytes.length) return undefined;
  const [second = 0, third = 0, fourth = 0] = bytes.subarray(at + 1, at + 4);
  let from = at + 4;
  let discontinuity = false;
  let randomAccess = false;
  if ((fourth & 0x20) !== 0) {
    const size = bytes[from] as number;
    if (size > 183) return undefined;
    const flags = size > 0 ? (bytes[from + 1] as number) : 0;
    discontinuity = (flags & 0x80) !== 0;
    randomAccess = (flags & 0x40) !== 0;
    from += 1 + size;
  }
  const filled = (fourth & 0x10) !== 0 && from < at + PACKET_BYTES;
  return {
    pid: ((second & 0x1f) << 8) | third,
    starts: (second & 0x40) !== 0,
    broken: (second & 0x80) !== 0,
    scrambled: (fourth & 0xc0) !== 0,
    counter: fourth & 0xf,
    discontinuity,
    randomAccess,
    payload: filled ? bytes.subarray(from, at + PACKET_BYTES) : undefined,
  };
}
