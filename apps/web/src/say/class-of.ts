import { plain } from '../words.ts';

/** The most probable class with its probability; what is missing to 1 is unknown. */
export function mostProbable(classes: Readonly<Record<string, number>> | string | undefined): {
  readonly name: string;
  readonly probability?: number;
} {
  if (typeof classes === 'string') return { name: classes };
  let name = 'unknown';
  let probability = 0;
  let sum = 0;
  for (const [each, p] of Object.entries(classes ?? {})) {
    sum += p;
    if (p > probability) {
      name = each;
      probability = p;
    }
  }
  return probability >= 1 - sum ? { name, probability } : { name: 'unknown' };
}

/** `tank, 80 %`. */
export function classWords(classes: Readonly<Record<string, number>> | string | undefined): string {
  const { name, probability } = mostProbable(classes);
  return probability === undefined || probability >= 0.995
    ? plain(name)
    : `${plain(name)}, ${Math.round(probability * 100)} %`;
}

const MOST_SHARES = 5;

/** The likeliest kinds, most first, and what is left over as unknown; none below one in a hundred. */
export function classShares(
  classes: Readonly<Record<string, number>>,
): readonly (readonly [name: string, probability: number])[] {
  const named = Object.entries(classes)
    .filter(([, p]) => p >= 0.01)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_SHARES);
  const left = 1 - named.reduce((sum, [, p]) => sum + p, 0);
  return left >= 0.01 ? [...named, ['unknown', left]] : named;
}
