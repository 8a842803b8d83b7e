import type { Mission } from '../wire.ts';

const OTHERS: Readonly<Record<string, string>> = {
  mission: 'the mission',
  private: 'private persons',
  unknown: 'party unknown',
};

/** A party's name as the mission gives it; nobody is called by a colour. */
export const partyName = (mission: Mission | undefined, party: string | undefined): string =>
  mission?.parties.find((each) => each.id === party)?.name ??
  OTHERS[party ?? 'unknown'] ??
  party ??
  'party unknown';
