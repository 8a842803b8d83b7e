import type { CategoryTable } from '../table.ts';

/** Category 034, edition 1.29: what a radar says of itself. Reads 1.27 and 1.28. */
export const CAT034: CategoryTable = {
  category: 34,
  edition: '1.29',
  uap: '010 000 030 020 041 050 060 070 100 110 120 090 RE SP',
  items: {
    '000': '8',
    '010': '(SAC 8 SIC 8)',
    '020': '8u360/256:°',
    '030': '24u1/128:s',
    '041': '16u1/128:s',
    '050':
      '{COM (NOGO 1 RDPC 1 RDPR 1 OVLRDP 1 OVLXMT 1 MSC 1 TSV 1 .1) - - PSR (ANT 1 CHAB 2 OVL 1 MSC 1 .3) SSR (ANT 1 CHAB 2 OVL 1 MSC 1 .3) MDS (ANT 1 CHAB 2 OVLSUR 1 MSC 1 SCF 1 DLF 1 OVLSCF 1 OVLDLF 1 .7)}',
    '060':
      '{COM (.1 REDRDP 3 REDXMT 3 .1) - - PSR (POL 1 REDRAD 3 STC 2 .2) SSR (REDRAD 3 .5) MDS (REDRAD 3 CLU 1 .4)}',
    '070': '*(TYP 5 COUNT 11)',
    '090': '(RNG 8s1/128:NM AZM 8s360/16384:°)',
    '100': '(RHOST 16u1/256:NM RHOEND 16u1/256:NM THETAST 16u360/65536:° THETAEND 16u360/65536:°)',
    '110': '8',
    '120': '(HGT 16s1:m LAT 24s180/8388608:° LON 24s180/8388608:°)',
  },
};
