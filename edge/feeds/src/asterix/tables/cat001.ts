import type { CategoryTable } from '../table.ts';

/** Category 001, edition 1.4: plots and tracks of one radar, as older radars send them. Reads 1.2 and 1.3. */
export const CAT001: CategoryTable = {
  category: 1,
  edition: '1.4',
  uap: '010 020 040 070 090 130 141 050 120 131 080 100 060 030 150 - - - - SP rfs',
  trackUap:
    '010 020 161 040 042 200 070 090 141 130 131 120 170 210 050 080 100 060 030 SP rfs 150',
  items: {
    '010': '(SAC 8 SIC 8)',
    '020': '<TYP 1 SIM 1 SSRPSR 2 ANT 1 SPI 1 RAB 1 - TST 1 DS1DS2 2 ME 1 MI 1 .2 ->',
    '030': '~7',
    '040': '(RHO 16u1/128:NM THETA 16u360/65536:°)',
    '042': '(X 16s1/64:NM Y 16s1/64:NM)',
    '050': '(V 1 G 1 L 1 .1 MODE2 12o)',
    '060': '(.4 QA4 1 QA2 1 QA1 1 QB4 1 QB2 1 QB1 1 QC4 1 QC2 1 QC1 1 QD4 1 QD2 1 QD1 1)',
    '070': '(V 1 G 1 L 1 .1 MODE3A 12o)',
    '080': '(.4 QA4 1 QA2 1 QA1 1 QB4 1 QB2 1 QB1 1 QC4 1 QC2 1 QC1 1 QD4 1 QD2 1 QD1 1)',
    '090': '(V 1 G 1 HGT 14s1/4:FL)',
    '100':
      '(V 1 G 1 .2 MODEC 12 .4 QC1 1 QA1 1 QC2 1 QA2 1 QC4 1 QA4 1 QB1 1 QD1 1 QB2 1 QD2 1 QB4 1 QD4 1)',
    '120': '8s1/256:NM/s',
    '130': '~7',
    '131': '8s1:dBm',
    '141': '16u1/128:s',
    '150': '(XA 1 .1 XC 1 .2 X2 1 .2)',
    '161': '16',
    '170': '<CON 1 RAD 1 MAN 1 DOU 1 RDPC 1 .1 GHO 1 - TRE 1 .6 ->',
    '200': '(GSP 16u1/16384:NM/s HDG 16u360/65536:°)',
    '210': '~7',
  },
};
