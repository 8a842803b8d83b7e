import type { CategoryTable } from '../table.ts';

/** Category 062, edition 1.21, expansion field 1.3: tracks of a multi-sensor tracker. Reads 1.16 and later. */
export const CAT062: CategoryTable = {
  category: 62,
  edition: '1.21',
  uap: '010 - 015 070 105 100 185 210 060 245 380 040 080 290 200 295 136 130 135 220 390 270 300 110 120 510 500 340 - - - - - RE SP',
  items: {
    '010': '(SAC 8 SIC 8)',
    '015': '8',
    '040': '16',
    '060': '(V 1 G 1 CH 1 .1 MODE3A 12o)',
    '070': '24u1/128:s',
    '080':
      '<MON 1 SPI 1 MRH 1 SRC 3 CNF 1 - SIM 1 TSE 1 TSB 1 FPC 1 AFF 1 STP 1 KOS 1 - AMA 1 MD4 2 ME 1 MI 1 MD5 2 - CST 1 PSR 1 SSR 1 MDS 1 ADS 1 SUC 1 AAC 1 - SDS 2 EMS 3 PFT 1 FPLT 1 - DUPT 1 DUPF 1 DUPM 1 SFC 1 IDD 1 IEC 1 MLAT 1 - M5I 1 .6 ->',
    '100': '(X 24s1/2:m Y 24s1/2:m)',
    '105': '(LAT 32s180/33554432:° LON 32s180/33554432:°)',
    '110':
      '{SUM (M5 1 ID 1 DA 1 M1 1 M2 1 M3 1 MC 1 X 1) PMN (.2 PIN 14 .3 NAT 5 .2 MIS 6) POS (LAT 24s180/8388608:° LON 24s180/8388608:°) GA (.1 RES 1 GA 14s25:ft) EM1 (.4 EM1 12o) TOS 8s1/128:s XP (.3 X5 1 XC 1 X3 1 X2 1 X1 1)}',
    '120': '(.4 MODE2 12o)',
    '130': '16s25/4:ft',
    '135': '(QNH 1 CTB 15s1/4:FL)',
    '136': '16s1/4:FL',
    '185': '(VX 16s1/4:m/s VY 16s1/4:m/s)',
    '200': '(TRANS 2 LONG 2 VERT 2 ADF 1 .1)',
    '210': '(AX 8s1/4:m/s² AY 8s1/4:m/s²)',
    '220': '16s25/4:ft/min',
    '245': '(STI 2 .6 CHR 48i)',
    '270': '<LENGTH 7u1:m - ORIENTATION 7u360/128:° - WIDTH 7u1:m ->',
    '290':
      '{TRK 8u1/4:s PSR 8u1/4:s SSR 8u1/4:s MDS 8u1/4:s ADS 16u1/4:s ES 8u1/4:s VDL 8u1/4:s UAT 8u1/4:s LOP 8u1/4:s MLT 8u1/4:s}',
    '295':
      '{MFL 8u1/4:s MD1 8u1/4:s MD2 8u1/4:s MDA 8u1/4:s MD4 8u1/4:s MD5 8u1/4:s MHG 8u1/4:s IAS 8u1/4:s TAS 8u1/4:s SAL 8u1/4:s FSS 8u1/4:s TID 8u1/4:s COM 8u1/4:s SAB 8u1/4:s ACS 8u1/4:s BVR 8u1/4:s GVR 8u1/4:s RAN 8u1/4:s TAR 8u1/4:s TAN 8u1/4:s GSP 8u1/4:s VUN 8u1/4:s MET 8u1/4:s EMC 8u1/4:s POS 8u1/4:s GAL 8u1/4:s PUN 8u1/4:s MB 8u1/4:s IAR 8u1/4:s MAC 8u1/4:s BPS 8u1/4:s}',
    '300': '8',
    '340':
      '{SID (SAC 8 SIC 8) POS (RHO 16u1/256:NM THETA 16u360/65536:°) HEIGHT 16s25:ft MDC (V 1 G 1 LMC 14s1/4:FL) MDA (V 1 G 1 L 1 .1 MODE3A 12o) TYP (TYP 3 SIM 1 RAB 1 TST 1 .2)}',
    '380':
      '{ADR 24x ID 48i MHG 16u360/65536:° IAS (IM 1 IAS 15u1/16384:NM/s?IM?u1/1000:Mach) TAS 16u1:kt SAL (SAS 1 SRC 2 ALT 13s25:ft) FSS (MV 1 AH 1 AM 1 ALT 13s25:ft) TIS <NAV 1 NVB 1 .5 -> TID *(TCA 1 NC 1 TCPN 6 ALT 16s10:ft LAT 24s180/8388608:° LON 24s180/8388608:° PT 4 TD 2 TRA 1 TOA 1 TOV 24u1:s TTR 16u1/100:NM) COM (COM 3 STAT 3 .2 SSC 1 ARC 1 AIC 1 B1A 1 B1B 4) SAB (AC 2 MN 2 DC 2 GBS 1 .6 STAT 3) ACS 56x BVR 16s25/4:ft/min GVR 16s25/4:ft/min RAN 16s1/100:° TAR (TI 2 .6 ROT 7s1/4:°/s .1) TAN 16u360/65536:° GS 16s1/16384:NM/s VUN 8 MET (WS 1 WD 1 TMP 1 TRB 1 .4 WSD 16u1:kt WDD 16u1:° TMPD 16s1/4:°C TRBD 8) EMC 8 POS (LAT 24s180/8388608:° LON 24s180/8388608:°) GAL 16s25/4:ft PUN (.4 PUN 4) BDSDATA *64x IAR 16u1:kt MAC 16u1/125:Mach BPS (.4 BPS 12u1/10:mb)}',
    '390':
      '{TAG (SAC 8 SIC 8) CS 56a IFI (TYP 2 .3 NBR 27) FCT (GATOAT 2 FR1FR2 2 RVSM 2 HPR 1 .1) TAC 32a WTC 8a DEP 32a DST 32a RDS (NU1 8a NU2 8a LTR 8a) CFL 16u1/4:FL CTL (CENTRE 8 POSITION 8) TOD *(TYP 5 DAY 2 .4 HOR 5 .2 MIN 6 AVS 1 .1 SEC 6) AST 48a STS (EMP 2 AVL 2 .4) STD 56a STA 56a PEM (.3 VA 1 MODE3A 12o) PEC 56a}',
    '500':
      '{APC (X 16u1/2:m Y 16u1/2:m) COV 16s1/2:m APW (LAT 16u180/33554432:° LON 16u180/33554432:°) AGA 8u25/4:ft ABA 8u1/4:FL ATV (X 8u1/4:m/s Y 8u1/4:m/s) AA (X 8u1/4:m/s² Y 8u1/4:m/s²) ARC 8u25/4:ft/min}',
    '510': '~(IDENT 8 TRACK 15)',
  },
  re: '{1 CST *(SAC 8 SIC 8 .4 TYP 4 LTN 16) CSN *(SAC 8 SIC 8 .4 TYP 4) TVS (VX 16s1/4:m/s VY 16s1/4:m/s) STS <FDR 1 LNAV (EP 1 VAL 1) .4 -> V3 {PS3 (EP 1 VAL 3 .4) AS (RCE (EP 1 VAL 2) RRL (EP 1 VAL 1) TPW (EP 1 VAL 2) TSI (EP 1 VAL 2) TAO (EP 1 RE 1 VAL 6) .5) UAS (MUO (EP 1 VAL 1) DAA (EP 1 VAL 2) RWC (EP 1 VAL 1) .1) CASS (SVH (EP 1 VAL 2) CATC (EP 1 VAL 3) .1)}}',
};
