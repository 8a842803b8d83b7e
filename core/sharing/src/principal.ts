/**
 * Who a person or a machine is to the mission.
 *
 * `staff` works under mission authority, a node of the mission included. `contributor` is a nation's
 * own channel, the lead nation's too. `humanitarian` clears mines, brings aid, or speaks for residents.
 * `commission` is the chair of the joint commission and his office.
 */
export type Role = 'staff' | 'contributor' | 'party' | 'public' | 'humanitarian' | 'commission';

/** What a principal may do beyond reading. */
export type Permission = 'decide' | 'intake' | 'declare' | 'report' | 'suspend';

/** Somebody who asks: a person, a node, or everybody (`public`). */
export interface Principal {
  readonly id: string;
  readonly role: Role;
  /** Id of the nation or party it belongs to. Always there for a contributor and a party. */
  readonly member?: string;
  readonly name: string;
  readonly may: readonly Permission[];
  /**
   * Public half of the Ed25519 key it signs declarations with, a vkey (`id+key id+base64`) of its own
   * id. Absent: its token vouches for what it declares.
   */
  readonly key?: string;
  /** Works in an exercise: sees exercise records only, as all others see none. */
  readonly exercise?: true;
}

export const ROLES: readonly Role[] = [
  'staff',
  'contributor',
  'party',
  'public',
  'humanitarian',
  'commission',
];
export const PERMISSIONS: readonly Permission[] = [
  'decide',
  'intake',
  'declare',
  'report',
  'suspend',
];

/** What labels, facts and audiences call others than nations and parties: no member is called so. */
export const RESERVED_NAMES: readonly string[] = [
  'mission',
  'public',
  'humanitarian',
  'commission',
  'parties',
  'unknown',
  'private',
];

/** The names under which labels speak of a principal: its nation or party, and its role's own. */
export function namesOf(principal: Principal): readonly string[] {
  const names = principal.member === undefined ? [] : [principal.member];
  if (principal.role === 'staff') names.push('mission');
  if (principal.role === 'public') names.push('public');
  if (principal.role === 'humanitarian') names.push('humanitarian');
  if (principal.role === 'commission') names.push('commission');
  return names.sort();
}
