import { formatInstant, type Instant } from '@greenline/base';
import type { HazardWarning } from './released.ts';

/** Who sends an alert, as CAP names them. */
export interface CapSender {
  /** Globally unique: no space, comma, `<` or `&`. */
  readonly sender: string;
  readonly senderName: string;
}

/** Half of the 95 % circle of a normal error in two dimensions, in sigmas. */
const SIGMAS_95 = 2.45;
/** Nobody steps closer than this to a mine, however well it was measured. */
const LEAST_RADIUS_KM = 0.05;
/** Where nobody stated an accuracy. */
const UNKNOWN_RADIUS_KM = 1;

/**
 * A warning of mines as one alert of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010): restricted to
 * those who clear mines and bring aid, without end, since a mine does not go away.
 *
 * `circle` is latitude before longitude, and its radius in kilometres.
 */
export function capAlert(warning: HazardWarning, { sender, senderName }: CapSender): string {
  const { id, class: kind, position, sigmaM, exercise } = warning;
  const what = WORDS[kind] ?? kind;
  const radiusKm =
    sigmaM === undefined
      ? UNKNOWN_RADIUS_KM
      : Math.max(LEAST_RADIUS_KM, Math.ceil((SIGMAS_95 * sigmaM) / 10) / 100);
  const accuracy =
    sigmaM === undefined ? 'its accuracy is not stated' : `one sigma is ${sigmaM} m on each axis`;
  const place = `${position.lat.toFixed(6)},${position.lon.toFixed(6)}`;
  const headline = `${exercise ? 'EXERCISE: ' : ''}${what} reported`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
    tag('identifier', id),
    tag('sender', sender),
    tag('sent', momentOf(warning.recordedAt ?? warning.at)),
    tag('status', exercise ? 'Exercise' : 'Actual'),
    tag('msgType', 'Alert'),
    tag('scope', 'Restricted'),
    tag('restriction', 'For those who clear mines, bring aid or work under the mission'),
    '<info>',
    tag('language', 'en'),
    tag('category', 'Safety'),
    tag('event', what),
    tag('responseType', 'Avoid'),
    tag('urgency', 'Immediate'),
    tag('severity', 'Extreme'),
    tag('certainty', 'Likely'),
    tag('onset', momentOf(warning.at)),
    tag('senderName', senderName),
    tag('headline', headline),
    tag('description', `${headline} at ${place} (WGS 84, latitude and longitude); ${accuracy}.`),
    tag('instruction', 'Do not enter the area. Mark it, and report what you see.'),
    '<area>',
    tag('areaDesc', `Within ${radiusKm} km of ${place}`),
    tag('circle', `${place} ${radiusKm}`),
    '</area>',
    '</info>',
    '</alert>',
    '',
  ].join('\n');
}

const WORDS: Readonly<Record<string, string>> = {
  mine: 'Mine',
  minefield: 'Minefield',
  'unexploded-ordnance': 'Unexploded ordnance',
};

/** CAP has no `Z`: UTC is written `-00:00`, to whole seconds. */
const momentOf = (at: Instant): string => `${formatInstant(at).slice(0, 19)}-00:00`;

const ESCAPED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

const tag = (name: string, text: string): string =>
  `<${name}>${text.replace(/[<>&]/g, (sign) => ESCAPED[sign] ?? '')}</${name}>`;
