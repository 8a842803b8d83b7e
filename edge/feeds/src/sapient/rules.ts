import type { JsonObject } from '@greenline/base';
import { parseTimestamp } from '../protobuf/timestamp.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';

/** A rule about one kind of message; refuses by throwing. */
type Rule = (message: JsonObject, path: string) => void;

/** A refusal of one field of the message at `path`. */
export function refusal(kind: string, path: string, name: string, text: string): WireRefusal {
  const field = path === '' ? name : `${path}.${name}`;
  return new WireRefusal(kind, path === '' ? text : `${path}: ${text}`, { field });
}

/** A number within limits, where it is there. */
function within01(...names: readonly string[]): Rule {
  return (message, path) => {
    for (const name of names) range(message, path, name, 0, 1);
  };
}

function range(message: JsonObject, path: string, name: string, least: number, most: number): void {
  const value = message[name];
  if (typeof value !== 'number' || (value >= least && value <= most)) return;
  throw refusal('range', path, name, `${name} must lie between ${least} and ${most}`);
}

function notNegative(message: JsonObject, path: string, ...names: readonly string[]): void {
  for (const name of names) range(message, path, name, 0, Number.MAX_VALUE);
}

const HALF_TURN_DEG = 180;

const location: Rule = (message, path) => {
  notNegative(message, path, 'xError', 'yError', 'zError');
  const system = message.coordinateSystem;
  if (system === 'LOCATION_COORDINATE_SYSTEM_UTM_M') return;
  const half = system === 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M' ? Math.PI : HALF_TURN_DEG;
  range(message, path, 'x', -half, half);
  range(message, path, 'y', -half / 2, half / 2);
};

const rangeBearing: Rule = (message, path) => {
  const inRadians = String(message.coordinateSystem).includes('RADIANS');
  const half = inRadians ? Math.PI : HALF_TURN_DEG;
  range(message, path, 'azimuth', -2 * half, 2 * half);
  range(message, path, 'elevation', -half / 2, half / 2);
  notNegative(message, path, 'range', 'elevationError', 'azimuthError', 'rangeError');
  range(message, path, 'horizontalExtent', 0, 2 * half);
  range(message, path, 'verticalExtent', 0, 2 * half);
  notNegative(message, path, 'horizontalExtentError', 'verticalExtentError');
};

/** Units and datum speak of the same thing: a grid has an ellipsoid, a bearing has a north. */
const locationType: Rule = (message, path) => {
  if ((message.locationUnits !== undefined) === (message.locationDatum !== undefined)) return;
  const has = message.locationUnits === undefined ? 'rangeBearingUnits' : 'locationUnits';
  const wants = message.locationUnits === undefined ? 'rangeBearingDatum' : 'locationDatum';
  throw refusal('mismatch', path, wants, `${has} needs ${wants}`);
};

/** A sub-class lies deeper than what it is a class of. */
function deepening(list: string): Rule {
  return (message, path) => {
    const { level } = message;
    for (const [i, sub] of ((message[list] ?? []) as readonly JsonObject[]).entries())
      if (typeof level === 'number' && typeof sub.level === 'number' && sub.level <= level)
        throw refusal(
          'mismatch',
          `${path}.${list}[${i}]`,
          'level',
          `level must be above ${level}, the level of what it is a class of`,
        );
  };
}

const also =
  (...rules: readonly Rule[]): Rule =>
  (message, path) => {
    for (const rule of rules) rule(message, path);
  };

/** An interval, or a settle time: never negative. */
const duration: Rule = (message, path) => notNegative(message, path, 'value');

const task: Rule = (message, path) => {
  const { taskStartTime: start, taskEndTime: end } = message;
  if (typeof start !== 'string' || typeof end !== 'string') return;
  const [from, to] = [parseTimestamp(start), parseTimestamp(end)];
  if (from === undefined || to === undefined) return;
  if (to.seconds < from.seconds || (to.seconds === from.seconds && to.nanos < from.nanos))
    throw refusal('mismatch', path, 'taskEndTime', 'taskEndTime must not come before its start');
};

const signal: Rule = (message, path) => {
  notNegative(message, path, 'startFrequency', 'centreFrequency', 'stopFrequency', 'pulseDuration');
  const { startFrequency: start, stopFrequency: stop } = message;
  if (typeof start === 'number' && typeof stop === 'number' && stop < start)
    throw refusal('mismatch', path, 'stopFrequency', 'stopFrequency must not lie below its start');
};

/** A ring needs no rule: one location is a point to look at. What is refused is a list of two systems. */
const locationList: Rule = (message, path) => {
  const [first, ...others] = message.locations as readonly JsonObject[];
  for (const [i, one] of others.entries())
    if (one.coordinateSystem !== first?.coordinateSystem || one.datum !== first?.datum)
      throw refusal(
        'mismatch',
        `${path}.locations[${i + 1}]`,
        'coordinateSystem',
        'one list has one coordinate system and datum',
      );
};

/** What the standard says in words, by message. */
export const RULES: Readonly<Record<string, Rule>> = {
  Alert: within01('confidence'),
  DetectionReport: within01('detectionConfidence'),
  'DetectionReport.Behaviour': within01('confidence'),
  'DetectionReport.DetectionReportClassification': within01('confidence'),
  'DetectionReport.Signal': signal,
  'DetectionReport.SubClass': also(within01('confidence'), deepening('subClass')),
  ENUVelocity: (message, path) =>
    notNegative(message, path, 'eastRateError', 'northRateError', 'upRateError'),
  Location: location,
  LocationList: locationList,
  RangeBearing: rangeBearing,
  RangeBearingCone: rangeBearing,
  'Registration.Duration': duration,
  'Registration.LocationType': locationType,
  'Registration.SubClass': deepening('subClass'),
  'Registration.SubClassFilterDefinition': deepening('subClassDefinition'),
  'StatusReport.Power': (message, path) => notNegative(message, path, 'level'),
  Task: task,
};
