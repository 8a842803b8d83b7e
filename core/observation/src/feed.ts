import type { Instant, JsonObject, Result } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Sighting } from './observation.ts';
import type { ObservationPeriod } from './period.ts';

/** Why a message was refused. The bytes are kept, the kinds are counted, the text is shown. */
export interface DecodeError {
  readonly kind: string;
  /** Name of the offending field, as the format calls it. */
  readonly field?: string;
  /** Byte offset in the message. */
  readonly offset?: number;
  /** One sentence with the remedy. */
  readonly text: string;
}

/** What a sensor says of a task that it was sent. */
export interface TaskAnswer {
  /** The name under which it was sent. */
  readonly order: string;
  readonly sensor: string;
  readonly says: 'accepted' | 'rejected' | 'completed' | 'failed';
  /** In the sensor's words. */
  readonly reason?: string;
}

/** What one message said. */
export interface Decoded {
  /** The message's fields, as the format has them. */
  readonly message: JsonObject;
  readonly sightings: readonly Sighting[];
  readonly periods?: readonly Omit<ObservationPeriod, 'id' | 'label' | 'source'>[];
  /** Sensors that spoke without having seen anything: a north mark, an empty scan, a status. */
  readonly heard?: readonly string[];
  readonly answers?: readonly TaskAnswer[];
}

/** One message cut out of a stream, a file or a capture, before anything in it is believed. */
export interface RawMessage {
  readonly bytes: Uint8Array;
  /** Byte offset in the file or stream. */
  readonly offset: number;
  /** Time of the capture; absent where the envelope has none. */
  readonly receivedAt?: Instant;
}

/** What a mission has settled about one link. */
export interface FeedSettings {
  /** Editions of the parts of a format, as `{ '021': '0.26' }` of ASTERIX. */
  readonly editions?: Readonly<Record<string, string>>;
  /** Where the receiver stands. */
  readonly place?: Position;
}

/**
 * What messages of one link leave for those after them, by a name of the format's choosing (a node's
 * place, which its bearings start from). Plain data: it is kept with the fold's state and bounded by the
 * format. `decode` alone writes it, so the same messages in the same order leave the same.
 */
export type FeedMemory = Map<string, unknown>;

/**
 * How far a format can carry trust. `broadcast`: anybody can send it and nothing in it says who did, so whatever
 * link brings it, its sightings are unauthenticated. `link`: as far as the link, or the device that signed, is
 * trusted; a sighting that merely passes a broadcast on says so itself.
 */
export type TrustClass = 'broadcast' | 'link';

/** Port: a format that the node can read. The functions do no I/O and throw on nothing. */
export interface Feed {
  /** Name in the interfaces, as `cot`. */
  readonly format: string;
  /** What the format itself lets a message be trusted for. */
  readonly trustClass: TrustClass;
  /**
   * Whether a message calls for help, told from its bytes at little cost: it then passes before others. Absent: no
   * message of the format does, or it cannot be told cheaply.
   */
  urgent?(message: Uint8Array): boolean;
  /** Whether a file begins as this format does. */
  recognises(head: Uint8Array): boolean;
  /** Cuts a whole file into messages; capture envelopes are unwrapped here. */
  split(file: Uint8Array): Iterable<Result<RawMessage, DecodeError>>;
  /** Without `memory`, what one message alone says. */
  decode(
    message: Uint8Array,
    receivedAt: Instant | undefined,
    memory?: FeedMemory,
  ): Result<Decoded, DecodeError>;
  /** The format as a link speaks it about which something is settled. Absent: nothing can be. */
  settled?(settings: FeedSettings): Feed;
}
