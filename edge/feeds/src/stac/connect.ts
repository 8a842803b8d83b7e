import type { Json, JsonObject } from '@greenline/base';
import type { Connector, Deliver } from '../deliver.ts';
import { deliverNew } from '../http/deliver-new.ts';
import { type Ask, type PageRequest, pagesOf } from '../http/pages.ts';
import { openPoll } from '../http/poll.ts';
import { stac } from './decode.ts';

export interface StacSearchOptions {
  /** Of the API's `search`, as `https://example.org/stac/search`. */
  readonly url: string;
  readonly collections?: readonly string[];
  /** West, south, east, north. */
  readonly bbox?: readonly [number, number, number, number];
  readonly intersects?: JsonObject;
  /** As the API has it: `2026-03-01T00:00:00Z/..`. */
  readonly datetime?: string;
  /** Items a page. */
  readonly limit?: number;
  /** Asked by GET where the server knows no POST; `intersects` needs POST. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly mostPages?: number;
  /** Between two searches, ms. */
  readonly everyMs?: number;
}

/** Searches a STAC API again and again (STAC API 1.0.0, Item Search); each item found for the first time is delivered. */
export function openStacSearch(
  options: StacSearchOptions,
  deliver: Deliver,
  ask: Ask = fetch,
): Connector {
  const known = new Set<string>();
  return openPoll(options.everyMs ?? 900_000, async (counters, signal) => {
    const limits = {
      signal,
      ...(options.mostPages !== undefined && { mostPages: options.mostPages }),
    };
    for await (const { bytes } of pagesOf(firstRequest(options), nextRequest, limits, ask)) {
      await deliverNew(bytes, stac, options.url, known, counters, deliver);
    }
  });
}

/** The search as its first question. */
export function firstRequest(options: StacSearchOptions): PageRequest {
  const {
    url,
    collections,
    bbox,
    intersects,
    datetime,
    limit = 100,
    method = 'POST',
    headers,
  } = options;
  const body: Record<string, Json> = { limit };
  if (collections !== undefined) body.collections = collections;
  if (bbox !== undefined) body.bbox = bbox;
  if (intersects !== undefined) body.intersects = intersects;
  if (datetime !== undefined) body.datetime = datetime;
  if (method === 'POST') return { url, body, ...(headers && { headers }) };
  const query = new URL(url);
  for (const [name, value] of Object.entries(body))
    query.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
  return { url: query.href, ...(headers && { headers }) };
}

/** The link of rel `next`: by GET or POST, its body instead of the last one or merged into it. */
export function nextRequest(page: JsonObject, asked: PageRequest): PageRequest | undefined {
  const links = Array.isArray(page.links) ? (page.links as readonly Json[]) : [];
  const next = links.find(
    (link): link is JsonObject =>
      link !== null &&
      typeof link === 'object' &&
      !Array.isArray(link) &&
      (link as JsonObject).rel === 'next',
  );
  if (next === undefined || typeof next.href !== 'string' || !URL.canParse(next.href, asked.url))
    return undefined;
  const url = new URL(next.href, asked.url).href;
  const { headers } = asked;
  if (String(next.method ?? 'GET').toUpperCase() !== 'POST')
    return { url, ...(headers && { headers }) };
  const given = (next.body ?? {}) as JsonObject;
  const body = next.merge === true ? { ...asked.body, ...given } : given;
  return { url, body, ...(headers && { headers }) };
}
