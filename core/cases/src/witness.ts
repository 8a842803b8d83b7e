import type { Instant } from '@greenline/base';
import type { ClassProbabilities, Trust } from '@greenline/observation';
import type { CaseBook } from './case-book.ts';
import { joinSources, type KnownSensor, type Source } from './source.ts';

/** One look at a subject, as far as it says on whose word what is known of the subject rests. */
export interface Testimony {
  /** Name under which it came. */
  readonly sensor: string;
  /** The sensor that it says it passes on: a claim, which the register's own word overrides. */
  readonly origin?: string;
  readonly nation: string;
  readonly trust: Trust;
  /** Of the bytes it came in. */
  readonly digest: string;
  readonly class: ClassProbabilities;
  readonly at: Instant;
}

/** Who has seen one track, event or stated subject, and what they take it for. */
export interface Witnessed {
  sources: readonly Source[];
  /** Most probable class; of equals the first by name. */
  class: string;
  at: Instant;
  /** Digests of the latest looks, with the source of each: the same bytes under another name are no second source. */
  readonly recent: { readonly digest: string; readonly source: string }[];
}

const KEPT = 8;
const MOST_SOURCES = 32;

/** Notes who saw a subject, for the cases that may come to be about it. True where that is somebody new. */
export function witness(
  book: CaseBook,
  subject: string,
  told: Testimony,
  sensors: ReadonlyMap<string, KnownSensor>,
): boolean {
  let known = book.witnessed.get(subject);
  if (known === undefined) {
    known = { sources: [], class: '', at: told.at, recent: [] };
    book.witnessed.set(subject, known);
  }
  known.at = told.at;
  known.class = likeliest(told.class) ?? known.class;
  const id = sourceOf(known, told, sensors);
  if (known.recent.length >= KEPT) known.recent.shift();
  known.recent.push({ digest: told.digest, source: id });
  const before = known.sources.find((source) => source.id === id);
  const settled = before?.trust === 'authenticated' || before?.trust === told.trust;
  if (settled && before?.by.includes(told.sensor)) return false;
  if (before === undefined && known.sources.length >= MOST_SOURCES) return false;
  const registered = sensors.get(id);
  known.sources = joinSources(known.sources, [
    {
      id,
      nation: registered?.nation ?? told.nation,
      kind: registered?.kind ?? 'unregistered',
      trust: told.trust,
      by: [told.sensor],
    },
  ]);
  return true;
}

/** What is known of some subjects: whose word it is, and of what classes they are. */
export function witnessed(
  book: CaseBook,
  subjects: readonly string[],
): { readonly sources: readonly Source[]; readonly classes: readonly string[] } {
  let sources: readonly Source[] = [];
  const classes = new Set<string>();
  for (const subject of subjects) {
    const known = book.witnessed.get(subject);
    if (known === undefined) continue;
    sources = joinSources(sources, known.sources);
    if (known.class !== '') classes.add(known.class);
  }
  return { sources, classes: [...classes].sort() };
}

/** Forgets subjects that nobody has seen since. Cases keep whose word they rest on. */
export function forgetWitnessed(book: CaseBook, before: Instant): void {
  for (const [subject, { at }] of book.witnessed) {
    if (at < before) book.witnessed.delete(subject);
  }
}

/**
 * The source that a look counts for. A name belongs to one source of a subject for good, so that
 * nobody becomes two by what it claims, and no claim makes one of two others.
 */
function sourceOf(
  { sources, recent }: Witnessed,
  { sensor, origin, digest }: Testimony,
  sensors: ReadonlyMap<string, KnownSensor>,
): string {
  const named = sources.find(({ by }) => by.includes(sensor));
  if (named !== undefined) return named.id;
  const same = recent.find((look) => look.digest === digest);
  if (same !== undefined) return same.source;
  const fused = sensors.get(sensor)?.fuses;
  if (fused !== undefined)
    return sources.find(({ id }) => fused.includes(id))?.id ?? fused[0] ?? sensor;
  // What a tracker passed on before may have been this one's word: then it was counted.
  const passedOn = sources.find(({ by }) =>
    by.every((name) => sensors.get(name)?.fuses?.includes(sensor)),
  );
  if (passedOn !== undefined) return passedOn.id;
  const relayed = sensors.get(sensor)?.relays !== undefined;
  return originOf(relayed ? sensor : (origin ?? sensor), sensors);
}

const LONGEST_CHAIN = 8;

/** The sensor behind a name: relays of relays are followed to their end. */
export function originOf(name: string, sensors: ReadonlyMap<string, KnownSensor>): string {
  let id = name;
  for (let hop = 0; hop < LONGEST_CHAIN; hop++) {
    const relayed = sensors.get(id)?.relays;
    if (relayed === undefined) return id;
    id = relayed;
  }
  return id;
}

function likeliest(classes: ClassProbabilities): string | undefined {
  let best: string | undefined;
  for (const name in classes) {
    const [p, q] = [classes[name] ?? 0, best === undefined ? 0 : (classes[best] ?? 0)];
    if (p > q || (p === q && p > 0 && best !== undefined && name < best)) best = name;
  }
  return best;
}
