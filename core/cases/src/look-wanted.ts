import type { Instant } from '@greenline/base';
import { type Cell, cellOf } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { ConfidenceLevel, Weighed } from './confidence.ts';
import type { KnownSensor } from './source.ts';

/**
 * A look that would raise a case's confidence: what to ask for, of whom, where and until when.
 *
 * It names a cell of the 1-km grid and never the exact place, and it may go to nobody to whom the
 * case may not.
 */
export interface LookWanted {
  readonly raisesTo: ConfidenceLevel;
  /** Kinds of registered sensors that would do, sorted; empty: the mission has none. */
  readonly kinds: readonly string[];
  /** Nations that have such sensors, sorted. */
  readonly nations: readonly string[];
  /** Sensors whose word would count for nothing more. */
  readonly notBy: readonly string[];
  /** Absent where nothing placed the case. */
  readonly cell?: {
    readonly id: string;
    /** One closed ring of [lon, lat] (RFC 7946). */
    readonly polygon: readonly (readonly [lon: number, lat: number])[];
  };
  readonly dueAt: Instant;
  /** The case's own. */
  readonly label: LabelId;
  /** All of it in one sentence. */
  readonly words: string;
}

const NEXT: Readonly<Partial<Record<ConfidenceLevel, ConfidenceLevel>>> = {
  none: 'single',
  unauthenticated: 'single',
  single: 'two',
  two: 'three',
};

export function lookWanted(
  level: ConfidenceLevel,
  { sources, withdrawn, position, label }: Weighed,
  dueAt: Instant,
  now: Instant,
  sensors: ReadonlyMap<string, KnownSensor>,
): LookWanted | undefined {
  const raisesTo = NEXT[level];
  if (raisesTo === undefined) return undefined;
  const held = sources.filter(({ trust }) => trust === 'authenticated');
  const counted = new Set([...held.map(({ id }) => id), ...withdrawn]);
  const seen = new Set(held.map(({ nation }) => nation));
  const oneKind = raisesTo === 'three' && new Set(held.map(({ kind }) => kind)).size === 1;
  const able = [...sensors.values()].filter(
    ({ id, trust, relays, kind }) =>
      trust === 'authenticated' &&
      relays === undefined &&
      !counted.has(id) &&
      !(oneKind && kind === held[0]?.kind),
  );
  const foreign = able.filter(({ nation }) => !seen.has(nation));
  const asked = foreign.length > 0 ? foreign : able;
  const kinds = distinct(asked.map(({ kind }) => kind));
  const nations = distinct(asked.map(({ nation }) => nation));
  const cell = position === undefined ? undefined : cellOf(position);
  const hours = Math.max(0, Math.round((dueAt - now) / 360_000) / 10);
  const whose =
    foreign.length > 0 && seen.size > 0 ? 'a sensor of another nation' : 'another sensor';
  const words =
    asked.length === 0
      ? 'an authenticated look by another sensor: the register has none to ask'
      : `an authenticated look at ${cell === undefined ? 'the place' : `cell ${cell.id}`} within ${hours} h by ${whose} (${kinds.join(', ')} of ${nations.join(', ')})`;
  return {
    raisesTo,
    kinds,
    nations,
    notBy: [...counted].sort(),
    ...(cell !== undefined && { cell: { id: cell.id, polygon: ringOf(cell) } }),
    dueAt,
    label,
    words,
  };
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

function ringOf({ bounds }: Cell): NonNullable<LookWanted['cell']>['polygon'] {
  const { west, south, east, north } = bounds;
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}
