/** Why a position that a thing reports of itself is doubted; GNSS can be jammed and forged. */
export type DoubtKind = 'jump' | 'duplicate' | 'frozen' | 'circling' | 'clock' | 'drift';

/**
 * A failed plausibility check of a self-reported position (a misbehaviour observation of ETSI TS 103 759).
 * The position is kept and told; it is trusted less, and moves no track that others see elsewhere.
 */
export interface PlausibilityDoubt {
  readonly doubt: DoubtKind;
  /** What was found, and the most that was plausible. */
  readonly measured: number;
  readonly limit: number;
  readonly unit: 'm' | 's' | 'things';
}
