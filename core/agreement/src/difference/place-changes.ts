import { areaKm2, boundaryOf, boundaryShift, lengthKm, lineShift } from '@greenline/geo';
import type { Naming } from '../language/naming.ts';
import type { ZoneSource } from '../language/schema.ts';
import type { PreparedAgreement } from '../prepared.ts';
import { zoneWords } from '../printout/zone-words.ts';
import { type Aspect, aspect, type Difference, differences } from './aspect.ts';
import type { AgreementChange, GeometryChange } from './change.ts';
import { cameOrWent } from './named-changes.ts';
import { termAspects } from './term-aspects.ts';
import { keyAspect } from './written-words.ts';

type Record_ = Readonly<Record<string, unknown>>;

/** One version with how it says its names. */
export interface Version {
  readonly agreement: PreparedAgreement;
  readonly naming: Naming;
}

/** Lines: what is said of them, how long they are and how far they moved at most. */
export const lineChanges = (before: Version, after: Version): readonly AgreementChange[] =>
  placeChanges('line', before, after, {
    places: ({ agreement }) => agreement.lines,
    aspects: lineAspects,
    words: (line) => line.words,
    unit: 'km',
    size: ({ line }) => toMetre(lengthKm(line)),
    same: (a, b) => alike(a.line.positions, b.line.positions),
    shift: (a, b) => lineShift(a.line, b.line),
  });

/** Zones: how they are drawn, how large they are and how far their boundary moved at most. */
export const zoneChanges = (before: Version, after: Version): readonly AgreementChange[] =>
  placeChanges('zone', before, after, {
    places: ({ agreement }) => agreement.zones,
    aspects: zoneAspects,
    words: (zone, { agreement, naming }) => {
      const drawn = agreement.source.zones?.[zone.name];
      return drawn === undefined ? zone.words : `${zone.words}, ${zoneWords(drawn, naming)}`;
    },
    unit: 'km²',
    size: ({ area }) => toMetre(areaKm2(area)),
    // What is made alike needs no drawing.
    same: (a, b) =>
      alike(a.area.area, b.area.area) || alike(boundaryOf(a.area), boundaryOf(b.area)),
    shift: (a, b) => boundaryShift(a.area, b.area),
  });

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Kilometres to the metre, square kilometres to a thousandth. */
const toMetre = (value: number): number => Number(value.toFixed(3));

/** What lines and zones have in common: a name, a size, and a course that may move. */
interface Measured<T> {
  readonly places: (version: Version) => ReadonlyMap<string, T>;
  readonly aspects: (name: string, version: Version) => readonly Aspect[];
  readonly words: (place: T, version: Version) => string;
  readonly unit: GeometryChange['unit'];
  readonly size: (place: T) => number;
  readonly same: (before: T, after: T) => boolean;
  /** Metres; `undefined` where one of them has no boundary. */
  readonly shift: (before: T, after: T) => number | undefined;
}

function placeChanges<T>(
  part: 'line' | 'zone',
  before: Version,
  after: Version,
  measured: Measured<T>,
): readonly AgreementChange[] {
  const { unit, size, words } = measured;
  const [old, now] = [measured.places(before), measured.places(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): AgreementChange[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === undefined || is === undefined) {
      const change = cameOrWent(
        part,
        name,
        was && { aspects: [], words: words(was, before) },
        is && { aspects: [], words: words(is, after) },
      );
      const sizes = { ...(was && { before: size(was) }), ...(is && { after: size(is) }) };
      return [{ ...change, geometry: { unit, ...sizes } }];
    }
    const said = differences(measured.aspects(name, before), measured.aspects(name, after));
    if (measured.same(was, is))
      return said.length === 0 ? [] : [{ part, name, change: 'changed', differences: said }];
    const movedAtMostM = measured.shift(was, is);
    const geometry = {
      unit,
      before: size(was),
      after: size(is),
      ...(movedAtMostM === undefined ? {} : { movedAtMostM }),
    };
    return [{ part, name, change: 'changed', differences: withoutCourse(said), geometry }];
  });
}

/** Coordinates that changed are told by how far the line or boundary moved. */
const withoutCourse = (said: readonly Difference[]): readonly Difference[] =>
  said.filter(({ before, after, what }) => !COURSES.has(what) || before !== after);

const COURSES = new Set(['course', 'polygon rings', 'corridor path']);

function lineAspects(name: string, { agreement, naming }: Version): readonly Aspect[] {
  const value = agreement.source.lines?.[name] as unknown as Record_;
  return termAspects(value, writtenOf(agreement, 'lines', name), naming);
}

const FORMS = ['band', 'polygon', 'corridor', 'sector', 'disc', 'minus'] as const;
const NAMES = ['union', 'intersection'] as const;

function zoneAspects(name: string, { agreement, naming }: Version): readonly Aspect[] {
  const value = agreement.source.zones?.[name] as ZoneSource;
  const written = writtenOf(agreement, 'zones', name);
  const form = [...FORMS, ...NAMES].find((one) => value[one] !== undefined) ?? '';
  return [
    aspect('way it is drawn', form, `a ${form}`),
    ...termAspects(value as Record_, written, naming, new Set(FORMS)),
    ...FORMS.flatMap((one) => {
      const own = (value[one] ?? {}) as Record_;
      const drawn = (written[one] ?? {}) as Record_;
      return Object.keys(own)
        .filter((key) => own[key] !== undefined)
        .map((key) =>
          keyAspect(
            key,
            own[key],
            drawn[key],
            naming,
            FORM_WORDS[`${one} ${key}`] ?? `${one} ${key}`,
          ),
        );
    }),
  ];
}

const FORM_WORDS: Readonly<Record<string, string | undefined>> = {
  'band depths': 'depth on each party’s side',
  'band ends': 'form of its ends',
  'band from': 'distance at which it begins',
  'band line': 'line it follows',
  'band only': 'party on whose side it lies',
  'band perSide': 'depth on each side',
  'band total': 'width in all',
  'corridor ends': 'form of its ends',
  'corridor line': 'line it follows',
  'corridor width': 'width',
  'disc centre': 'centre',
  'disc radius': 'radius',
  'minus from': 'zone it is taken out of',
  'minus take': 'list of zones taken out',
  'sector of': 'zone it is a part of',
};

const writtenOf = (agreement: PreparedAgreement, table: string, name: string): Record_ =>
  ((agreement.written[table] ?? {}) as Readonly<Record<string, Record_>>)[name] ?? {};
