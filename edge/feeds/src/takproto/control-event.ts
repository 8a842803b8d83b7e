import { formatInstant, type Instant, type JsonObject } from '@greenline/base';
import type { XmlElement } from '../xml.ts';

const LIFE_MS = 60_000;

/** An event of the TAK services themselves, which speaks of no place. */
export function controlEvent(
  type: string,
  uid: string,
  now: Instant,
  detail: readonly XmlElement[] = [],
): JsonObject {
  const time = formatInstant(now);
  return {
    version: '2.0',
    uid,
    type,
    how: 'm-g',
    time,
    start: time,
    stale: formatInstant((now + LIFE_MS) as Instant),
    point: { lat: '0', lon: '0', hae: '0', ce: '9999999', le: '9999999' },
    detail: { name: 'detail', children: detail } as unknown as JsonObject,
  };
}

/** Wraps what is said of the protocol itself. */
export const takControl = (...children: readonly XmlElement[]): readonly XmlElement[] => [
  { name: 'TakControl', children },
];

/** The first element of this name, however deep. */
export function elementNamed(
  element: XmlElement | undefined,
  name: string,
): XmlElement | undefined {
  for (const child of element?.children ?? []) {
    if (typeof child === 'string') continue;
    if (child.name === name) return child;
    const found = elementNamed(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
