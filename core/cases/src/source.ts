import type { Trust } from '@greenline/observation';

/** A sensor as the mission's register knows it, as far as it matters to whose word a case rests on. */
export interface KnownSensor {
  readonly id: string;
  readonly nation: string;
  /** As the register has it: `mast camera`, `patrol`. */
  readonly kind: string;
  readonly trust: Trust;
  /** The sensor whose word it merely passes on; absent: it senses itself. */
  readonly relays?: string;
  /** The sensors that it hears, where it reports tracks of a tracker of its own: it saw nothing itself. */
  readonly fuses?: readonly string[];
}

/**
 * Somebody's word that a case rests on: one sensor, however many hands passed it on.
 *
 * Two nodes that relay one sensor are one source; so are two names under which the same bytes came.
 */
export interface Source {
  /** The sensor that sensed, never a relay. */
  readonly id: string;
  readonly nation: string;
  readonly kind: string;
  readonly trust: Trust;
  /** The names under which its word came: its own and its relays', sorted. */
  readonly by: readonly string[];
}

/** Two lists as one: each source once, with all its names, authenticated where either is. In order of id. */
export function joinSources(a: readonly Source[], b: readonly Source[]): readonly Source[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const byId = new Map(a.map((source) => [source.id, source]));
  for (const source of b) {
    const known = byId.get(source.id);
    byId.set(source.id, known === undefined ? source : united(known, source));
  }
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function united(a: Source, b: Source): Source {
  if (a === b) return a;
  const by = [...new Set([...a.by, ...b.by])].sort();
  return { ...a, by, trust: a.trust === 'authenticated' ? a.trust : b.trust };
}

/** Whether a name is a source's own or that of one of its relays. */
export const isCalled = (source: Source, name: string): boolean =>
  source.id === name || source.by.includes(name);
