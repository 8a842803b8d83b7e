import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'misb0601',
  edition: 'MISB ST 0601.19 (tags of .17), with ST 0102.12, 0806.4, 0903.5, 1010, 1201.5 and 1204',
  reads: 'KLV packets back to back, over UDP, in pcap and pcapng',
  checkedWith: [
    {
      what: 'of the recording %s says what the other decoder says',
      source: 'paretech/klvdata samples; KLV of the OpenSensorHub sample stream, packets 0 to 99',
      result: 'every item, value and checksum, the wrong one flagged',
    },
    {
      what: 'agrees with every vector of the reference',
      source: 'ST 1201 test vectors, 1,064 of 2,128',
      result: 'values within 1e-9 of the range, and the special values',
    },
    {
      what: '%i of %s is %f',
      source: 'examples of ST 0601, section 8, as WestRidgeSystems/jmisb tests them',
      result: 'the value',
    },
    {
      what: '%i of %s is out of range, and no number',
      source: 'ST 0601, section 8: codes set aside in signed items',
      result: 'no value, and the reason',
    },
    {
      what: 'has the footprint that its attitude gives, where both are stated',
      source: 'KLV of the OpenSensorHub sample stream',
      result: 'corners within 10 m of those stated, on level ground',
    },
  ],
  notSupported: [
    'pixel tables within ST 1002, 1202, 1206 and 1601 (kept as bytes)',
    'sigmas of ST 1010 mapped by IMAPB (kept as codes)',
    'sets with universal labels item by item (ST 0104, ST 0102 universal)',
    'merging of segment and amend sets (ST 1607) into their parents',
  ],
};
