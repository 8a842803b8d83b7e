import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'misb0903',
  edition: 'MISB ST 0903.5, and the mapping of 0903.3 and earlier',
  reads: 'VMTI and VTrack packets, the VMTI sets of ST 0601 packets, one bare VMTI set; UDP, pcap',
  checkedWith: [
    {
      what: '%i of %s is %d',
      source: 'values that WestRidgeSystems/jmisb tests its items with',
      result: 'the value',
    },
    {
      what: 'are read from its ST 0601 packets',
      source: 'KLV of the OpenSensorHub sample stream',
      result: 'frame and version of every VMTI set',
    },
    {
      what: 'places them by the offset from the frame centre, and by the pixel between corners',
      source: 'packets made for the test',
      result: 'places, marks of handling and identities',
    },
  ],
  notSupported: ['pictures of targets (chips are kept as bytes)', 'ST 0903.6 and later additions'],
};
