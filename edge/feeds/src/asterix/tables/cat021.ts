import type { CategoryTable } from '../table.ts';

/** Category 021, edition 2.7, expansion field 1.5: ADS-B target reports. Reads 2.2 and later. */
export const CAT021: CategoryTable = {
  category: 21,
  edition: '2.7',
  uap: '010 040 161 015 071 130 131 072 150 151 080 073 074 075 076 140 090 210 070 230 145 152 200 155 157 160 165 077 170 020 220 146 148 110 016 008 271 132 250 260 400 295 - - - - - RE SP',
  items: {
    '008': '(RA 1 TC 2 TS 1 ARV 1 CDTIA 1 NOTTCAS 1 SA 1)',
    '010': '(SAC 8 SIC 8)',
    '015': '8',
    '016': '8u1/2:s',
    '020': '8',
    '040':
      '<ATP 3 ARC 2 RC 1 RAB 1 - DCR 1 GBS 1 SIM 1 TST 1 SAA 1 CL 2 - .1 LLC 1 IPC 1 NOGO 1 CPR 1 LDPJ 1 RCF 1 - TBC (EP 1 VAL 6) - MBC (EP 1 VAL 6) ->',
    '070': '(.4 MODE3A 12o)',
    '071': '24u1/128:s',
    '072': '24u1/128:s',
    '073': '24u1/128:s',
    '074': '(FSI 2 TOMRP 30u1/1073741824:s)',
    '075': '24u1/128:s',
    '076': '(FSI 2 TOMRP 30u1/1073741824:s)',
    '077': '24u1/128:s',
    '080': '24x',
    '090':
      '<NUCRNACV 3 NUCPNIC 4 - NICBARO 1 SIL 2 NACP 4 - .2 SILS 1 SDA 2 GVA 2 - PIC 4 SRC 1 .2 - .2 VALSTATE (EP 1 VAL 2) VD 1 VQ 1 - VALDISTP1 7u128:m - VALDISTP2 7u1:m - VALDISTQUALP1 7u128:m - VALDISTQUALP2 7u1:m ->',
    '110':
      '{TIS <NAV 1 NVB 1 .5 -> TID *(TCA 1 NC 1 TCPN 6 ALT 16s10:ft LAT 24s180/8388608:° LON 24s180/8388608:° PT 4 TD 2 TRA 1 TOA 1 TOV 24u1:s TTR 16u1/100:NM)}',
    '130': '(LAT 24s180/8388608:° LON 24s180/8388608:°)',
    '131': '(LAT 32s180/1073741824:° LON 32s180/1073741824:°)',
    '132': '8s1:dBm',
    '140': '16s25/4:ft',
    '145': '16s1/4:FL',
    '146': '(SAS 1 S 2 ALT 13s25:ft)',
    '148': '(MV 1 AH 1 AM 1 ALT 13s25:ft)',
    '150': '(IM 1 AS 15u1/16384:NM/s?IM?u1/1000:Mach)',
    '151': '(RE 1 TAS 15u1:kt)',
    '152': '16u360/65536:°',
    '155': '(RE 1 BVR 15s25/4:ft/min)',
    '157': '(RE 1 GVR 15s25/4:ft/min)',
    '160': '(RE 1 GS 15u1/16384:NM/s TA 16u360/65536:°)',
    '161': '(.4 TRNUM 12)',
    '165': '(.6 TAR 10s1/32:°/s)',
    '170': '48i',
    '200': '(ICF 1 LNAV 1 ME 1 PS 3 SS 2)',
    '210': '(.1 VNS 1 VN 3 LTT 3)',
    '220': '{WS 16u1:kt WD 16u1:° TMP 16s1/4:°C TRB 8}',
    '230': '16s1/100:°',
    '250': '*64x',
    '260': '(TYP 5 STYP 3 ARA 14 RAC 4 RAT 1 MTE 1 TTI 2 TID 26x)',
    '271': '<.2 POA 1 CDTIS 1 B2LOW 1 RAS 1 IDENT 1 - LW 4 .3 ->',
    '295':
      '{AOS 8u1/10:s TRD 8u1/10:s M3A 8u1/10:s QI 8u1/10:s TI1 8u1/10:s MAM 8u1/10:s GH 8u1/10:s FL 8u1/10:s SAL 8u1/10:s FSA 8u1/10:s AS 8u1/10:s TAS 8u1/10:s MH 8u1/10:s BVR 8u1/10:s GVR 8u1/10:s GV 8u1/10:s TAR 8u1/10:s TI2 8u1/10:s TS 8u1/10:s MET 8u1/10:s ROA 8u1/10:s ARA 8u1/10:s SCC 8u1/10:s}',
    '400': '8',
  },
  re: '{1 BPS (.4 BPS 12u1/10:hPa) SH (.4 HDR 1 STAT 1 SH 10u45/64:°) NAV (AP 1 VN 1 AH 1 AM 1 MFM (EP 1 VAL 1) .2) GAO 8 SGV <STP 1 HTS 1 HTT 1 HRD 1 GSS 11u1/8:kt - HGT 7u45/16:° -> STA <ES 1 UAT 1 RCE (EP 1 VAL 2) RRL (EP 1 VAL 1) - PS3 (EP 1 VAL 3) TPW (EP 1 VAL 2) - TSI (EP 1 VAL 2) MUO (EP 1 VAL 1) RWC (EP 1 VAL 1) - DAA (EP 1 VAL 2) DF17CA (EP 1 VAL 3) - SVH (EP 1 VAL 2) CATC (EP 1 VAL 3) - TAO (EP 1 VAL 5 .1) -> TNH 16u360/65536:° MES {SUM (M5 1 ID 1 DA 1 M1 1 M2 1 M3 1 MC 1 PO 1) PNO (.2 PIN 14 .5 NO 11) EM1 (V 1 .1 L 1 .1 EM1 12o) XP (.2 XP 1 X5 1 XC 1 X3 1 X2 1 X1 1) FOM (.3 FOM 5) M2 (V 1 .1 L 1 .1 MODE2 12o)}}',
};

/** Edition 2.1: the second octet of item 271 has its four bits at the other end, and no extension. */
export const CAT021_2_1: CategoryTable = {
  ...CAT021,
  edition: '2.1',
  items: { ...CAT021.items, '271': '<.2 POA 1 CDTIS 1 B2LOW 1 RAS 1 IDENT 1 - .4 LW 4>' },
};
