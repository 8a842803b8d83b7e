import { fail, type Result } from '@greenline/base';
import { MAX_LEAF } from './tiles.ts';

/** Why the log refused, with the place, the reason in words, and what to do. */
export type LogError =
  /** Another leaf already stands at this index: the fold is not the one that was logged. */
  | { readonly kind: 'fork'; readonly index: number; readonly reason: string }
  /** Leaves between the end of the log and this index are missing. */
  | { readonly kind: 'gap'; readonly index: number; readonly reason: string }
  /** The leaf is longer than an entry bundle can say (65,535 bytes). */
  | { readonly kind: 'too-large'; readonly index: number; readonly reason: string }
  /** What lies in the store is not what was written there. */
  | { readonly kind: 'damaged'; readonly path: string; readonly reason: string };

export const fork = (index: number): Result<never, LogError> =>
  fail({
    kind: 'fork',
    index,
    reason: `leaf ${index} of the log is another; keep the log, and find why the fold changed`,
  });

export const gap = (index: number, size: number): Result<never, LogError> =>
  fail({
    kind: 'gap',
    index,
    reason: `the log has ${size} leaves; append or publish those before leaf ${index} first`,
  });

export const tooLarge = (index: number, length: number): Result<never, LogError> =>
  fail({
    kind: 'too-large',
    index,
    reason: `leaf ${index} has ${length} bytes of at most ${MAX_LEAF}; log its digest instead`,
  });
