/**
 * As what somebody stands before the mission. `humanitarian` is also the residents’ liaison; `node` is
 * the node itself, where it records what it did.
 */
export type Standing = 'mission' | 'party' | 'nation' | 'commission' | 'humanitarian' | 'node';

/** Somebody who files or takes a step. */
export interface Filer {
  /** Principal. */
  readonly id: string;
  readonly standing: Standing;
  /** The party or nation that a party’s or a nation’s person speaks for. */
  readonly member?: string;
}

/** Whose voice it is: `mission`, `commission`, `humanitarian`, or the party or nation. */
export function voiceOf({ standing, member }: Filer): string {
  if (standing === 'party' || standing === 'nation') return member ?? standing;
  return standing === 'node' ? 'mission' : standing;
}
