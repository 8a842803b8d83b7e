import { fail, metres, ok, type Result } from '@greenline/base';
import {
  type Area,
  type AreaError,
  bandZone,
  type Cut,
  corridorZone,
  difference,
  discZone,
  intersection,
  type Line,
  lineOf,
  type Position,
  polygonsFromGeoJson,
  polygonZone,
  sectorZone,
  union,
} from '@greenline/geo';
import { noSuch } from './no-such.ts';
import type { ZoneSource } from './schema.ts';
import type { FieldPath, NamedLine } from './terms.ts';

/** What is wrong with a zone: the field below it, and one sentence. */
export interface ZoneError {
  readonly field: FieldPath;
  readonly text: string;
}

/** What a zone may refer to. Names that stand for nothing come back as `undefined`. */
export interface ZoneContext {
  readonly parties: readonly [string, string];
  line(name: string): NamedLine | undefined;
  /** Names of all lines, those that are not sound included. */
  readonly lineNames: readonly string[];
  /** Another zone's area; an error where it is unknown, broken or made of this one. */
  zone(name: string): Result<Area, string>;
  file(name: string): Result<unknown, string>;
}

const FORMS = [
  'band',
  'polygon',
  'corridor',
  'sector',
  'disc',
  'union',
  'intersection',
  'minus',
] as const;

/** The area that a zone of the file stands for. */
export function buildZone(source: ZoneSource, context: ZoneContext): Result<Area, ZoneError> {
  const forms = FORMS.filter((form) => source[form] !== undefined);
  const [form] = forms;
  if (form === undefined || forms.length > 1)
    return refuse([], `a zone is exactly one of ${FORMS.join(', ')}`);
  switch (form) {
    case 'band':
      return band(source.band as NonNullable<ZoneSource['band']>, context);
    case 'polygon':
      return polygon(source.polygon as NonNullable<ZoneSource['polygon']>, context);
    case 'corridor':
      return corridor(source.corridor as NonNullable<ZoneSource['corridor']>, context);
    case 'sector':
      return sector(source.sector as NonNullable<ZoneSource['sector']>, context);
    case 'disc': {
      const { centre, radius } = source.disc as NonNullable<ZoneSource['disc']>;
      return at(['disc'], discZone(place(centre), radius));
    }
    case 'union':
      return composed(source.union ?? [], ['union'], union, context);
    case 'intersection':
      return composed(source.intersection ?? [], ['intersection'], intersection, context);
    case 'minus': {
      const { from, take } = source.minus as NonNullable<ZoneSource['minus']>;
      const whole = context.zone(from);
      if (!whole.ok) return refuse(['minus', 'from'], whole.error);
      return composed(take, ['minus', 'take'], (parts) => difference(whole.value, parts), context);
    }
  }
}

function band(
  source: NonNullable<ZoneSource['band']>,
  context: ZoneContext,
): Result<Area, ZoneError> {
  const given = [source.total, source.perSide, source.depths].filter((one) => one !== undefined);
  if (given.length !== 1) return refuse(['band'], 'say exactly one of total, perSide and depths');
  const { depths, from = 0, ends, only } = source;
  const stranger = [...Object.keys(depths ?? {}), ...(only === undefined ? [] : [only])].find(
    (party) => !context.parties.includes(party),
  );
  if (stranger !== undefined)
    return refuse(
      stranger === only ? ['band', 'only'] : ['band', 'depths', stranger],
      noSuch('party', stranger, context.parties),
    );
  const perSide = source.perSide ?? (source.total === undefined ? undefined : source.total / 2);
  const sides: Area[] = [];
  const whole = typeof source.line === 'string' ? context.line(source.line) : undefined;
  if (whole !== undefined && depths === undefined && only === undefined && perSide !== undefined)
    return at(
      ['band'],
      bandZone(whole.line, { left: perSide, right: perSide, from, ...(ends && { ends }) }),
    );
  for (const party of context.parties) {
    const depth = depths === undefined ? perSide : depths[party];
    if (depth === undefined || (only !== undefined && only !== party)) continue;
    const name = typeof source.line === 'string' ? source.line : source.line[party];
    if (name === undefined) return refuse(['band', 'line'], `names no line for ${party}`);
    const line = context.line(name);
    if (line === undefined) return refuse(['band', 'line'], noLine(name, context));
    const side = line.sides.left === party ? 'left' : 'right';
    const half = bandZone(line.line, { [side]: depth, from, ...(ends && { ends }) });
    if (!half.ok) return refuse(['band'], half.error.text);
    sides.push(half.value);
  }
  return at(['band'], union(sides));
}

function polygon(
  source: NonNullable<ZoneSource['polygon']>,
  context: ZoneContext,
): Result<Area, ZoneError> {
  const { rings, file } = source;
  if ((rings === undefined) === (file === undefined))
    return refuse(['polygon'], 'say either rings or file');
  if (file !== undefined) {
    const json = context.file(file);
    if (!json.ok) return refuse(['polygon', 'file'], json.error);
    return at(['polygon', 'file'], polygonsFromGeoJson(json.value));
  }
  const [outer = [], ...holes] = (rings ?? []).map((ring) => ring.map(place));
  return at(['polygon', 'rings'], polygonZone([{ outer, holes }]));
}

function corridor(
  source: NonNullable<ZoneSource['corridor']>,
  context: ZoneContext,
): Result<Area, ZoneError> {
  const { line, path, width, ends } = source;
  if ((line === undefined) === (path === undefined))
    return refuse(['corridor'], 'say either line or path');
  let along: Line | undefined;
  if (path !== undefined) {
    const made = lineOf(path.map(place));
    if (!made.ok) return refuse(['corridor', 'path'], made.error.text);
    along = made.value;
  } else {
    along = context.line(line ?? '')?.line;
    if (along === undefined) return refuse(['corridor', 'line'], noLine(line ?? '', context));
  }
  return at(['corridor'], corridorZone(along, width, ends));
}

function sector(
  source: NonNullable<ZoneSource['sector']>,
  context: ZoneContext,
): Result<Area, ZoneError> {
  const of = context.zone(source.of);
  if (!of.ok) return refuse(['sector', 'of'], of.error);
  const cuts = cutsOf(source, context);
  if (!cuts.ok) return cuts;
  const [cut, ...more] = cuts.value;
  if (cut === undefined || more.length > 0)
    return refuse(['sector'], 'say exactly one of east, west, along and bearing');
  return at(['sector'], sectorZone(of.value, cut));
}

function cutsOf(
  source: NonNullable<ZoneSource['sector']>,
  context: ZoneContext,
): Result<readonly Cut[], ZoneError> {
  const { east, west, along, bearing } = source;
  const cuts: Cut[] = [];
  if (east !== undefined) cuts.push({ kind: 'meridian', lon: east, keep: 'east' });
  if (west !== undefined) cuts.push({ kind: 'meridian', lon: west, keep: 'west' });
  if (bearing !== undefined)
    cuts.push({ ...bearing, kind: 'bearing', centre: place(bearing.centre) });
  if (along !== undefined) {
    const line = context.line(along.line);
    if (line === undefined) return refuse(['sector', 'along', 'line'], noLine(along.line, context));
    cuts.push({
      kind: 'along',
      line: line.line,
      ...(along.from !== undefined && { from: metres(along.from) }),
      ...(along.to !== undefined && { to: metres(along.to) }),
    });
  }
  return ok(cuts);
}

function composed(
  names: readonly string[],
  field: FieldPath,
  compose: (parts: readonly Area[]) => Result<Area, AreaError>,
  context: ZoneContext,
): Result<Area, ZoneError> {
  const parts: Area[] = [];
  for (const [i, name] of names.entries()) {
    const part = context.zone(name);
    if (!part.ok) return refuse([...field, i], part.error);
    parts.push(part.value);
  }
  return at(field, compose(parts));
}

const noLine = (name: string, { lineNames }: ZoneContext): string =>
  lineNames.includes(name) ? `line ${name} is not sound` : noSuch('line', name, lineNames);

const at = <T>(
  field: FieldPath,
  result: Result<T, { readonly text: string }>,
): Result<T, ZoneError> => (result.ok ? result : refuse(field, result.error.text));

const refuse = (field: FieldPath, text: string): Result<never, ZoneError> => fail({ field, text });

export const place = ([lon, lat]: readonly [number, number]): Position => ({ lon, lat });
