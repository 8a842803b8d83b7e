import type { DecodeError } from '@greenline/observation';

/** A message that is not as its table says; thrown inside, a value at the decoder's door. */
export class WireRefusal extends Error {
  readonly error: DecodeError;
  constructor(kind: string, text: string, where: { field?: string; offset?: number } = {}) {
    super(text);
    this.error = { kind, ...where, text };
  }
}

/** Messages inside one another. SAPIENT's sub-classes need about six. */
export const MOST_DEPTH = 32;

/** Where a message keeps the fields that its table does not know, base64: they survive the round trip. */
export const UNKNOWN = 'unknownFields';
