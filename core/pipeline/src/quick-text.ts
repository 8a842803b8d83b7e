import { formatInstant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import type { Track } from '@greenline/tracking';
import { foreignText, recordText } from './record-text.ts';

/** What `recordText` gives for an observation, field by field: the hot path of the walk. */
export function observationText(o: Observation): string {
  let text = '{';
  if (o.attributes !== undefined) text += `"attributes":${foreign(o.attributes)},`;
  text += `"class":${foreign(o.class)}`;
  if (o.corrects !== undefined) text += `,"corrects":${quoted(o.corrects)}`;
  if (o.count !== undefined) text += `,"count":${o.count}`;
  if (o.courseDeg !== undefined) text += `,"courseDeg":${number(o.courseDeg)}`;
  if (o.covariance !== undefined) text += `,"covariance":[${o.covariance.map(number).join()}]`;
  if (o.direction !== undefined) text += `,"direction":"${o.direction}"`;
  if (o.doubts !== undefined) text += `,"doubts":${recordText(o.doubts)}`;
  if (o.exercise !== undefined) text += ',"exercise":true';
  text += `,"feed":${quoted(o.feed)},"id":"${o.id}"`;
  if (o.identity !== undefined) text += `,"identity":${quoted(o.identity)}`;
  text += `,"kind":"${o.kind}","label":"${o.label}","nation":${quoted(o.nation)}`;
  text += `,"observedAt":"${formatInstant(o.observedAt)}"`;
  if (o.party !== undefined) text += `,"party":${quoted(o.party)}`;
  if (o.position !== undefined) text += `,"position":${placeText(o.position)}`;
  text += `,"receivedAt":"${formatInstant(o.receivedAt)}"`;
  if (o.selfReport !== undefined) text += ',"selfReport":true';
  text += `,"sensor":${quoted(o.sensor)}`;
  if (o.sightline !== undefined) text += `,"sightline":${recordText(o.sightline)}`;
  if (o.sigmaM !== undefined) text += `,"sigmaM":${number(o.sigmaM)}`;
  text += `,"source":"${o.source}"`;
  if (o.speedMps !== undefined) text += `,"speedMps":${number(o.speedMps)}`;
  if (o.text !== undefined) text += `,"text":${quoted(o.text)}`;
  if (o.timeDifference !== undefined) text += `,"timeDifference":${recordText(o.timeDifference)}`;
  text += `,"trust":"${o.trust}"`;
  if (o.uncertaintyS !== undefined) text += `,"uncertaintyS":${number(o.uncertaintyS)}`;
  return `${text}}`;
}

/** What `recordText` gives for a track. */
export function trackText(t: Track): string {
  let text = `{"at":"${formatInstant(t.at)}"`;
  if (t.attributes !== undefined) text += `,"attributes":${foreign(t.attributes)}`;
  text += `,"class":${foreign(t.class)}`;
  if (t.covariance !== undefined) text += `,"covariance":[${t.covariance.map(number).join()}]`;
  if (t.ended !== undefined) text += ',"ended":true';
  if (t.exercise !== undefined) text += ',"exercise":true';
  text += `,"existence":${number(t.existence)},"firstSeenAt":"${formatInstant(t.firstSeenAt)}"`;
  if (t.historical !== undefined) text += ',"historical":true';
  text += `,"id":"${t.id}","identities":[${t.identities.map(quoted).join()}]`;
  if (t.joinedTo !== undefined) text += `,"joinedTo":${quoted(t.joinedTo)}`;
  if (t.joins !== undefined) text += `,"joins":[${t.joins.map(quoted).join()}]`;
  text += `,"label":"${t.label}","looks":${t.looks}`;
  text += `,"observations":[${t.observations.map(quoted).join()}]`;
  if (t.party !== undefined) text += `,"party":${quoted(t.party)}`;
  text += `,"position":${placeText(t.position)},"sensors":[${t.sensors.map(quoted).join()}]`;
  text += `,"trust":"${t.trust}"`;
  if (t.uncorroborated !== undefined) text += ',"uncorroborated":true';
  if (t.velocity !== undefined) text += `,"velocity":[${t.velocity.map(number).join()}]`;
  return `${text}}`;
}

const quoted = (text: string): string => JSON.stringify(text);

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`a record cannot hold ${value}`);
  return value === 0 ? '0' : `${value}`;
}

const placeText = ({ lon, lat, height }: Position): string =>
  `{${height === undefined ? '' : `"height":${number(height)},`}"lat":${number(lat)},"lon":${number(lon)}}`;

const written = new WeakMap<object, string>();

/** A source's own words; the same object, as a class that many looks share, is written once. */
function foreign(value: object): string {
  let text = written.get(value);
  if (text === undefined) {
    text = foreignText(value);
    written.set(value, text);
  }
  return text;
}
