import type { ReadClause } from '../language/clauses.ts';
import { listWords } from '../language/list-words.ts';
import type { Naming } from '../language/naming.ts';
import type { Aspect } from './aspect.ts';
import { clauseAspects } from './clause-aspects.ts';

/** Where the readings of one clause part from one another. */
export interface Partings {
  readonly clause: string;
  readonly readings: readonly string[];
  /** The reading that the commission chose, where it did. */
  readonly chosen?: string;
  /** What they say differently, and what each says of it; a reading that says nothing of it is left out. */
  readonly parts: readonly {
    readonly what: string;
    readonly says: Readonly<Record<string, string>>;
  }[];
}

export function partings(readings: readonly ReadClause[], naming: Naming): Partings {
  const said = readings.map((one) => ({
    name: one.name ?? '',
    aspects: new Map(clauseAspects(one, naming).map((each): [string, Aspect] => [each.what, each])),
  }));
  const all = new Set(said.flatMap(({ aspects }) => [...aspects.keys()]));
  const chosen = readings.find(({ source, name }) => source.chosenReading === name);
  return {
    clause: readings[0]?.source.cite ?? '',
    readings: said.map(({ name }) => name),
    ...(chosen?.name === undefined ? {} : { chosen: chosen.name }),
    parts: [...all].flatMap((what) => {
      const values = said.map(({ aspects }) => aspects.get(what)?.value);
      if (new Set(values).size === 1) return [];
      const says = said.flatMap(({ name, aspects }) => {
        const words = aspects.get(what)?.words;
        return words === undefined ? [] : [[name, words] as const];
      });
      return [{ what, says: Object.fromEntries(says) }];
    }),
  };
}

/** The same in sentences. */
export function partingWords({ readings, chosen, parts }: Partings): readonly string[] {
  const who = listWords(readings.map(quoted), 'and');
  const apart = parts.map(({ what, says }) => {
    const each = readings.map((name) => `${quoted(name)} says ${says[name] ?? 'nothing'}`);
    return `They part on the ${what}: ${each.join('; ')}.`;
  });
  const alike = readings.length === 1 ? `${who} is the only reading.` : `${who} say the same.`;
  return [
    ...(apart.length === 0 ? [alike] : apart),
    chosen === undefined
      ? 'None is the default until the commission records its choice.'
      : `The commission chose ${quoted(chosen)}: it alone is judged.`,
  ];
}

const quoted = (name: string): string => `“${name}”`;
