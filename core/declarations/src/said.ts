import {
  canonicalJson,
  type Digest,
  digestOf,
  fail,
  formatInstant,
  type Hasher,
  type Instant,
  type JsonObject,
  later,
  ok,
  type Result,
  utf8,
} from '@greenline/base';
import { MOST_KM, sizeOfArea } from './area-size.ts';
import type { Declaration } from './declaration.ts';
import { type FieldError, Fields, isObject } from './fields.ts';
import { keyOf } from './key.ts';
import { checkDeclaration, DECLARATIONS } from './parse-declaration.ts';

/** A declaration as somebody handed it in: what it says, and what a signature of it covers. */
export interface Said {
  readonly declaration: Declaration;
  /** As it was written, but for its signature. */
  readonly object: JsonObject;
  /** Of the signed bytes: names one version for good, whoever signed it and how. */
  readonly digest: Digest;
  /** Ed25519, 64 bytes in base64url, over `signedBytes`. */
  readonly signature?: string;
  /** The version that its declarer wants to replace; absent: the newest, whichever it is. */
  readonly supersedes?: string;
  /** Parties, nations or `public` who may read it besides its owner and mission staff. */
  readonly releasableTo: readonly string[];
}

/** What a declaration may carry besides its own fields; a line of facts, these and its own. */
const ENVELOPE = [
  ...['declaration', 'fact', 'signature', 'supersedes', 'releasableTo'],
  ...['source', 'sources', 'trust', 'label', 'exercise', 'digest'],
];

/** GeoJSON of several polygons needs seven levels. */
export const MOST_LEVELS = 16;
const LONGEST_KEY = 200;

/** What is signed: the canonical JSON (RFC 8785) of the object without its signature. */
export const signedBytes = (object: JsonObject): Uint8Array =>
  utf8(canonicalJson({ ...object, signature: undefined }));

/**
 * Reads a declaration; `declaration` says which it is, or `fact` as in a line of facts.
 *
 * `at` is when it came: a notice and a request that do not say when the mission received them were
 * received then.
 */
export function readDeclaration(
  json: unknown,
  hasher: Hasher,
  at: Instant,
): Result<Said, readonly FieldError[]> {
  if (!isObject(json)) return refused('', 'must be an object, as {"declaration":"notice",…}');
  if (deeperThan(json, MOST_LEVELS)) return refused('', `nests deeper than ${MOST_LEVELS} levels`);
  const fields = new Fields(json);
  const word = fields.oneOf('declaration' in json ? 'declaration' : 'fact', DECLARATIONS);
  if (fields.error !== undefined) return fail([{ ...fields.error, field: 'declaration' }]);
  if (json.fact !== undefined && json.fact !== word)
    return refused('fact', `says otherwise than declaration, which is ${word}: leave it out`);
  const { signature: _, ...object } = json;
  const dated = withReception(word, object, at);
  const declaration = checkDeclaration(word, dated, ENVELOPE);
  const signature = fields.maybeText('signature');
  const supersedes = fields.maybeText('supersedes');
  const releasableTo = fields.has('releasableTo') ? fields.texts('releasableTo') : [];
  const errors = [...(declaration.ok ? [] : declaration.error), ...fields.errors];
  if (!declaration.ok || errors.length > 0) return fail(errors);
  const key = keyOf(declaration.value);
  if (key.length > LONGEST_KEY || !PLAIN.test(key) || !key.isWellFormed())
    return refused(
      'id' in declaration.value ? 'id' : word,
      `must be plain text of at most ${LONGEST_KEY} characters`,
    );
  try {
    return ok({
      declaration: declaration.value,
      object,
      digest: digestOf(hasher, signedBytes(object)),
      ...(signature !== undefined && { signature }),
      ...(supersedes !== undefined && { supersedes }),
      releasableTo: [...new Set(releasableTo)].sort(),
    });
  } catch {
    return refused('', 'holds a number or text that JSON cannot carry');
  }
}

/** A problem of one of several, counted from 0. */
export interface ListedError extends FieldError {
  readonly index: number;
}

const MOST_LISTED = 1_000;

/**
 * Reads one declaration or a list of them: all, or everything that is wrong. A list is refused unread
 * where it is too long, or its areas together too large, to be checked while others wait.
 */
export function readDeclarations(
  json: unknown,
  hasher: Hasher,
  at: Instant,
): Result<readonly Said[], readonly ListedError[]> {
  const list = Array.isArray(json) ? json : [json];
  const said: Said[] = [];
  const errors: ListedError[] = [];
  const km = list.reduce((sum, one) => sum + sizeOfArea(one?.area).km, 0);
  if (list.length > MOST_LISTED || (list.length > 1 && !(km <= 2 * MOST_KM))) {
    const most = `at most ${MOST_LISTED} with areas of ${2 * MOST_KM} km of boundary`;
    const text = `holds ${list.length} with ${Math.round(km)} km: ${most}; hand them in by parts`;
    return fail([{ index: 0, field: '', text }]);
  }
  for (const [index, one] of list.entries()) {
    const read = readDeclaration(one, hasher, at);
    if (read.ok) said.push(read.value);
    else errors.push(...read.error.map((error) => ({ index, ...error })));
  }
  if (list.length === 0) errors.push({ index: 0, field: '', text: 'the list holds none' });
  return errors.length === 0 ? ok(said) : fail(errors);
}

/** No control character: a name is shown, and kept where text has none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about these
const PLAIN = /^[^\u0000-\u001f\u007f]+$/;

const refused = (field: string, text: string) => fail([{ field, text }]);

function withReception(word: string, object: JsonObject, at: Instant): JsonObject {
  const needed = word === 'notice' || word === 'request';
  if (!needed || object.receivedAt !== undefined) return object;
  return { ...object, receivedAt: formatInstant(at) };
}

/**
 * As it counts where its declarer is not the mission: time runs from when the mission had it, whatever
 * the declarer writes, or a party could announce afterwards, call the mechanism after it fired, and
 * have kept less than was found.
 */
export function asReceived(declaration: Declaration, at: Instant): Declaration {
  switch (declaration.declaration) {
    case 'notice':
    case 'request':
      return { ...declaration, receivedAt: at };
    case 'mechanism-call':
      return { ...declaration, at: later(declaration.at, at) };
    case 'inventory':
      if (declaration.at === undefined) return declaration;
      return { ...declaration, at: later(declaration.at, at) };
    default:
      return declaration;
  }
}

/** Whether a value nests deeper than so many levels; asks no deeper than that. */
export function deeperThan(value: unknown, levels: number): boolean {
  let level: readonly object[] = isNested(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === levels) return true;
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
