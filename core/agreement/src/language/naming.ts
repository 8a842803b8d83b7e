import { isKind } from '@greenline/observation';
import type { AgreementSource } from './file-schema.ts';
import { kindWords } from './kind-words.ts';
import { listWords } from './list-words.ts';
import { placeMilestones } from './milestones.ts';
import { timeWords } from './time-words.ts';

/** How an agreement’s own names are said to people. A name that stands for nothing is said as it is. */
export interface Naming {
  /** `“area of separation”`, in quotation marks: the definitions say what it is. */
  zone(name: string): string;
  /** `Line A`. */
  line(name: string): string;
  /** One line for both parties, or one for each: `Line A for Israel, Line B for Syria`. */
  lineOf(line: string | Readonly<Record<string, string>>): string;
  /** `tanks, howitzers or artillery of 100 mm and more`. */
  things(names: readonly string[], word: 'and' | 'or'): string;
  party(id: string): string;
  phase(name: string): string;
  milestone(name: string): string;
  /** A time as the file writes it, local and UTC, or counted from a milestone. */
  time(text: string): string;
}

export function namingOf(source: AgreementSource): Naming {
  const { zones = {}, lines = {}, classes = {}, milestones = {}, phases = {} } = source;
  const { parties, timezone } = source;
  const placed = placeMilestones(milestones, timezone, () => undefined);
  const thing = (name: string): string => {
    if (Object.hasOwn(classes, name)) return classes[name]?.title ?? name;
    return isKind(name) ? kindWords(name) : name;
  };
  const naming: Naming = {
    zone: (name) => `“${named(zones, name)}”`,
    line: (name) => named(lines, name),
    lineOf: (line) =>
      typeof line === 'string'
        ? naming.line(line)
        : Object.entries(line)
            .map(([party, name]) => `${naming.line(name)} for ${naming.party(party)}`)
            .join(', '),
    things: (names, word) => listWords(names.map(thing), word),
    party: (id) => PERSONS[id] ?? named(parties, id),
    phase: (name) => `“${named(phases, name)}”`,
    milestone: (name) => {
      const title = named(milestones, name);
      return title.length > LONGEST_TITLE ? name : title;
    },
    time: (text) => timeWords(placed.read(text, []), placed.names, naming.milestone),
  };
  return naming;
}

/** A milestone whose title is a paragraph goes by its id in a sentence. */
const LONGEST_TITLE = 60;

const named = (
  all: Readonly<Record<string, { readonly name?: string | undefined }>>,
  id: string,
): string => (Object.hasOwn(all, id) ? all[id]?.name : undefined) ?? id;

const PERSONS: Readonly<Record<string, string | undefined>> = {
  mission: 'the mission',
  private: 'private persons',
  unknown: 'whoever is unknown',
};
