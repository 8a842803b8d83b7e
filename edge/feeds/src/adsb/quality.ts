/** What an aircraft has said of how it knows its place, and by which version of the rules. */
export interface Standing {
  /** MOPS version; absent until an operational status was heard: then version 0 is to be assumed. */
  version?: number;
  nicA?: number;
  nicC?: number;
  nacp?: number;
  sil?: number;
}

/** Navigation integrity of version 0 by type code: DO-260, tables 2-11 and 2-13. */
export function nucpOf(type: number): number {
  if (type >= 5 && type <= 8) return [9, 8, 7, 6][type - 5] as number;
  if (type >= 9 && type <= 18) return 18 - type;
  return type === 20 ? 9 : type === 21 ? 8 : 0;
}

/**
 * Navigation integrity category by type code and supplements: RTCA DO-260B, table N-4. `nicB` is the bit
 * of the airborne position itself. In version 1 there is one supplement, in version 2 more.
 */
export function nicOf(type: number, standing: Standing, nicB: number): number {
  const { version = 0, nicA = 0, nicC = 0 } = standing;
  const b = version > 1 ? nicB : nicA;
  switch (type) {
    case 5:
      return 11;
    case 6:
      return 10;
    case 7:
      return nicA === 1 ? 9 : 8;
    case 8:
      if (version < 2) return 0;
      return nicA === 1 ? (nicC === 1 ? 7 : 6) : nicC === 1 ? 6 : 0;
    case 9:
    case 20:
      return 11;
    case 10:
    case 21:
      return 10;
    case 11:
      return nicA === 1 && b === 1 ? 9 : 8;
    case 12:
      return 7;
    case 13:
      return 6;
    case 14:
      return 5;
    case 15:
      return 4;
    case 16:
      return nicA === 1 && b === 1 ? 3 : 2;
    case 17:
      return 1;
    default:
      return 0;
  }
}
