import { fromUtf8, type Instant, type JsonObject, utf8 } from '@greenline/base';
import { encodeCot } from '../cot/encode.ts';
import { type Connector, countRefusal, type Deliver, type FeedCounters } from '../deliver.ts';
import { readProtobuf } from '../protobuf/read.ts';
import { WireRefusal } from '../protobuf/wire-error.ts';
import type { Conversation, Peer } from '../stream/connection.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { controlEvent, elementNamed, takControl } from './control-event.ts';
import { encodeCotAsTak } from './encode.ts';
import { elementOf } from './event.ts';
import { takMessage } from './fields.ts';
import { TakFramer } from './framer.ts';

/** A TAK client that is connected. */
export interface TakClient {
  /** Common name of its certificate; absent on a link without TLS. */
  readonly certified?: string;
  /** Sends a CoT message, marked as ours, in the protocol that was agreed. False: it is gone. */
  send(message: JsonObject): boolean;
  /** Whether an event of this uid came from this client lately. */
  told(uid: string): boolean;
  close(): void;
}

export interface TakOptions extends StreamOptions {
  /** Name of this node: marks what it sends, so that it knows it again. */
  readonly node: string;
  readonly now: () => Instant;
  /** A client came; what comes back is called when it goes. `undefined`: it may not be here. */
  readonly onClient: (client: TakClient) => (() => void) | undefined;
}

const PROTOCOL_VERSION = '1';
const MOST_TOLD = 8_192;

/**
 * Listens for TAK clients: CoT XML, or TAK Protocol version 1 where the client asks for it (`t-x-takp-v`,
 * `-q`, `-r`). Pings are answered. What this node sent itself, and comes back, is dropped.
 */
export async function listenTak(options: TakOptions, deliver: Deliver): Promise<Connector> {
  let counters: FeedCounters | undefined;
  const refuse = (kind: string): void => {
    if (counters !== undefined) countRefusal(counters, kind);
  };
  const connector = await listenStream(
    options,
    () => ({
      framer: new TakFramer(),
      converse: (peer) => new TakSide(peer, options, refuse),
    }),
    deliver,
  );
  counters = connector.counters;
  return connector;
}

/** How events of a node are called and marked. */
export const uidOf = (node: string, id: string): string => `${markOf(node)}.${id}`;
const markOf = (node: string): string => `greenline-${node.replace(/[^\w.-]/g, '_')}`;

class TakSide implements Conversation {
  readonly #peer: Peer;
  readonly #options: TakOptions;
  readonly #refuse: (kind: string) => void;
  readonly #left: (() => void) | undefined;
  /** Uids that came from this client, the latest last. */
  readonly #told = new Set<string>();
  #protobuf = false;

  constructor(peer: Peer, options: TakOptions, refuse: (kind: string) => void) {
    this.#peer = peer;
    this.#options = options;
    this.#refuse = refuse;
    this.#left = options.onClient({
      ...(peer.certified !== undefined && { certified: peer.certified }),
      send: (message) => this.#say(this.#marked(message)),
      told: (uid) => this.#told.has(uid),
      close: () => peer.close(),
    });
    if (this.#left === undefined) {
      refuse('not-admitted');
      peer.close();
      return;
    }
    const support = { name: 'TakProtocolSupport', attributes: { version: PROTOCOL_VERSION } };
    this.#control('t-x-takp-v', takControl(support));
  }

  heard(bytes: Uint8Array): string | undefined {
    if (this.#left === undefined) return undefined;
    const xml = bytes[0] === LESS_THAN;
    const event = xml ? xmlEvent(bytes) : protobufEvent(bytes);
    const format = xml ? 'cot' : 'takproto';
    // What cannot be read goes on too: its refusal is counted where people see it.
    if (event === undefined) return format;
    const { type = '', uid = '' } = event.attributes ?? {};
    if (type === 't-x-c-t') return this.#control('t-x-c-t-r');
    if (type === 't-x-takp-q') return this.#agree(event);
    if (type.startsWith('t-x-takp') || type === 't-x-c-t-r') return undefined;
    if (this.#isOurs(event, uid)) {
      this.#refuse('own');
      return undefined;
    }
    this.#remember(uid);
    return format;
  }

  closed(): void {
    this.#left?.();
  }

  /** From the answer on, both speak protobuf: it is the last XML. */
  #agree(event: XmlElement): undefined {
    const asked = elementNamed(event, 'TakRequest')?.attributes?.version;
    const status = asked === PROTOCOL_VERSION;
    this.#control(
      't-x-takp-r',
      takControl({ name: 'TakResponse', attributes: { status: String(status) } }),
    );
    if (status) this.#protobuf = true;
  }

  #control(type: string, detail: readonly XmlElement[] = []): undefined {
    const { node, now } = this.#options;
    this.#say(controlEvent(type, uidOf(node, 'control'), now(), detail));
  }

  #say(message: JsonObject): boolean {
    if (this.#protobuf) return this.#peer.send(encodeCotAsTak(message));
    const written = encodeCot(message);
    if (!written.ok) {
      // A word of somebody's that XML cannot hold must not end the connection.
      this.#refuse('unwritable');
      return true;
    }
    return this.#peer.send(Buffer.concat([written.value, utf8('\n')]));
  }

  #marked(message: JsonObject): JsonObject {
    const { node } = this.#options;
    const detail = message.detail as unknown as XmlElement | undefined;
    const mark = { name: '_flow-tags_', attributes: { [markOf(node)]: String(message.time) } };
    const children = [...(detail?.children ?? []), mark];
    return { ...message, detail: { name: 'detail', children } as unknown as JsonObject };
  }

  #isOurs(event: XmlElement, uid: string): boolean {
    const mark = markOf(this.#options.node);
    if (uid.startsWith(`${mark}.`)) return true;
    return elementNamed(event, '_flow-tags_')?.attributes?.[mark] !== undefined;
  }

  #remember(uid: string): void {
    this.#told.delete(uid);
    this.#told.add(uid);
    if (this.#told.size <= MOST_TOLD) return;
    const [oldest] = this.#told;
    if (oldest !== undefined) this.#told.delete(oldest);
  }
}

const LESS_THAN = 0x3c;

function xmlEvent(bytes: Uint8Array): XmlElement | undefined {
  const text = fromUtf8(bytes);
  const root = text === undefined ? undefined : parseXml(text);
  return root === undefined || 'kind' in root || root.name !== 'event' ? undefined : root;
}

function protobufEvent(bytes: Uint8Array): XmlElement | undefined {
  try {
    const { cotEvent } = readProtobuf(bytes, takMessage);
    return cotEvent === undefined ? undefined : elementOf(cotEvent as JsonObject);
  } catch (error) {
    if (error instanceof WireRefusal) return undefined;
    throw error;
  }
}
