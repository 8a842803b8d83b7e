import { type Instant, instant } from '@greenline/base';
import {
  bandZone,
  type difference,
  discZone,
  inForce,
  intersection,
  type Line,
  type PreparedArea,
  prepareArea,
  union,
} from '@greenline/geo';
import { isKind, KINDS } from '@greenline/observation';
import { compileCondition } from './condition.ts';
import { type Hours, readHours } from './local-time.ts';
import type { PlacedMilestones } from './milestones.ts';
import type { Moment } from './moment.ts';
import { noSuch } from './no-such.ts';
import type { ClassSource, ModelSource } from './schema.ts';
import type { FieldPath, NamedLine, NamedZone, Terms } from './terms.ts';
import { anyOf, classThings, kindOf, kindThings, rangeOf, type Things } from './things.ts';

/** What the words of an agreement stand for, whichever clause uses them. */
export interface Words {
  readonly timezone: string;
  readonly parties: readonly [string, string];
  readonly everybody: ReadonlySet<string>;
  readonly missionSide: ReadonlySet<string>;
  readonly lines: ReadonlyMap<string, NamedLine>;
  readonly zones: ReadonlyMap<string, NamedZone>;
  readonly classes: Readonly<Record<string, ClassSource>>;
  readonly models: Readonly<Record<string, ModelSource>>;
  /** Names of zones that a clause has used. */
  readonly usedZones: Set<string>;
  readonly usedLines: Set<string>;
  /** Zones and lines of the file that are not sound: what is wrong with each is told once. */
  readonly unsound: ReadonlySet<string>;
  /** Classes of the file that something has used, made out. */
  readonly usedClasses: Map<string, Things>;
  readonly milestones: PlacedMilestones;
  /** Moments named, at which terms begin or end. */
  readonly turns: Set<Instant>;
  /** Moments that hang on a milestone still to come. */
  readonly movable: Set<Moment>;
  refuse(field: FieldPath, text: string): void;
}

/** The terms of the clause that stands at a place in the file. */
export function termsAt(words: Words, base: FieldPath): Terms {
  const refuse = (text: string, ...field: FieldPath): void =>
    words.refuse([...base, ...field], text);
  const unknown = (what: string, name: string, known: Iterable<string>, field: FieldPath): void =>
    refuse(noSuch(what, name, known), ...field);
  const terms: Terms = {
    timezone: words.timezone,
    parties: words.parties,
    isParty: (id) => words.everybody.has(id),
    missionSide: words.missionSide,
    zone(name, ...field) {
      const zone = words.zones.get(name);
      if (zone === undefined && !words.unsound.has(`zone ${name}`))
        unknown('zone', name, words.zones.keys(), field);
      words.usedZones.add(name);
      return zone ?? nowhereZone();
    },
    line(name, ...field) {
      const line = words.lines.get(name);
      if (line === undefined && !words.unsound.has(`line ${name}`))
        unknown('line', name, words.lines.keys(), field);
      words.usedLines.add(name);
      return line ?? NOWHERE_LINE;
    },
    lineFor(source, ...field) {
      return new Map(
        [...terms.perParty<string>(source, ...field)].map(([party, name]) => {
          const line = terms.line(name, ...field);
          if (line !== NOWHERE_LINE && line.sides.left !== party && line.sides.right !== party)
            refuse(`line ${name} has no side of ${party}`, ...field);
          return [party, line];
        }),
      );
    },
    perParty<T>(source: T | Readonly<Record<string, T>>, ...field: FieldPath) {
      if (typeof source !== 'object' || source === null)
        return new Map(words.parties.map((party) => [party, source as T]));
      const each = new Map(Object.entries(source as Readonly<Record<string, T>>));
      for (const party of each.keys())
        if (!words.parties.includes(party))
          unknown('party', party, words.parties, [...field, party]);
      for (const party of words.parties)
        if (!each.has(party)) refuse(`says nothing for ${party}: both parties need one`, ...field);
      return each;
    },
    classNames: [...Object.keys(words.classes), ...Object.keys(words.models)],
    things(names, ...field) {
      return anyOf(
        names.map((name, i) => thingsOf(words, name, (text) => refuse(text, ...field, i), [])),
      );
    },
    kindOf: (name) => kindOf(name, {}, words.models),
    rangeOf: (name, attributes) => rangeOf(name, attributes, words.models),
    near(line, within, zone, ...field) {
      const band = bandZone(line.line, { left: within, right: within });
      const area =
        !band.ok || zone === undefined ? band : intersection([band.value, zone.area.area]);
      return prepared(area, (text) => refuse(text, ...field));
    },
    together: (areas, ...field) =>
      areas.length === 1
        ? (areas[0] as PreparedArea)
        : prepared(union(areas.map(({ area }) => area)), (text) => refuse(text, ...field)),
    condition(expression, ...field) {
      const compiled = compileCondition(expression);
      if (compiled.ok) return compiled.value;
      refuse(compiled.error, ...field);
      return () => undefined;
    },
    time(text, ...field) {
      const { fixed, milestone } = terms.moment(text, ...field);
      if (fixed === undefined)
        refuse(
          `hangs on ${milestone}, whose time is not known beforehand: write a time, or give the clause a window`,
          ...field,
        );
      return fixed ?? instant(0);
    },
    moment(text, ...field) {
      const moment = words.milestones.read(text, [...base, ...field]);
      if (moment.fixed !== undefined) words.turns.add(moment.fixed);
      else words.movable.add(moment);
      return moment;
    },
    hours(text, ...field): Hours {
      const hours = readHours(text);
      if (hours === undefined) refuse('must be daily hours, as 07:00-09:00', ...field);
      return hours ?? { from: 0, to: 1 };
    },
    party(id, ...field) {
      if (!words.everybody.has(id)) unknown('party', id, words.everybody, field);
    },
    refuse,
  };
  return terms;
}

/** A class of the file or a kind of the taxonomy. */
function thingsOf(
  words: Words,
  name: string,
  refuse: (text: string) => void,
  above: readonly string[],
): Things {
  const { classes, models } = words;
  if (above.includes(name)) {
    refuse(`${[...above, name].join(' without ')}: a class cannot be taken out of itself`);
    return kindThings('object', models);
  }
  const made = words.usedClasses.get(name);
  if (made !== undefined) return made;
  const source = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (source !== undefined) {
    const without = (source.without ?? []).map((other) =>
      thingsOf(words, other, refuse, [...above, name]),
    );
    const things = classThings(name, source, models, without);
    words.usedClasses.set(name, things);
    return things;
  }
  if (isKind(name)) return kindThings(name, models);
  if (Object.hasOwn(models, name)) return classThings(name, { models: [name] }, models, []);
  refuse(noSuch('class', name, [...Object.keys(classes), ...KINDS, ...Object.keys(models)]));
  return kindThings('object', models);
}

export const always =
  (validity: { readonly from?: Instant; readonly to?: Instant }) => (at: Instant) =>
    inForce({ validity }, at);

/** Areas that exceptions cut out of a clause's own. */
export function sharedArea(own: PreparedArea | undefined, zone: PreparedArea): PreparedArea {
  if (own === undefined) return zone;
  const made = intersection([own.area, zone.area]);
  const ready = made.ok ? prepareArea(made.value) : undefined;
  return ready?.ok === true ? ready.value : zone;
}

function prepared(
  area: ReturnType<typeof difference>,
  refuse: (text: string) => void,
): PreparedArea {
  const ready = area.ok ? prepareArea(area.value) : area;
  if (ready.ok) return ready.value;
  refuse(ready.error.text);
  return nowhere();
}

/** What an unknown name stands for until the check has failed. */
function nowhere(): PreparedArea {
  const disc = discZone({ lon: 0, lat: 0 }, 1);
  const ready = disc.ok ? prepareArea(disc.value) : disc;
  if (!ready.ok) throw new Error('a disc of one metre can be prepared');
  return ready.value;
}

const nowhereZone = (): NamedZone => ({
  name: '',
  words: '',
  area: nowhere(),
  inForceAt: () => false,
});

const NOWHERE_LINE: NamedLine = {
  name: '',
  words: '',
  line: {
    positions: [
      { lon: 0, lat: 0 },
      { lon: 1, lat: 0 },
    ],
  } as Line,
  sides: { left: '', right: '' },
  inForceAt: () => false,
};
