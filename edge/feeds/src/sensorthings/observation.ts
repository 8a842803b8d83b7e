import { formatInstant, type Instant, type Json, parseInstant } from '@greenline/base';
import { type ClassProbabilities, isA, isKind, type Sighting } from '@greenline/observation';
import { type Fields, positionOf } from '../json/fields.ts';
import { idOf, inner, innerList, pointOf } from './entity.ts';

/** Where an observation belongs, as far as it was expanded or posted within. */
export interface Stream {
  readonly datastream?: Fields | undefined;
  readonly thing?: Fields | undefined;
}

/**
 * One observation as a sighting, or none: a result of null or false saw nothing.
 *
 * Where the observed property is a kind of the taxonomy (`vehicle`'s count, a `shot` heard or not) it is that
 * kind's object or event; all else is a note whose result is in the attributes, in the datastream's own unit.
 */
export function sightingOf(
  observation: Fields,
  within: Stream,
  receivedAt: Instant | undefined,
): Sighting | undefined {
  const result = observation.raw('result');
  if (result === undefined || result === false) return undefined;
  const datastream = inner(observation, 'Datastream') ?? within.datastream;
  const thing = inner(datastream, 'Thing') ?? within.thing;
  const property = inner(datastream, 'ObservedProperty');
  const { observedAt, until } = timeOf(observation, receivedAt);
  const uncertaintyS = until === undefined ? 0 : (until - observedAt) / 2000;
  const classes = classOf(property);
  const [kind] = Object.keys(classes);
  const unit = inner(datastream, 'unitOfMeasurement')?.optionalText('symbol');
  const count =
    kind !== undefined && Number.isInteger(result)
      ? observation.number('result', 0, 10_000)
      : undefined;
  if (count === 0) return undefined;
  const name = property?.optionalText('name');
  const stream = datastream?.optionalText('name');
  const quality = observation.raw('resultQuality');
  return {
    kind: kind === undefined ? 'note' : isA(kind, 'happening') ? 'event' : 'object',
    sensor:
      thing?.optionalText('name') ??
      inner(datastream, 'Sensor')?.optionalText('name') ??
      stream ??
      `Datastreams(${idOf(datastream) ?? '?'})`,
    observedAt,
    ...(uncertaintyS > 0 && { uncertaintyS }),
    ...placeOf(observation, thing),
    class: classes,
    ...(count !== undefined && { count }),
    attributes: {
      result,
      ...(unit !== undefined && { unit }),
      ...(name !== undefined && { observedProperty: name }),
      ...(stream !== undefined && { datastream: stream }),
      ...(idOf(datastream) !== undefined && { datastreamId: idOf(datastream) ?? '' }),
      ...(idOf(observation) !== undefined && { observationId: idOf(observation) ?? '' }),
      ...(until !== undefined && { until: formatInstant(until) }),
      ...(quality !== undefined && { resultQuality: quality }),
    },
  };
}

/** A moment or a span `from/to`; where it is left out, the result's, the message's. */
function timeOf(
  observation: Fields,
  receivedAt: Instant | undefined,
): { observedAt: Instant; until?: Instant } {
  for (const name of ['phenomenonTime', 'resultTime']) {
    const said = observation.optionalText(name);
    if (said === undefined) continue;
    const [from, to, ...more] = said.split('/').map(parseInstant);
    const span = said.includes('/');
    if (from === undefined || more.length > 0 || (span && (to === undefined || to < from)))
      return observation.refuse(name, 'an ISO 8601 time with a zone, or two with / between');
    return to === undefined ? { observedAt: from } : { observedAt: from, until: to };
  }
  return receivedAt === undefined
    ? observation.refuse('phenomenonTime', 'there, or resultTime', 'missing')
    : { observedAt: receivedAt };
}

/** The result's own place, the feature's, else the thing's. */
function placeOf(
  observation: Fields,
  thing: Fields | undefined,
): { position?: Sighting['position'] & {} } {
  const feature = inner(observation, 'FeatureOfInterest');
  const places: readonly (readonly [point: readonly Json[] | undefined, path: string])[] = [
    [pointOf(observation.raw('result')), 'result'],
    [pointOf(feature?.raw('feature')), 'FeatureOfInterest.feature'],
    ...innerList(thing, 'Locations').map(
      (one) => [pointOf(one.raw('location')), one.path('location')] as const,
    ),
  ];
  const [found] = places.filter(([point]) => point !== undefined);
  if (found === undefined) return {};
  const [[lon, lat] = [], path] = found;
  return { position: positionOf(lon, lat, undefined, path) };
}

function classOf(property: Fields | undefined): ClassProbabilities {
  for (const name of ['name', 'definition']) {
    const word = property?.optionalText(name)?.replace(/^.*[/#]/, '');
    const kind =
      word
        ?.trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-') ?? '';
    if (isKind(kind)) return { [kind]: 1 };
  }
  return {};
}
