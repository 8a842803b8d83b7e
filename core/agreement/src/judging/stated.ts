import type { Json } from '@greenline/base';

/** What an attribute states; `undefined` where it is absent or of another sort. */
export const statedNumber = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const statedFlag = (value: Json | undefined): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** One text, or a list of them. */
export const statedTexts = (value: Json | undefined): readonly string[] | undefined => {
  const all = Array.isArray(value) ? value : [value];
  return all.length > 0 && all.every((one) => typeof one === 'string') ? all : undefined;
};

/** True where one is, false where all are not; `undefined` where that hangs on what is not known. */
export function anyOfThem(all: readonly (boolean | undefined)[]): boolean | undefined {
  if (all.includes(true)) return true;
  return all.includes(undefined) ? undefined : false;
}
