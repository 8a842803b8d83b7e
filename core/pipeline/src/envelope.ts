import { canonicalJson, type Digest, fromUtf8 } from '@greenline/base';
import { isFresh, type ReplayWindow, taken } from '@greenline/observation';
import type { JournalEntry } from './journal.ts';

/**
 * What a device signed around its messages: the journal keeps it before them, in the same append. It shows who
 * vouched for them, and that its counter is spent.
 */
export interface Envelope {
  /** A sensor of the registry. */
  readonly device: string;
  /** Of the key that it was checked with. */
  readonly keyId: string;
  readonly counter: number;
  /** Of the payload. */
  readonly payload: Digest;
  /** Of the bytes that were signed. */
  readonly signed: Digest;
  /** Signature or authentication code, base64. */
  readonly tag: string;
}

export const envelopeText = (envelope: Envelope): string => canonicalJson({ ...envelope });

/** Under which name the window of a device is kept: one that is given a new key counts anew. */
export const windowOf = ({ device, keyId }: Pick<Envelope, 'device' | 'keyId'>): string =>
  `${device} ${keyId}`;

/** Folds a journalled envelope in: its counter is spent from here on. */
export function takeEnvelope(windows: Map<string, ReplayWindow>, { bytes }: JournalEntry): void {
  const envelope = JSON.parse(fromUtf8(bytes) ?? '{}') as Envelope;
  const name = windowOf(envelope);
  const window = windows.get(name);
  // Appends of one device may pass each other on their way to the journal.
  if (isFresh(window, envelope.counter)) windows.set(name, taken(window, envelope.counter));
}
