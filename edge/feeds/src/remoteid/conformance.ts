import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'remoteid',
  edition: 'ASTM F3411-22a, ASD-STAN prEN 4709-002',
  reads: 'messages of 25 bytes, packs, pcap and pcapng of Wi-Fi (beacon, NAN) and Bluetooth LE',
  checkedWith: [
    {
      what: '%s says, frame by frame, what an independent decoder says',
      source: 'captures published with opendroneid, read by tshark 4.0.17',
      result: 'check sequences, and every field of every message',
    },
  ],
  notSupported: ['checking the signature of authentication messages', 'network Remote ID'],
};
