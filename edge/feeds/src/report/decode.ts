import { fail, type Instant, type Json, type JsonObject, ok, type Result } from '@greenline/base';
import type { Position } from '@greenline/geo';
import {
  ASKED,
  ASSETS,
  assetOf,
  type ClassProbabilities,
  type Decoded,
  type DecodeError,
  type Feed,
  type ObservationKind,
  type Sighting,
} from '@greenline/observation';
import { FieldRefusal, Fields } from '../json/fields.ts';
import { firstByte, jsonMessages, readJson } from '../json/json-text.ts';
import { classOfWord, isHappening, isHazard } from './words.ts';

const ENTRY_KINDS = ['heard', 'seen', 'camera', 'movement', 'hazard', 'note', 'sos'] as const;
const DIRECTIONS = ['outgoing', 'incoming', 'undetermined'] as const;
/** Said of the patrol's own place. */
const PLACED_HERE: readonly string[] = ['movement', 'note', 'sos'];
const ACCESS = ['free', 'denied', 'delayed', 'conditional'] as const;
const AGAINST = ['monitors', 'asset'] as const;
const MOST_SIGMA_M = 999_999;
const MOST_DISTANCE_M = 100_000;
const MOST_ENTRIES = 1_000;

/**
 * The patrol's form: where and when a patrol stood, and what it heard, saw or was denied there.
 *
 * One report a file, a JSON array or JSON lines. What lies elsewhere (heard, seen, camera, hazard) has a
 * sightline from the patrol; its place follows from the registry's bearing and range errors
 * (`placed` of `@greenline/observation`). Movement, notes and calls for help (`sos`) are at the patrol's own place.
 * `against` says that what happened was at the monitors or at an `asset` of theirs, `asked` what they were asked for. A word that the taxonomy
 * lacks leaves the class unknown and stays in the text. `signature` is kept in the message, unchecked here.
 */
export const report: Feed = {
  format: 'report',
  trustClass: 'link',
  recognises: (head) => {
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return (
      (firstByte(head) === 0x7b || firstByte(head) === 0x5b) &&
      /"patrol"\s*:/.test(text) &&
      /"entries"\s*:/.test(text)
    );
  },
  split: (file) => jsonMessages(file),
  decode: (message) => decodeReport(message),
};

export function decodeReport(bytes: Uint8Array): Result<Decoded, DecodeError> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  try {
    return ok({ message: json.value as JsonObject, sightings: readReport(json.value) });
  } catch (error) {
    if (error instanceof FieldRefusal) return fail(error.error);
    throw error;
  }
}

/** What all entries of one form share. */
interface Form {
  readonly id: string;
  readonly patrol: string;
  readonly nation: string;
  readonly position: Position;
  readonly sigmaM: number | undefined;
  readonly at: Instant;
  readonly uncertaintyS: number | undefined;
  readonly exercise: boolean;
}

function readReport(json: Json): Sighting[] {
  const fields = new Fields(json, '');
  const form: Form = {
    id: fields.text('id'),
    patrol: fields.text('patrol'),
    nation: fields.text('nation'),
    position: fields.position('position') ?? fields.refuse('position', '{lon, lat} in degrees'),
    sigmaM: fields.spread('sigmaM', MOST_SIGMA_M),
    at: fields.time('at'),
    uncertaintyS: fields.spread('uncertaintyS', Number.POSITIVE_INFINITY),
    exercise: fields.flag('exercise'),
  };
  const entries = fields.list('entries') ?? fields.refuse('entries', 'a list');
  if (entries.length > MOST_ENTRIES) fields.refuse('entries', `at most ${MOST_ENTRIES} entries`);
  return entries.map((entry, index) =>
    readEntry(new Fields(entry, `entries[${index}]`), form, index),
  );
}

function readEntry(entry: Fields, form: Form, index: number): Sighting {
  const said = entry.oneOf('kind', ENTRY_KINDS) ?? entry.refuse('kind', ENTRY_KINDS.join(', '));
  const what = entry.optionalText('what');
  const access = entry.oneOf('access', ACCESS);
  if (said === 'movement' && access === undefined) entry.refuse('access', ACCESS.join(', '));
  if (what === undefined && !PLACED_HERE.includes(said))
    entry.refuse('what', 'a text that is not blank');
  const restricted = said === 'movement' && access !== 'free';
  const classes = restricted
    ? { restriction: 1 }
    : said === 'sos'
      ? { distress: 1 }
      : classOfWord(what ?? '');
  const kind = kindOf(said, restricted, classes);
  const unnamed =
    what !== undefined && (restricted || said === 'sos' || Object.keys(classes).length === 0);
  const words = [unnamed ? what : undefined, entry.optionalText('text')];
  const text = words.filter((word) => word !== undefined).join(': ');
  const here = PLACED_HERE.includes(said);
  const direction = entry.oneOf('direction', DIRECTIONS);
  const count = entry.count('count');
  const party = entry.optionalText('party');
  const delayMin = entry.number('delayMin', 0, 100_000);
  const media = entry.list('media');
  const against = entry.oneOf('against', AGAINST);
  const asset = entry.optionalText('asset');
  if (asset !== undefined && assetOf(asset) === undefined) entry.refuse('asset', ASSETS.join(', '));
  const asked = entry.oneOf('asked', ASKED);
  const { sigmaM, uncertaintyS } = form;
  return {
    kind,
    sensor: form.patrol,
    nation: form.nation,
    observedAt: entry.optionalTime('at') ?? form.at,
    ...(uncertaintyS !== undefined && { uncertaintyS }),
    ...(here && { position: form.position }),
    ...(here && sigmaM !== undefined && { sigmaM }),
    ...sightlineOf(entry, form, here),
    class: classes,
    ...(count !== undefined && { count }),
    ...(party !== undefined && { party }),
    ...(direction !== undefined && { direction }),
    attributes: {
      report: form.id,
      entry: index,
      said,
      ...(what !== undefined && { what }),
      ...(access !== undefined && { access }),
      ...(delayMin !== undefined && { delayMin }),
      ...(media !== undefined && { media }),
      ...(against !== undefined && { against }),
      ...(asset !== undefined && { asset }),
      ...(asked !== undefined && { asked }),
    },
    ...(text !== '' && { text }),
    ...(form.exercise && { exercise: true }),
  };
}

function kindOf(
  said: (typeof ENTRY_KINDS)[number],
  restricted: boolean,
  classes: ClassProbabilities,
): ObservationKind {
  if (said === 'hazard' || said === 'note') return said;
  if (said === 'sos') return 'event';
  if (said === 'movement') return restricted ? 'restriction' : 'note';
  if (isHazard(classes)) return 'hazard';
  if (isHappening(classes)) return 'event';
  return said === 'heard' && Object.keys(classes).length === 0 ? 'event' : 'object';
}

function sightlineOf(entry: Fields, form: Form, here: boolean): Pick<Sighting, 'sightline'> {
  const bearingDeg = entry.number('bearingDeg', 0, 360);
  const distanceM = entry.number('distanceM', 0, MOST_DISTANCE_M);
  if (distanceM === 0) entry.refuse('distanceM', `more than 0 and at most ${MOST_DISTANCE_M}`);
  if (here && bearingDeg === undefined && distanceM === undefined) return {};
  return {
    sightline: {
      position: form.position,
      ...(form.sigmaM !== undefined && { sigmaM: form.sigmaM }),
      ...(bearingDeg !== undefined && { bearingDeg: bearingDeg % 360 }),
      ...(distanceM !== undefined && { distanceM }),
    },
  };
}
