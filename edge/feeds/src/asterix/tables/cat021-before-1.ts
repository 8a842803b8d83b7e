import type { CategoryTable } from '../table.ts';

/** Category 021 as it was before edition 1: another order of items. Edition 0.26 reads 0.24 and 0.25. */
export const CAT021_0_26: CategoryTable = {
  category: 21,
  edition: '0.26',
  uap: '010 040 030 130 080 140 090 210 230 145 150 151 152 155 157 160 165 170 095 032 200 020 220 146 148 110 070 131 - - - - - RE SP',
  items: {
    '010': '(SAC 8 SIC 8)',
    '020': '8',
    '030': '24u1/128:s',
    '032': '8u1/256:s',
    '040': '(DCR 1 GBS 1 SIM 1 TST 1 RAB 1 SAA 1 SPI 1 .1 ATP 3 ARC 2 .3)',
    '070': '(V 1 G 1 L 1 .1 MODE3A 12o)',
    '080': '24x',
    '090': '(AC 2 MN 2 DC 2 .6 PA 4s1)',
    '095': '8',
    '110':
      '{TIS <NAV 1 NVB 1 .5 -> TID *(TCA 1 NC 1 TCPN 6 ALT 16s10:ft LAT 24s180/8388608:° LON 24s180/8388608:° PT 4 TD 2 TRA 1 TOA 1 TOV 24u1:s TTR 16u1/100:NM)}',
    '130': '(LAT 32s180/33554432:° LON 32s180/33554432:°)',
    '131': '8',
    '140': '16s25/4:ft',
    '145': '16s1/4:FL',
    '146': '(SAS 1 SRC 2 ALT 13s25:ft)',
    '148': '(MV 1 AH 1 AM 1 ALT 13s25:ft)',
    '150': '(IM 1 AS 15u1/16384:NM/s?IM?u1/1000:Mach)',
    '151': '16u1:kt',
    '152': '16u360/65536:°',
    '155': '16s25/4:ft/min',
    '157': '16s25/4:ft/min',
    '160': '(GS 16s1/16384:NM/s TA 16u360/65536:°)',
    '165': '<TI 2 .5 - ROT 7s1/4:°/s ->',
    '170': '48i',
    '200': '8',
    '210': '(.3 DTI 1 MDS 1 UAT 1 VDL 1 OTR 1)',
    '220': '{WS 16u1:kt WD 16u1:° TMP 16s1/4:°C TRB 8}',
    '230': '16s1/100:°',
  },
};

/** Edition 0.23: positions of 24 bits. */
export const CAT021_0_23: CategoryTable = {
  category: 21,
  edition: '0.23',
  uap: '010 040 030 130 080 140 090 210 230 145 150 151 152 155 157 160 165 170 095 032 200 020 220 146 148 110 - - - - - - - RE SP',
  items: {
    ...CAT021_0_26.items,
    '130': '(LAT 24s180/8388608:° LON 24s180/8388608:°)',
  },
};
