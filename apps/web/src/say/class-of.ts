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
