import type { CategoryTable } from '../table.ts';

/** Category 002, edition 1.2: what a radar of category 001 says of itself. Reads 1.0 and 1.1. */
export const CAT002: CategoryTable = {
  category: 2,
  edition: '1.2',
  uap: '010 000 020 030 041 050 060 070 100 090 080 - SP rfs',
  items: {
    '000': '8',
    '010': '(SAC 8 SIC 8)',
    '020': '8u360/256:°',
    '030': '24u1/128:s',
    '041': '16u1/128:s',
    '050': '~7',
    '060': '~7',
    '070': '*(A 1 IDENT 5 COUNTER 10)',
    '080': '~7',
    '090': '(RE 8s1/128:NM AE 8s360/16384:°)',
    '100': '(RS 16u1/128:NM RE 16u1/128:NM TS 16u360/65536:° TE 16u360/65536:°)',
  },
};
