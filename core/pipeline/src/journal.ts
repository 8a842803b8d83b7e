import type { Instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';

/** Which queue an input waits in; under load the last is shed first. */
export type Lane = 'alert' | 'normal' | 'bulk';

/**
 * One input, as it came. Everything the node knows is a fold of these, in order of `seq`.
 *
 * `type` is one of `message/<format>`, `command`, `declaration` (one or a list of them), `filing`,
 * `publication`, `mission`, `agreement`, `policy`, `tick`, `envelope` (what a device signed around the messages
 * that follow it).
 */
export interface JournalEntry {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Never earlier than that of the entry before: an input that says so takes that one's time. */
  readonly receivedAt: Instant;
  readonly lane: Lane;
  readonly type: string;
  /** Whose hand it came from: the id of a feed or of a principal. */
  readonly by: string;
  /** Of the label that the sender gave to the whole message; absent, the sensor's own applies. */
  readonly label?: LabelId;
  /** Where the message began in its file or stream: tells identical messages apart. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** An input before the journal has given it its place. */
export type JournalInput = Omit<JournalEntry, 'seq'>;

/**
 * Port: the one ordered record of all inputs. The only thing that cannot be rebuilt.
 *
 * The contract test is `journalContract`.
 */
export interface Journal {
  /**
   * Appends the inputs in order and resolves with the seq of the first, only after all of them are
   * on the disk (fsync; group commit). Rejects, with nothing acknowledged, where the disk fails, and
   * where there are no inputs. The promise is the back-pressure: wait for it before sending more, and
   * leave the bytes alone until then.
   */
  append(inputs: readonly JournalInput[]): Promise<number>;
  /** Entries from `seq` on, in order, as far as they were acknowledged at the call. */
  read(fromSeq: number): AsyncIterable<readonly JournalEntry[]>;
  /** The last acknowledged seq; 0 for an empty journal. */
  readonly lastSeq: number;
  close(): Promise<void>;
}
