import { fail, type Hasher, ok, type Result } from '@greenline/base';
import {
  keyOf,
  MISSION,
  type Said,
  type SignedBy,
  vouchedFor,
  wordOf,
} from '@greenline/declarations';
import { parseVkey, type VerifyEd25519Now } from '@greenline/evidence';
import { OPERATOR } from './hands.ts';
import type { Mission } from './mission.ts';

/** Whose word a declaration is taken for, and what vouches for it. */
export interface Admission {
  /** `mission`, or the party or nation that speaks for itself. */
  readonly by: string;
  /** Absent: the operator of a replay, for whom nothing vouches but the recording. */
  readonly signedBy?: SignedBy;
}

/** Why somebody’s declaration does not count. */
export interface AdmissionRefusal {
  readonly kind: 'not-theirs' | 'bad-signature' | 'unknown-reader';
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

export interface AdmissionPorts {
  readonly hasher: Hasher;
  readonly verify: VerifyEd25519Now;
}

/**
 * Whether a hand may declare this: mission staff everything, a party and a nation what is theirs to
 * say, and whoever has a key in the mission’s files only what that key has signed.
 */
export function admit(
  said: Said,
  hand: string,
  mission: Mission,
  { hasher, verify }: AdmissionPorts,
): Result<Admission, AdmissionRefusal> {
  const stranger = said.releasableTo.find((reader) => !readersOf(mission).includes(reader));
  if (stranger !== undefined) {
    const text = `nobody is called ${stranger}: known are ${readersOf(mission).join(', ')}`;
    return fail({ kind: 'unknown-reader', field: 'releasableTo', text });
  }
  if (hand === OPERATOR) return ok({ by: MISSION });
  const principal = mission.principals.get(hand);
  const by = principal?.role === 'staff' ? MISSION : principal?.member;
  const word = wordOf(said.declaration);
  if (principal?.may.includes('declare') === false) {
    const text = `${hand} may not declare: policy/principals.yaml does not say so`;
    return fail({ kind: 'not-theirs', field: 'declaration', text });
  }
  if (principal === undefined || by === undefined || (by !== MISSION && by !== word))
    return fail({ kind: 'not-theirs', ...whoMay(said, word, hand, by) });
  const { key } = principal;
  const signatory = {
    id: hand,
    publicKey: key === undefined ? undefined : parseVkey(hasher, key)?.publicKey,
  };
  const vouched = vouchedFor(said, signatory, verify);
  return vouched.ok
    ? ok({ by, signedBy: vouched.value })
    : fail({ kind: 'bad-signature', ...vouched.error });
}

/** Everybody to whom a declaration can be released. */
const readersOf = ({ file }: Mission): readonly string[] => [
  ...file.parties.map(({ id }) => id),
  ...file.nations.map(({ id }) => id),
  'commission',
  'public',
];

function whoMay({ declaration }: Said, word: string, hand: string, by: string | undefined) {
  const one = `${declaration.declaration} ${keyOf(declaration)}`;
  const theirs = word === MISSION ? 'the mission’s staff' : word;
  const field =
    word === MISSION
      ? declaration.declaration === 'fulfilment'
        ? 'verified'
        : 'declaration'
      : 'party' in declaration
        ? 'party'
        : 'nation';
  return {
    field,
    text: `${one} is for ${theirs} to declare; ${hand} speaks for ${by ?? 'nobody'} alone`,
  };
}
