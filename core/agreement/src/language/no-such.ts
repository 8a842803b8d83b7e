import { nearestName } from '@greenline/declarations';

/** Names told where none is near: more would not be read. */
const MOST_TOLD = 12;

/** That a name stands for nothing, and what was likely meant; else what there is. */
export function noSuch(what: string, name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearestName(name, names);
  const others = names.slice(0, MOST_TOLD).join(', ');
  const more = names.length > MOST_TOLD ? ' …' : '';
  const remedy =
    near === undefined
      ? names.length === 0
        ? 'none is named'
        : `known are ${others}${more}`
      : `did you mean ${near}?`;
  return `there is no ${what} ${name}: ${remedy}`;
}
