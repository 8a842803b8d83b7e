import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'asterix',
  edition:
    'EUROCONTROL-SPEC-0149: CAT001 1.2–1.4, CAT002 1.0–1.2, CAT021 0.23–0.26 and 2.1–2.7 (REF 1.5), CAT034 1.27–1.29, CAT048 1.27–1.32 (REF 1.13), CAT062 1.16–1.21 (REF 1.3), CAT065 1.4–1.6',
  reads:
    'data blocks in files, UDP and multicast, pcap and pcapng; recorders’ frames with milliseconds of the day',
  checkedWith: [
    {
      what: '%s says, value by value, what tshark says',
      source: 'recordings of Croatia Control, read by tshark 4.0.17',
      result: 'every value of every item, to 12 digits',
    },
    {
      what: 'cat_001_002.pcap says, record by record, what the decoder of Croatia Control says',
      source: 'recording and output published with Croatia Control’s decoder',
      result: 'every value of every item of 8 records',
    },
    {
      what: 'in the older order of items is read by the edition that fits',
      source: 'EUROCONTROL CAT021, edition 0.26',
      result: 'settled by configuration or told from the record',
    },
    {
      what: '%s is refused, and the item named',
      source: 'broken records, one fault each',
      result: 'kind, item and place',
    },
  ],
  notSupported: [
    'categories other than 001, 002, 021, 034, 048, 062 and 065',
    'CAT021 editions 1.x, CAT062 before 1.16',
    'FINAL and HDLC framing of recorders',
    'contents of Mode S MB data (BDS), kept as bytes',
    'writing',
  ],
};
