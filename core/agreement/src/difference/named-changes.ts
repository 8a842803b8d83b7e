import { type Aspect, differences } from './aspect.ts';
import type { AgreementChange, Part } from './change.ts';

/** One named part of one version: what it says of each thing, and all of it in a sentence. */
export interface Described {
  readonly aspects: readonly Aspect[];
  readonly words: string;
}

/** Parts by name, in two versions: first those of the old, then those that the new one adds. */
export function namedChanges(
  part: Part,
  before: ReadonlyMap<string, Described>,
  after: ReadonlyMap<string, Described>,
): readonly AgreementChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === undefined || is === undefined) return [cameOrWent(part, name, was, is)];
    const found = differences(was.aspects, is.aspects);
    return found.length === 0 ? [] : [{ part, name, change: 'changed', differences: found }];
  });
}

export const cameOrWent = (
  part: Part,
  name: string,
  was: Described | undefined,
  is: Described | undefined,
): AgreementChange => ({
  part,
  name,
  change: was === undefined ? 'added' : 'removed',
  differences: [],
  ...(was === undefined ? {} : { before: was.words }),
  ...(is === undefined ? {} : { after: is.words }),
});
