import {
  type Digest,
  digestOfJson,
  fail,
  type Hasher,
  type Instant,
  type Json,
  type JsonObject,
  ok,
  type Result,
} from '@greenline/base';
import {
  DECLARATIONS,
  declaredArea,
  type FieldError,
  Fields,
  isObject,
  nearestName,
  parseDeclaration,
} from '@greenline/declarations';
import { type Covariance, isotropic } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { type ClassProbabilities, isKind, KINDS, type Trust } from '@greenline/observation';
import type { Fact, FactBase } from './fact.ts';

/** What is wrong with one line of a facts file. */
export interface FactError {
  /** 1-based. */
  readonly line: number;
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

export interface ParsedFacts {
  readonly facts: readonly Fact[];
  /** Words for people, such as class names that nobody knows: they belong to no kind. */
  readonly notes: readonly FactError[];
}

const WORDS = ['object', 'count', 'event', 'flight', 'coverage', ...DECLARATIONS] as const;

/** Reads facts, one JSON object a line: all of them or none. Empty lines are passed over. */
export function parseFacts(
  lines: Iterable<string>,
  hasher: Hasher,
  /** Models and classes of the agreement, which facts may name besides kinds. */
  named: ReadonlySet<string> = new Set(),
): Result<ParsedFacts, FactError> {
  const facts: Fact[] = [];
  const reader = new FactReader(hasher, named);
  let line = 0;
  for (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    const fact = reader.read(text, line);
    if (!fact.ok) return fact;
    facts.push(fact.value);
  }
  return ok({ facts, notes: reader.notes });
}

/** Reads facts line by line. */
export class FactReader {
  /** As in `ParsedFacts`, of the lines read so far. */
  readonly notes: FactError[] = [];
  readonly #hasher: Hasher;
  readonly #named: ReadonlySet<string>;
  readonly #noted = new Set<string>();

  constructor(hasher: Hasher, named: ReadonlySet<string> = new Set()) {
    this.#hasher = hasher;
    this.#named = named;
  }

  /** `line` is the number to name where something is wrong. */
  read(text: string, line: number): Result<Fact, FactError> {
    const fact = parseFact(text, this.#hasher);
    if (!fact.ok) return fail({ line, ...fact.error });
    if ('class' in fact.value) for (const name in fact.value.class) this.#note(name, line);
    return fact;
  }

  #note(name: string, line: number): void {
    if (isKind(name) || this.#named.has(name) || this.#noted.has(name)) return;
    this.#noted.add(name);
    const near = nearestName(name, [...KINDS, ...this.#named]);
    this.notes.push({
      line,
      field: 'class',
      text: `nobody knows a ${name}: it belongs to no kind${near === undefined ? '' : `; did you mean ${near}?`}`,
    });
  }
}

function parseFact(text: string, hasher: Hasher): Result<Fact, FieldError> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ field: '', text: 'is no JSON: write one object a line' });
  }
  if (!isObject(json))
    return fail({ field: '', text: 'must be an object, as {"fact":"object",…}' });
  let digest: Digest;
  try {
    digest = digestOfJson(hasher, json);
  } catch {
    return fail({ field: '', text: 'holds a number or text that JSON cannot carry' });
  }
  return readFact(json, digest);
}

function readFact(json: JsonObject, digest: Digest): Result<Fact, FieldError> {
  const fields = new Fields(json);
  const word = fields.oneOf('fact', WORDS);
  if (fields.error !== undefined) return fail(fields.error);
  const base = { digest, ...envelope(fields) };
  if (
    word !== 'object' &&
    word !== 'count' &&
    word !== 'event' &&
    word !== 'flight' &&
    word !== 'coverage'
  ) {
    const declaration = parseDeclaration(word, json, ENVELOPE);
    if (!declaration.ok) return declaration;
    return fields.error === undefined
      ? ok({ fact: 'declaration', declaration: declaration.value, ...base })
      : fail(fields.error);
  }
  const fact = READERS[word](fields, base);
  const error = fields.finish();
  return error === undefined ? ok(fact) : fail(error);
}

const ENVELOPE = ['fact', 'source', 'sources', 'trust', 'label', 'exercise', 'digest'];

function envelope(fields: Fields): Omit<FactBase, 'digest'> {
  const source = fields.maybeText('source');
  const several = fields.has('sources') ? fields.texts('sources') : undefined;
  const trust: Trust | undefined = fields.has('trust')
    ? fields.oneOf('trust', ['authenticated', 'unauthenticated'] as const)
    : undefined;
  const label = fields.maybeText('label');
  const exercise = fields.raw('exercise') === true;
  const sources = several ?? (source === undefined ? undefined : [source]);
  return {
    ...(sources === undefined ? {} : { sources: [...new Set(sources)].sort() }),
    ...(trust === undefined ? {} : { trust }),
    ...(label === undefined ? {} : { label: label as LabelId }),
    ...(exercise ? { exercise: true } : {}),
  };
}

const READERS: Readonly<
  Record<
    'object' | 'count' | 'event' | 'flight' | 'coverage',
    (fields: Fields, base: FactBase) => Fact
  >
> = {
  object: (fields, base) => ({
    fact: 'object',
    ...base,
    ...subject(fields),
    ...party(fields),
    at: fields.instant('at'),
    ...clock(fields),
    position: fields.position('position'),
    ...accuracy(fields),
    ...(fields.raw('fused') === true ? { fused: true } : {}),
    ...attributes(fields),
  }),
  event: (fields, base) => ({
    fact: 'event',
    ...base,
    ...subject(fields),
    ...party(fields),
    at: fields.instant('at'),
    ...clock(fields),
    ...(fields.has('position') ? { position: fields.position('position') } : {}),
    ...accuracy(fields),
    ...(fields.has('direction')
      ? { direction: fields.oneOf('direction', ['outgoing', 'incoming', 'undetermined']) }
      : {}),
    ...(fields.has('namedBy') ? { namedBy: fields.texts('namedBy') } : {}),
    ...attributes(fields),
  }),
  count: (fields, base) => {
    const sigma = fields.maybeNumber('sigma', 0);
    return {
      fact: 'count',
      ...base,
      class: classes(fields),
      party: fields.text('party'),
      zone: fields.text('zone'),
      at: fields.instant('at'),
      count: fields.number('count', 0),
      ...(sigma === undefined ? {} : { sigma }),
    };
  },
  flight: (fields, base) => ({
    fact: 'flight',
    ...base,
    ...subject(fields),
    ...party(fields),
    path: path(fields),
    ...attributes(fields),
  }),
  coverage: (fields, base) => {
    const from = fields.instant('from');
    const to = fields.instant('to');
    if (to < from) fields.refuse('to', 'lies before from: exchange the two');
    return {
      fact: 'coverage',
      ...base,
      sensor: fields.text('sensor'),
      area: declaredArea(fields, 'area'),
      from,
      to,
      pd: fields.number('pd', 0, 1),
      state: fields.has('state') ? fields.oneOf('state', ['looked', 'jammed', 'denied']) : 'looked',
    };
  },
};

const subject = (fields: Fields) => ({ id: fields.text('id'), class: classes(fields) });

const party = (fields: Fields) => {
  const name = fields.maybeText('party');
  return name === undefined || name === 'unknown' ? {} : { party: name };
};

const clock = (fields: Fields) => {
  const uncertaintyS = fields.maybeNumber('uncertaintyS', 0);
  return uncertaintyS === undefined ? {} : { uncertaintyS };
};

function accuracy(fields: Fields): { covariance?: Covariance; accuracyUnknown?: true } {
  if (fields.raw('accuracyUnknown') === true) return { accuracyUnknown: true };
  const given = fields.raw('covariance');
  if (given !== undefined) return { covariance: covariance(fields, given) };
  const sigma = fields.maybeNumber('sigmaM', 0);
  return sigma === undefined || sigma === 0 ? {} : { covariance: isotropic(sigma) };
}

function covariance(fields: Fields, given: unknown): Covariance {
  const [ee, en, nn] = Array.isArray(given) ? given : [];
  const sound = [ee, en, nn].every((one) => typeof one === 'number' && Number.isFinite(one));
  if (!sound || ee <= 0 || nn <= 0 || ee * nn <= en * en) {
    fields.refuse(
      'covariance',
      'must be [east-east, east-north, north-north] in m², positive definite',
    );
    return [1, 0, 1];
  }
  return [ee, en, nn];
}

function attributes(fields: Fields): { attributes?: Readonly<Record<string, Json>> } {
  const given = fields.maybeObject('attributes');
  return given === undefined ? {} : { attributes: given as Readonly<Record<string, Json>> };
}

/** A name, or a map of probabilities that add up to no more than 1. */
function classes(fields: Fields): ClassProbabilities {
  const value = fields.raw('class');
  if (typeof value === 'string' && value !== '') return { [value]: 1 };
  if (!isObject(value)) {
    fields.refuse('class', 'must be a name or a map of probabilities, as {"tank":0.8}');
    return {};
  }
  let sum = 0;
  for (const [name, probability] of Object.entries(value)) {
    if (typeof probability !== 'number' || !(probability >= 0 && probability <= 1)) {
      fields.refuse(`class.${name}`, 'must be a probability from 0 to 1');
      return {};
    }
    sum += probability;
  }
  if (sum > 1 + 1e-9)
    fields.refuse('class', `adds up to ${sum}: probabilities add up to no more than 1`);
  return value as ClassProbabilities;
}

function path(fields: Fields) {
  const value = fields.raw('path');
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) {
    fields.refuse('path', 'must be a list of at least one {"at","lon","lat"}');
    return [];
  }
  let before: Instant | undefined;
  return value.map((vertex, i) => {
    const own = new Fields(vertex);
    const at = own.instant('at');
    const position = own.place('position', {
      lon: own.raw('lon'),
      lat: own.raw('lat'),
      height: own.raw('height'),
    } as JsonObject);
    const { covariance } = accuracy(own);
    const error = own.finish();
    if (error !== undefined) fields.refuse(`path[${i}].${error.field}`, error.text);
    if (before !== undefined && at < before)
      fields.refuse(`path[${i}].at`, 'lies before the vertex before it: put the path in order');
    before = at;
    return { at, position, ...(covariance === undefined ? {} : { covariance }) };
  });
}
