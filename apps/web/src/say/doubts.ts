import type { PlausibilityDoubt } from '@greenline/observation';
import { figure } from './quantity.ts';

const WORDS: Readonly<Record<PlausibilityDoubt['doubt'], string>> = {
  jump: 'leapt farther than such a thing can go',
  duplicate: 'is said to be at two places by turns',
  frozen: 'stands still while it says that it goes',
  circling: 'goes round in a circle with others',
  clock: 'bears times that are not ours',
  drift: 'lies off what others see there',
};

/** Why a position that a thing reports of itself is doubted, with what was found and the most plausible. */
export function doubtWords({ doubt, measured, limit, unit }: PlausibilityDoubt): string {
  const said = WORDS[doubt] ?? doubt;
  const digits = unit === 's' ? 1 : 0;
  return `${said}: ${figure(measured, digits)} ${unit}, plausible up to ${figure(limit, digits)}`;
}
