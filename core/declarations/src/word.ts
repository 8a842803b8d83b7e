import type { Declaration } from './declaration.ts';

/** Speaks where a declaration is the mission’s or the commission’s to make. */
export const MISSION = 'mission';

/**
 * Whose word a declaration is: the mission’s, or that of a party or a nation.
 *
 * What excuses, what starts a time and what was seen is the mission’s: nobody permits himself anything,
 * chooses the reading that suits him, or verifies his own acts. The mission may also speak for others.
 */
export function wordOf(declaration: Declaration): string {
  switch (declaration.declaration) {
    case 'permit':
    case 'choice':
    case 'milestone':
    case 'waiver':
    case 'inspection':
    case 'visit':
      return MISSION;
    case 'fulfilment':
      return declaration.verified === true ? MISSION : declaration.party;
    case 'notice':
    case 'inventory':
    case 'request':
    case 'mechanism-call':
      return declaration.party;
    case 'deployment':
    case 'contribution':
      return declaration.nation;
  }
}
