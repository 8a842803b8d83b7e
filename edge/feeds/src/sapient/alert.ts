import type { Instant, Json, JsonObject } from '@greenline/base';
import { isA, type Sighting } from '@greenline/observation';
import { locate } from './detection.ts';
import type { SapientNode } from './node.ts';
import { kindOf } from './type-class.ts';

type Writable<T> = { -readonly [name in keyof T]: T[name] };

const SAID_OF_THE_NODE = new Set([
  'ALERT_TYPE_ERROR',
  'ALERT_TYPE_FATAL',
  'ALERT_TYPE_MODE_CHANGE',
]);
const OPEN = new Set(['ALERT_STATUS_ACTIVE', 'ALERT_STATUS_UNSPECIFIED']);

/**
 * What an alert says: a warning is something that happened, information is a note. An alert that somebody
 * has answered already, or that speaks of the node alone, is neither.
 */
export function happeningOf(
  alert: JsonObject,
  sensor: string,
  observedAt: Instant,
  node: SapientNode | undefined,
): Sighting | undefined {
  const type = (alert.alertType ?? 'ALERT_TYPE_UNSPECIFIED') as string;
  const status = (alert.status ?? 'ALERT_STATUS_UNSPECIFIED') as string;
  if (SAID_OF_THE_NODE.has(type) || !OPEN.has(status)) return undefined;
  const description = alert.description as string | undefined;
  const kind = description === undefined ? undefined : kindOf(description);
  const happened = type === 'ALERT_TYPE_WARNING' || type === 'ALERT_TYPE_CRITICAL';
  if (!happened && description === undefined) return undefined;
  const attributes: Record<string, Json> = { alertId: alert.alertId as string, alertType: type };
  for (const name of ['priority', 'ranking', 'confidence', 'regionId', 'associatedDetection'])
    if (alert[name] !== undefined) attributes[name] = alert[name] as Json;
  if (alert.associatedFile !== undefined) attributes.files = alert.associatedFile;
  const sighting: Writable<Sighting> = {
    kind: happened ? 'event' : 'note',
    sensor,
    observedAt,
    class: kind !== undefined && isA(kind, 'happening') ? { [kind]: shareOf(alert) } : {},
    identity: alert.alertId as string,
    attributes,
    ...(description !== undefined && { text: description }),
  };
  locate(sighting, attributes, alert, node);
  return sighting;
}

const shareOf = ({ confidence }: JsonObject): number =>
  typeof confidence === 'number' && confidence > 0 ? confidence : 1;
