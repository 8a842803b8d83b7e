import fc from 'fast-check';

/**
 * Gives every property the same seed, so that a run of the tests says the same each time.
 *
 * `GREENLINE_SEED` gives another, such as the one that a failure has named; `random` a fresh one each time.
 */
const seed = process.env.GREENLINE_SEED ?? '20260310';
if (seed !== 'random') {
  if (!/^-?\d+$/.test(seed)) throw new Error(`GREENLINE_SEED: ${seed}: a whole number, or random`);
  fc.configureGlobal({ seed: Number(seed) });
}
