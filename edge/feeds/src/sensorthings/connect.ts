import type { JsonObject } from '@greenline/base';
import type { Connector, Deliver } from '../deliver.ts';
import { deliverNew } from '../http/deliver-new.ts';
import { type Ask, type PageRequest, pagesOf } from '../http/pages.ts';
import { openPoll } from '../http/poll.ts';
import { sensorthings } from './decode.ts';

export interface SensorThingsPollOptions {
  /** Of the service or of one datastream: `https://example.org/v1.1` or `…/v1.1/Datastreams(1)`. */
  readonly url: string;
  /** Observations from here on; default: all that the server has. RFC 3339. */
  readonly since?: string;
  readonly everyMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly mostPages?: number;
}

const EXPAND =
  'Datastream($expand=Thing($expand=Locations),ObservedProperty,Sensor),FeatureOfInterest';
/**
 * Asks a SensorThings server for new observations again and again. It remembers the latest moment
 * it has seen: an answer with nothing in it, or none at all, changes nothing that is known.
 */
export function openSensorThings(
  options: SensorThingsPollOptions,
  deliver: Deliver,
  ask: Ask = fetch,
): Connector {
  let since = options.since;
  const known = new Set<string>();
  return openPoll(options.everyMs ?? 60_000, async (counters, signal) => {
    const limits = {
      signal,
      ...(options.mostPages !== undefined && { mostPages: options.mostPages }),
    };
    const first = {
      url: questionOf(options.url, since),
      ...(options.headers && { headers: options.headers }),
    };
    let latest = since;
    for await (const { bytes, json } of pagesOf(first, nextLink, limits, ask)) {
      await deliverNew(bytes, sensorthings, options.url, known, counters, deliver);
      latest = latestOf(json, latest);
      since = latest;
    }
  });
}

function questionOf(url: string, since: string | undefined): string {
  const question = new URL(`${url.replace(/\/$/, '')}/Observations`);
  question.searchParams.set('$expand', EXPAND);
  question.searchParams.set('$orderby', 'phenomenonTime asc');
  if (since !== undefined) question.searchParams.set('$filter', `phenomenonTime ge ${since}`);
  return question.href;
}

function nextLink(page: JsonObject, asked: PageRequest): PageRequest | undefined {
  const next = page['@iot.nextLink'];
  if (typeof next !== 'string' || !URL.canParse(next, asked.url)) return undefined;
  return { ...asked, url: new URL(next, asked.url).href };
}

function latestOf(page: JsonObject, before: string | undefined): string | undefined {
  let latest = before;
  for (const one of Array.isArray(page.value) ? (page.value as readonly JsonObject[]) : []) {
    const time =
      typeof one?.phenomenonTime === 'string' ? one.phenomenonTime.split('/')[0] : undefined;
    const at = Date.parse(time ?? '');
    if (!Number.isNaN(at) && (latest === undefined || at > Date.parse(latest)))
      latest = new Date(at).toISOString();
  }
  return latest;
}
