import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, instant } from '@greenline/base';
import { type RunningNode, serve } from '@greenline/node';
import { type Place, place } from './node-process.ts';

/** One answer of a node, as far as it can say anything. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface Request {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of the connection, or of how often this test asked: nobody's secret. */
const OF_THE_CONNECTION = /^(date|connection|keep-alive|x-ratelimit-.*|retry-after)$/;

/** The example mission on free ports; `lead-drone-1` may be told of to everybody. */
export async function openMission(): Promise<Place> {
  const at = await place();
  const file = join(at.mission, 'mission.yaml');
  const opened = readFileSync(file, 'utf8').replace(
    /(lead-drone-1,.*releasableTo: \[)/,
    '$1public, ',
  );
  writeFileSync(file, opened);
  return at;
}

/** A node in this process, over real sockets, by a clock that the test moves. */
export class ClockedNode {
  readonly at: Place;
  readonly node: RunningNode;
  readonly failures: Error[];
  readonly #clock: { now: Instant };

  private constructor(at: Place, node: RunningNode, failures: Error[], clock: { now: Instant }) {
    this.at = at;
    this.node = node;
    this.failures = failures;
    this.#clock = clock;
  }

  /**
   * `keysOf`: another node whose keys this one bears, so that what both are told can be compared.
   * `alter` changes the mission’s folder before the node opens it.
   */
  static async start(
    now: Instant,
    keysOf?: ClockedNode,
    alter: (mission: string) => void = () => undefined,
  ): Promise<ClockedNode> {
    const at = await openMission();
    alter(at.mission);
    if (keysOf !== undefined) {
      const keys = (from: Place) => join(from.data, 'forty-km-exercise', 'keys');
      mkdirSync(at.data, { recursive: true });
      cpSync(keys(keysOf.at), keys(at), { recursive: true });
      for (const key of ['release.key', 'salt.key', 'token.key']) {
        if (!existsSync(join(keys(at), key))) throw new Error(`the twin lacks ${key}`);
      }
    }
    const clock = { now };
    const failures: Error[] = [];
    const node = await serve({
      mission: at.mission,
      data: at.data,
      port: 0,
      host: '127.0.0.1',
      now: () => clock.now,
      say: () => undefined,
      onFailure: (cause) => failures.push(cause),
    });
    return new ClockedNode(at, node, failures, clock);
  }

  get now(): Instant {
    return this.#clock.now;
  }

  get url(): string {
    return `http://127.0.0.1:${this.node.port}`;
  }

  /** Lets the journal's time come to a moment: a note is handed in then, and all is folded. */
  async goOnTo(now: Instant): Promise<void> {
    this.#clock.now = now;
    await this.see({ kind: 'note', sensor: 'clock', text: 'time goes on' });
  }

  /** Hands in sightings, as mission staff, and waits until they are folded. */
  async see(...sightings: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    const features = sightings.map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      geometry: lon === undefined ? null : { type: 'Point', coordinates: [lon, lat] },
      properties: { observedAt: new Date(this.now).toISOString(), ...properties },
    }));
    const body = JSON.stringify({ type: 'FeatureCollection', features });
    const { status, text } = await this.ask('/api/intake/geojson', 'duty-officer', {
      method: 'POST',
      body,
    });
    if (status !== 200 || !text.includes('"refused":[]')) throw new Error(text);
    await this.node.settled();
  }

  token(principal: string): string {
    return this.node.token(principal, 48);
  }

  /** One request, as a principal; as the public where none is named. */
  async ask(path: string, principal?: string, request: Request = {}): Promise<Answer> {
    const { method = 'GET', body, headers = {} } = request;
    const shown = principal !== undefined && principal !== 'public';
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(shown && { authorization: `Bearer ${this.token(principal)}` }),
        ...(body !== undefined && { 'content-type': 'application/octet-stream' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      text: await response.text(),
      headers: Object.fromEntries(
        [...response.headers].filter(([name]) => !OF_THE_CONNECTION.test(name)),
      ),
    };
  }

  /** Items of a kind, to its end. */
  async items(kind: string, principal?: string): Promise<readonly Item[]> {
    const { status, text } = await this.ask(`/api/${kind}?limit=2000`, principal);
    if (status !== 200) throw new Error(`${kind}: ${text}`);
    return JSON.parse(text).items;
  }

  async stop(): Promise<void> {
    await this.node.stop();
    this.at.remove();
  }
}

/** A record as an answer holds it. */
export interface Item {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly clause?: string;
  readonly verdict?: string;
  readonly class?: unknown;
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly upTo?: string;
  readonly releasedAt?: string;
  readonly measuredKm?: number;
  readonly cell?: { readonly id: string; readonly polygon: readonly (readonly number[])[] };
}

export const moment = (text: string): Instant => instant(Date.parse(text));
