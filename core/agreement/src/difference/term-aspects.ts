import type { Naming } from '../language/naming.ts';
import { classWords } from '../language/things.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { milestoneWords, modelWords, phaseWords } from '../printout/definitions.ts';
import { windowWords } from '../printout/sentences.ts';
import { type Aspect, aspect } from './aspect.ts';
import type { Described } from './named-changes.ts';
import { keyAspect } from './written-words.ts';

type Record_ = Readonly<Record<string, unknown>>;

/** Parts of the file that are tables of names: everything but lines, zones and clauses. */
export const TABLES = {
  party: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(source.parties, written.parties, naming, ({ name, role }) => `${name} (${role})`),
  source: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(
      byId(source.sources),
      byId(written.sources as readonly { readonly id: string }[]),
      naming,
      ({ title, confidence }) => `${title ?? 'no title'} (${confidence})`,
    ),
  moment: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(source.milestones, written.milestones, naming, (one) => milestoneWords(one, naming)),
  phase: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(source.phases, written.phases, naming, (one) => phaseWords(one, naming)),
  class: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(source.classes, written.classes, naming, (one) =>
      [one.title, classWords(one)].filter((words) => words !== undefined).join(': '),
    ),
  model: ({ source, written }: PreparedAgreement, naming: Naming) =>
    described(source.models, written.models, naming, modelWords),
} as const;

function described<T extends object>(
  all: Readonly<Record<string, T>> | undefined,
  written: unknown,
  naming: Naming,
  words: (one: T) => string,
): ReadonlyMap<string, Described> {
  return new Map(
    Object.entries(all ?? {}).map(([name, one]) => {
      const own = (written as Readonly<Record<string, Record_>>)[name] ?? {};
      return [name, { aspects: termAspects(one as Record_, own, naming), words: words(one) }];
    }),
  );
}

/** What a term says, key by key. Times are said in words; a validity is one thing. */
export function termAspects(
  value: Record_,
  written: Record_,
  naming: Naming,
  skip: ReadonlySet<string> = NONE,
): readonly Aspect[] {
  return Object.keys(value)
    .filter((key) => !skip.has(key) && value[key] !== undefined)
    .map((key) => {
      if (TIMES.has(key) && typeof value[key] === 'string') {
        const said = naming.time(value[key]);
        return keyAspect(key, said, said, naming);
      }
      if (key === 'validity') {
        const said = windowWords(value[key] as { from?: string; to?: string }, naming) ?? '';
        return aspect('time in which it holds', said, said);
      }
      return keyAspect(key, value[key], written[key], naming);
    });
}

const NONE: ReadonlySet<string> = new Set();
const TIMES = new Set(['at', 'since', 'from', 'to', 'start']);

const byId = <T extends { readonly id: string }>(all: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(all.map((one) => [one.id, one]));
