import { type ClassProbabilities, isA } from '@greenline/observation';
import { mobilityOf } from './mobility.ts';

/** What one source has said of a thing's class, all its looks together. */
export interface Word {
  looks: number;
  /** The mean of them: looks of one source are no independent witnesses. */
  mean: ClassProbabilities;
}

/** Who cannot be held to what they say count as one source, however many they are. */
export const UNHELD = '';
const MOST_SOURCES = 16;

/** Takes in what a source says of the class. False where that changed nothing. */
export function hearClass(
  words: Map<string, Word>,
  source: string,
  said: ClassProbabilities,
): boolean {
  if (Object.keys(said).length === 0) return false;
  const word = words.get(source);
  if (word === undefined) {
    if (words.size >= MOST_SOURCES) return false;
    words.set(source, { looks: 1, mean: said });
    return true;
  }
  word.looks += 1;
  if (sameClasses(word.mean, said)) return false;
  word.mean = meanOf(word.mean, said, word.looks);
  return true;
}

/**
 * What the sources together say, given that the thing has gone faster than `speed`, m/s.
 *
 * A probability of a wide kind is that the thing is some kind below it; what is missing to one says
 * nothing. Sources are independent, so that their words multiply: where one kind lies below the
 * other, the narrower stands; where they exclude each other, the product is struck out and the rest
 * scaled up (Dempster's rule on the tree of kinds: Bayes' rule where every word names leaves).
 */
export function classOf(words: ReadonlyMap<string, Word>, speed = 0): ClassProbabilities {
  const told = [...words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { mean }]) => mean);
  const [first = {}, ...others] = told;
  let all = first;
  for (const other of others) all = together(all, other);
  return possible(all, speed);
}

function together(a: ClassProbabilities, b: ClassProbabilities): ClassProbabilities {
  const sum = new Map<string, number>();
  const add = (name: string, p: number) => sum.set(name, (sum.get(name) ?? 0) + p);
  const [openA, openB] = [unsaid(a), unsaid(b)];
  let struck = 0;
  for (const [one, p] of Object.entries(a)) {
    add(one, p * openB);
    for (const [other, q] of Object.entries(b)) {
      if (isA(one, other)) add(one, p * q);
      else if (isA(other, one)) add(other, p * q);
      else struck += p * q;
    }
  }
  for (const [other, q] of Object.entries(b)) add(other, q * openA);
  // Two who are sure of different things leave nothing: then neither is believed.
  if (struck > 1 - 1e-6) return {};
  return rounded(sum, 1 - struck);
}

/** Strikes out what does not go so fast. */
function possible(classes: ClassProbabilities, speed: number): ClassProbabilities {
  const names = Object.keys(classes);
  const slow = names.filter((name) => mobilityOf({ [name]: 1 }).topSpeed < speed);
  if (slow.length === 0) return classes;
  const out = slow.reduce((total, name) => total + (classes[name] ?? 0), 0);
  if (out > 1 - 1e-6) return {};
  const left = names.filter((name) => !slow.includes(name));
  return rounded(new Map(left.map((name) => [name, classes[name] ?? 0])), 1 - out);
}

const unsaid = (classes: ClassProbabilities): number =>
  Math.max(0, 1 - Object.values(classes).reduce((sum, p) => sum + p, 0));

const rounded = (sum: ReadonlyMap<string, number>, scale: number): ClassProbabilities =>
  Object.fromEntries(
    [...sum]
      .map(([name, p]) => [name, Math.round((p / scale) * 1e6) / 1e6] as const)
      .filter(([, p]) => p > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

function meanOf(before: ClassProbabilities, look: ClassProbabilities, looks: number) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(look)])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const mean = ((before[name] ?? 0) * (looks - 1) + (look[name] ?? 0)) / looks;
      return [name, Math.round(mean * 1e6) / 1e6];
    }),
  );
}

export function sameClasses(a: ClassProbabilities, b: ClassProbabilities): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
