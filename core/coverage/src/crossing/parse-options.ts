import {
  fail,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import { parseCoverageFact } from '../parse-coverage-fact.ts';
import type { CrossingQuestion } from './adequacy.ts';
import type { Glance } from './crossing.ts';
import type { PlacedSensors } from './placed-sensors.ts';

/** What a planner weighs. */
export interface AdequacyOptions {
  readonly from: Instant;
  readonly to: Instant;
  /** Of the agreement; absent: its first zone. */
  readonly zone?: string;
  /** Absent: so that there are 2,000 cells at most. */
  readonly cellKm?: number;
  readonly crossing: CrossingQuestion;
  readonly options: readonly {
    readonly name: string;
    readonly glances: readonly Glance[];
    /** Along a line of the agreement, by its name; absent: the first. */
    readonly placed: readonly (PlacedSensors & { readonly line?: string })[];
  }[];
}

/** Why options were refused: which field, and what to write instead. */
export interface OptionsError {
  readonly field: string;
  readonly text: string;
}

const LONGEST_MS = 31 * 86_400_000;

/** Reads what `greenline adequacy --options` is given. */
export function parseAdequacyOptions(json: unknown): Result<AdequacyOptions, OptionsError> {
  if (!isObject(json)) return wrong('', 'write one JSON object');
  const [from, to] = [moment(json.from), moment(json.to)];
  if (from === undefined) return wrong('from', AS_TIME);
  if (to === undefined || to <= from || to - from > LONGEST_MS) {
    return wrong('to', `${AS_TIME}, after "from", 31 days at most`);
  }
  const { zone, cellKm } = json;
  if (zone !== undefined && typeof zone !== 'string') return wrong('zone', 'name a zone');
  if (cellKm !== undefined && !within(cellKm, 0.1, 1_000))
    return wrong('cellKm', 'write 0.1 to 1000');
  const crossing = crossingOf(json.crossing);
  if (!crossing.ok) return crossing;
  if (!Array.isArray(json.options) || json.options.length === 0) {
    return wrong('options', 'list one option at least');
  }
  const options: AdequacyOptions['options'][number][] = [];
  for (const [i, one] of json.options.entries()) {
    const option = optionOf(one, `options[${i}]`);
    if (!option.ok) return option;
    options.push(option.value);
  }
  return ok({
    from,
    to,
    crossing: crossing.value,
    options,
    ...(typeof zone === 'string' && { zone }),
    ...(typeof cellKm === 'number' && { cellKm }),
  });
}

function crossingOf(json: unknown): Result<CrossingQuestion, OptionsError> {
  if (!isObject(json)) return wrong('crossing', 'write an object with count and withinMin');
  const { count, withinMin, headwayS = 0, speedMps = 0, pathM = [[0, 0]] } = json;
  if (!Number.isInteger(count) || !within(count, 1, 1_000)) {
    return wrong('crossing.count', 'write a number of vehicles, 1 to 1000');
  }
  if (!within(withinMin, 0.1, 44_640))
    return wrong('crossing.withinMin', 'write minutes, 0.1 to 44640');
  if (!within(headwayS, 0, 86_400)) return wrong('crossing.headwayS', 'write seconds');
  if (!within(speedMps, 0, 100))
    return wrong('crossing.speedMps', 'write metres a second, 0 to 100');
  if (!isPath(pathM)) {
    return wrong(
      'crossing.pathM',
      'list [east, north] in metres from the beginning, within 200 km',
    );
  }
  return ok({ count, headwayS, speedMps, pathM, withinS: withinMin * 60 });
}

function optionOf(
  json: unknown,
  place: string,
): Result<AdequacyOptions['options'][number], OptionsError> {
  if (!isObject(json)) return wrong(place, 'write an object with name, looks or placed');
  const { name, looks = [], placed = [] } = json;
  if (typeof name !== 'string' || name === '') return wrong(`${place}.name`, 'name the option');
  if (!Array.isArray(looks)) return wrong(`${place}.looks`, 'list coverage facts');
  if (!Array.isArray(placed)) return wrong(`${place}.placed`, 'list sensors to be placed');
  const glances: Glance[] = [];
  for (const [i, one] of looks.entries()) {
    const field = `${place}.looks[${i}]`;
    const look = parseCoverageFact(isObject(one) ? { fact: 'coverage', ...one } : one);
    if (!look.ok) return wrong(`${field}.${look.error.field}`, look.error.text);
    const { glimpseS } = one as JsonObject;
    if (glimpseS !== undefined && !within(glimpseS, 1, 86_400))
      return wrong(`${field}.glimpseS`, GLIMPSE);
    glances.push({ ...look.value, ...(typeof glimpseS === 'number' && { glimpseS }) });
  }
  const sensors: (PlacedSensors & { readonly line?: string })[] = [];
  for (const [i, one] of placed.entries()) {
    const sensor = placedOf(one, `${place}.placed[${i}]`);
    if (!sensor.ok) return sensor;
    sensors.push(sensor.value);
  }
  return ok({ name, glances, placed: sensors });
}

function placedOf(
  json: unknown,
  place: string,
): Result<PlacedSensors & { readonly line?: string }, OptionsError> {
  if (!isObject(json)) return wrong(place, 'write an object with kind, everyKm, rangeM and pd');
  const { kind, everyKm, rangeM, pd, pdNight = pd, glimpseS, availability = 1, hours, line } = json;
  if (typeof kind !== 'string' || kind === '')
    return wrong(`${place}.kind`, 'name the kind of sensor');
  if (!within(everyKm, 0.5, 10_000)) return wrong(`${place}.everyKm`, 'write km, 0.5 to 10000');
  if (!within(rangeM, 1, 500_000)) return wrong(`${place}.rangeM`, 'write metres, 1 to 500000');
  if (!within(pd, 0, 1)) return wrong(`${place}.pd`, 'write a probability');
  if (!within(pdNight, 0, 1)) return wrong(`${place}.pdNight`, 'write a probability');
  if (!within(availability, 0, 1)) return wrong(`${place}.availability`, 'write a share, 0 to 1');
  if (glimpseS !== undefined && !within(glimpseS, 1, 86_400))
    return wrong(`${place}.glimpseS`, GLIMPSE);
  if (hours !== undefined && !isHours(hours))
    return wrong(`${place}.hours`, 'write two hours, 0 to 24');
  if (line !== undefined && typeof line !== 'string') return wrong(`${place}.line`, 'name a line');
  return ok({
    kind,
    everyKm,
    rangeM,
    detectionProbability: pd,
    nightProbability: pdNight,
    availability,
    ...(typeof glimpseS === 'number' && { glimpseS }),
    ...(isHours(hours) && { hours }),
    ...(typeof line === 'string' && { line }),
  });
}

const GLIMPSE = 'write the seconds from one glimpse to the next, 1 to 86400, or leave it out';
const AS_TIME = 'write the time as 2026-03-10T06:00:00Z';

const moment = (value: unknown): Instant | undefined =>
  typeof value === 'string' ? parseInstant(value) : undefined;

const within = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const isHours = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((hour) => within(hour, 0, 24));

const isPath = (value: unknown): value is readonly (readonly [number, number])[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= 100 &&
  value.every(
    (at) => Array.isArray(at) && at.length === 2 && at.every((m) => within(m, -2e5, 2e5)),
  );

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (field: string, text: string) => fail<OptionsError>({ field, text });
