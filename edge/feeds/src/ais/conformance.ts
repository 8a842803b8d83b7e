import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'ais',
  edition: 'ITU-R M.1371-5; NMEA 0183 version 4.10 (IEC 61162-1) with tag blocks',
  reads:
    'sentences VDM and VDO in files, over TCP and UDP, and in pcap and pcapng; message types 1–5, 9, 11, 14, 18, 19, 21, 24 and 27 in full',
  checkedWith: [
    {
      what: '%s has every field that gpsdecode reads',
      source: 'sentences of E. S. Raymond, AIVDM/AIVDO protocol decoding, read by gpsdecode 3.22',
      result: 'every field of message types 1, 4, 5, 9, 11, 14, 18, 19, 21 and 24',
    },
    {
      what: 'says nothing where it says "not available"',
      source: 'ITU-R M.1371-5, annex 8, tables 48 and following',
      result: 'longitude, latitude, speed, course, heading, rate of turn',
    },
    {
      what: 'joins the sentences of a message, others between them',
      source: 'NMEA 0183',
      result: 'in any order',
    },
  ],
  notSupported: [
    'contents of message types 6–8, 10, 12, 13, 15–17, 20, 22, 23, 25 and 26, kept as bits',
    'sentences without a checksum',
    'writing',
  ],
};
