/** The same bytes as a plain array: a Buffer's `slice` is no copy, and keeps the piece it came in. */
export const plainBytes = (piece: Uint8Array): Uint8Array =>
  new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
