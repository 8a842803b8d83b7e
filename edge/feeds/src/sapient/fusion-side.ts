import { formatInstant, type Instant, type Json, type JsonObject } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import type { Conversation, Peer } from '../stream/connection.ts';
import { decodeSapient } from './decode.ts';
import { encodeSapient } from './encode.ts';

export interface FusionPorts {
  readonly nodeId: string;
  readonly now: () => Instant;
  readonly refuse: (kind: string) => void;
  readonly registered: (id: string, side: FusionSide) => void;
  readonly left: (id: string, side: FusionSide) => void;
}

/** Nodes behind one connection: a middleware may speak for many. */
const MOST_NODES = 1_024;
/** Of a message that was wrong so much is sent back. */
const MOST_ECHO_BYTES = 4_096;
/** What a fusion node is sent, and what it keeps. */
const FROM_NODES = ['registration', 'statusReport', 'detectionReport', 'alert', 'taskAck', 'error'];

/** One connection, seen from the fusion node. */
export class FusionSide implements Conversation {
  readonly #peer: Peer;
  readonly #ports: FusionPorts;
  readonly #nodes = new Set<string>();
  /** What to say once a message is kept, by the message's bytes. */
  readonly #promised = new Map<Uint8Array, () => void>();

  constructor(peer: Peer, ports: FusionPorts) {
    this.#peer = peer;
    this.#ports = ports;
  }

  heard(bytes: Uint8Array): string | undefined {
    const decoded = decodeSapient(bytes);
    if (!decoded.ok) {
      this.#error(bytes, decoded.error.text);
      // It goes to the journal all the same: the refusal is counted where people see it.
      return 'sapient';
    }
    const { message } = decoded.value;
    const id = message.nodeId as string;
    const content = FROM_NODES.find((name) => message[name] !== undefined);
    if (content === undefined)
      return this.#refuse(
        bytes,
        'not-for-us',
        'a fusion node takes no tasks and no acknowledgements of its own',
      );
    if (content !== 'registration' && !this.#nodes.has(id))
      return this.#refuse(
        bytes,
        'unregistered',
        `node ${id} is not registered here: send its registration first`,
      );
    if (content === 'registration') return this.#register(id, bytes);
    if (content === 'alert') this.#promise(bytes, () => this.#acknowledge(id, message.alert));
    if (
      content === 'statusReport' &&
      (message.statusReport as JsonObject).system === 'SYSTEM_GOODBYE'
    )
      this.#promise(bytes, () => this.leave(id));
    return 'sapient';
  }

  kept(bytes: Uint8Array): void {
    const say = this.#promised.get(bytes);
    this.#promised.delete(bytes);
    say?.();
  }

  refused(error: DecodeError): void {
    this.#error(new Uint8Array(), error.text);
  }

  closed(): void {
    for (const id of this.#nodes) this.#ports.left(id, this);
    this.#nodes.clear();
    this.#promised.clear();
  }

  /** The node is no longer behind this connection. */
  leave(id: string): void {
    this.#nodes.delete(id);
    this.#ports.left(id, this);
  }

  send(content: JsonObject, destinationId?: string): boolean {
    const message = {
      timestamp: formatInstant(this.#ports.now()),
      nodeId: this.#ports.nodeId,
      ...(destinationId !== undefined && { destinationId }),
      ...content,
    };
    const written = encodeSapient(message);
    return written.ok && this.#peer.send(written.value);
  }

  #register(id: string, bytes: Uint8Array): string | undefined {
    if (this.#nodes.size >= MOST_NODES && !this.#nodes.has(id)) {
      const reason = `more than ${MOST_NODES} nodes on one connection`;
      this.send({ registrationAck: { acceptance: false, ackResponseReason: [reason] } }, id);
      this.#ports.refuse('too-many-nodes');
      return undefined;
    }
    // From now on what it says is taken: it need not wait for the acknowledgement.
    this.#nodes.add(id);
    this.#ports.registered(id, this);
    this.#promise(bytes, () => this.send({ registrationAck: { acceptance: true } }, id));
    return 'sapient';
  }

  #acknowledge(id: string, alert: Json | undefined): void {
    const { alertId } = alert as JsonObject;
    const alertAck = { alertId: alertId as string, alertAckStatus: 'ALERT_ACK_STATUS_ACCEPTED' };
    this.send({ alertAck }, id);
  }

  #promise(bytes: Uint8Array, say: () => void): void {
    this.#promised.set(bytes, say);
  }

  #refuse(bytes: Uint8Array, kind: string, text: string): undefined {
    this.#ports.refuse(kind);
    this.#error(bytes, text);
    return undefined;
  }

  #error(bytes: Uint8Array, text: string): void {
    const packet = Buffer.from(bytes.subarray(0, MOST_ECHO_BYTES)).toString('base64');
    this.send({ error: { packet, errorMessage: [text] } });
  }
}
