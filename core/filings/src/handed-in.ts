import {
  canonicalJson,
  type Digest,
  digestOf,
  fail,
  type Hasher,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import { deeperThan, isObject, nearestName, signedBytes } from '@greenline/declarations';
import { FORM_NAMES, type FormName } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';

interface HandedIn {
  /** Principal who says it. */
  readonly by: string;
  /** When he says so. */
  readonly at: Instant;
  readonly with: JsonObject;
  /** As it was written, but for its signature. */
  readonly object: JsonObject;
  readonly digest: Digest;
  readonly signature?: string;
}

/** A new filing, as it was handed in. */
export interface NewFiling extends HandedIn {
  readonly form: FormName;
  readonly id: string;
}

/** A step on a filing, as it was handed in. */
export interface NewStep extends HandedIn {
  readonly filing: string;
  readonly step: string;
}

const MOST_LEVELS = 12;
const LONGEST = 100_000;
const NEW = ['file', 'id', 'by', 'at', 'with', 'signature'];
const STEP = ['filing', 'step', 'by', 'at', 'with', 'signature'];

/** `^[A-Za-z0-9]…`: the colon parts whose it is from its id. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads `{"file":"protest","id":…,"by":…,"at":…,"with":{…}}`, or a step on a filing,
 * `{"filing":"A:…","step":"acknowledge","by":…,"at":…,"with":{…}}`. `with` may be left out where it is empty.
 */
export function readHandedIn(json: unknown, hasher: Hasher): Result<NewFiling | NewStep, Refusal> {
  const bad = (field: string, text: string) => fail(refusal('bad-filing', field, text));
  if (!isObject(json))
    return bad('', 'must be an object, as {"file":"protest",…} or {"filing":"A:P-1","step":…}');
  if (deeperThan(json, MOST_LEVELS)) return bad('', `nests deeper than ${MOST_LEVELS} levels`);
  const names = 'file' in json ? NEW : STEP;
  const stranger = Object.keys(json).find((key) => !names.includes(key));
  if (stranger !== undefined)
    return bad(stranger.slice(0, 100), `is not known here; known are ${names.join(', ')}`);
  const { signature, ...object } = json;
  if (signature !== undefined && typeof signature !== 'string')
    return bad('signature', 'must be a text');
  const { by, at, with: said = {} } = json;
  if (typeof by !== 'string' || by === '') return bad('by', 'is missing: the id of who says it');
  const moment = typeof at === 'string' ? parseInstant(at) : undefined;
  if (moment === undefined) return bad('at', 'must be a time as 2026-03-10T06:00:00Z');
  if (!isObject(said)) return bad('with', 'must be an object');
  let digest: Digest;
  try {
    if (canonicalJson(object).length > LONGEST)
      return bad('', `is longer than ${LONGEST} characters: hand in a digest of what is long`);
    digest = digestOf(hasher, signedBytes(object));
  } catch {
    return bad('', 'holds a number or text that JSON cannot carry');
  }
  const common = {
    ...{ by, at: moment, with: said, object, digest },
    ...(signature !== undefined && { signature }),
  };
  if ('file' in json) {
    const { file, id } = json;
    const form = FORM_NAMES.find((known) => known === file);
    if (form === undefined) return fail(refusal('unknown-form', 'file', formRemedy(file)));
    if (typeof id !== 'string' || !ID.test(id))
      return bad('id', 'is missing or odd: letters, digits and . _ -, at most 64');
    return ok({ ...common, form, id });
  }
  const { filing, step } = json;
  if (typeof filing !== 'string' || filing === '')
    return bad('filing', 'is missing: the id of the filing, as A:P-1');
  if (typeof step !== 'string') return bad('step', 'is missing: what you do with it');
  return ok({ ...common, filing, step });
}

export const isNewFiling = (handed: NewFiling | NewStep): handed is NewFiling => 'form' in handed;

function formRemedy(file: unknown): string {
  const near = typeof file === 'string' ? nearestName(file, FORM_NAMES) : undefined;
  return near === undefined ? `is one of ${FORM_NAMES.join(', ')}` : `did you mean ${near}?`;
}
