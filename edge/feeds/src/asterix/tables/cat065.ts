import type { CategoryTable } from '../table.ts';

/** Category 065, edition 1.6: what a tracker says of itself. Reads 1.4 and 1.5. */
export const CAT065: CategoryTable = {
  category: 65,
  edition: '1.6',
  uap: '010 000 015 030 020 040 050 - - - - - RE SP',
  items: {
    '000': '8',
    '010': '(SAC 8 SIC 8)',
    '015': '8',
    '020': '8',
    '030': '24u1/128:s',
    '040': '(NOGO 2 OVL 1 TSV 1 PSS 2 STTN 1 .1)',
    '050': '8',
  },
};
