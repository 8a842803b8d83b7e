import type { Instant, Json } from '@greenline/base';
import type { Line, LineSide, PreparedArea } from '@greenline/geo';
import type { Condition } from './condition.ts';
import type { Hours } from './local-time.ts';
import type { Moment } from './moment.ts';
import type { Things } from './things.ts';

/** A line of the agreement, and who stands on which side of it. */
export interface NamedLine {
  readonly name: string;
  readonly words: string;
  readonly line: Line;
  readonly sides: { readonly left: string; readonly right: string };
  readonly inForceAt: (at: Instant) => boolean;
}

/** A zone of the agreement, ready to be asked. */
export interface NamedZone {
  readonly name: string;
  readonly words: string;
  readonly area: PreparedArea;
  readonly inForceAt: (at: Instant) => boolean;
}

export type FieldPath = readonly (string | number)[];

/**
 * What the words of one clause stand for. A word that stands for nothing is noted as an error at
 * its place in the file, and a placeholder comes back, so that one check finds all errors.
 */
export interface Terms {
  readonly timezone: string;
  /** The two principal parties, in the order of the file. */
  readonly parties: readonly [string, string];
  readonly isParty: (id: string) => boolean;
  /** Whose things are the mission’s own, which no clause binds that does not name them. */
  readonly missionSide: ReadonlySet<string>;
  zone(name: string, ...field: FieldPath): NamedZone;
  line(name: string, ...field: FieldPath): NamedLine;
  /** The reference line of each principal party: one name for both, or one for each. */
  lineFor(
    source: string | Readonly<Record<string, string>>,
    ...field: FieldPath
  ): ReadonlyMap<string, NamedLine>;
  /** A value for both parties, or one for each. */
  perParty<T>(source: T | Readonly<Record<string, T>>, ...field: FieldPath): ReadonlyMap<string, T>;
  things(names: readonly string[], ...field: FieldPath): Things;
  /** Names of the classes and models that the file defines. */
  readonly classNames: readonly string[];
  /** The kind of the taxonomy that a name stands for: a model of the table is of its kind. */
  kindOf(name: string): string;
  /** Greatest range in metres: what the fact states, else what the table of models says. */
  rangeOf(name: string, attributes: Readonly<Record<string, Json>>): number | undefined;
  /** All places within a distance of a line on both sides, and of these the ones in a zone. */
  near(
    line: NamedLine,
    withinM: number,
    zone: NamedZone | undefined,
    ...field: FieldPath
  ): PreparedArea;
  /** Several areas as one. */
  together(areas: readonly PreparedArea[], ...field: FieldPath): PreparedArea;
  condition(expression: string, ...field: FieldPath): Condition;
  /** A time that is known beforehand. */
  time(text: string, ...field: FieldPath): Instant;
  /** A time that may hang on a milestone still to come; `hearing.at` says when it is. */
  moment(text: string, ...field: FieldPath): Moment;
  hours(text: string, ...field: FieldPath): Hours;
  party(id: string, ...field: FieldPath): void;
  refuse(text: string, ...field: FieldPath): void;
}

/** The party's own side of a line; `undefined` where it has none. */
export const sideOf = (line: NamedLine, party: string): LineSide | undefined =>
  line.sides.left === party ? 'left' : line.sides.right === party ? 'right' : undefined;
