import { fromUtf8, type Json, type JsonObject } from '@greenline/base';

/** One question to a server that answers in pages. */
export interface PageRequest {
  readonly url: string;
  /** Sent as JSON by POST; absent: GET. */
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface PageLimits {
  readonly mostPages?: number;
  readonly mostPageBytes?: number;
  /** For one page, ms. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks as `fetch` does; the world's by default. */
export type Ask = (url: string, init: RequestInit) => Promise<Response>;

export interface Page {
  readonly bytes: Uint8Array;
  readonly json: JsonObject;
}

/**
 * The pages of an answer, one after another, each from where the last one points to.
 *
 * Bounded: in pages, bytes a page and time; a page that points back, or away from the server that was
 * asked, ends the walk, so that no answer can send us elsewhere with our credentials. Throws what the
 * world fails with, and on answers that are no JSON object.
 */
export async function* pagesOf(
  first: PageRequest,
  nextOf: (page: JsonObject, asked: PageRequest) => PageRequest | undefined,
  {
    mostPages = 100,
    mostPageBytes = 16 * 1024 * 1024,
    timeoutMs = 30_000,
    signal,
  }: PageLimits = {},
  ask: Ask = fetch,
): AsyncGenerator<Page> {
  const { origin } = new URL(first.url);
  const asked = new Set<string>();
  let request: PageRequest | undefined = first;
  for (let pages = 0; request !== undefined && pages < mostPages; pages++) {
    const key = JSON.stringify([request.url, request.body ?? null]);
    if (asked.has(key) || !isAt(request.url, origin)) return;
    asked.add(key);
    const limit = AbortSignal.timeout(timeoutMs);
    const response = await ask(request.url, {
      method: request.body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/geo+json, application/json',
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      redirect: 'error',
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    });
    if (!response.ok) throw new Error(`${request.url} answers ${response.status}`);
    const bytes = await bytesOf(response, mostPageBytes);
    const json = objectIn(bytes);
    if (json === undefined) throw new Error(`${request.url} answers with no JSON object`);
    yield { bytes, json };
    request = nextOf(json, request);
  }
}

function isAt(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}

async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > most)
      throw new Error(`a page of more than ${most} bytes: ask for fewer at a time`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function objectIn(bytes: Uint8Array): JsonObject | undefined {
  const text = fromUtf8(bytes);
  try {
    const json = JSON.parse(text ?? '') as Json;
    const isObject = json !== null && typeof json === 'object' && !Array.isArray(json);
    return isObject ? (json as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
