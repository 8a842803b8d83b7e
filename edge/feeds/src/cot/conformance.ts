import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'cot',
  edition: 'Cursor on Target, XML event 2.0 (MITRE)',
  reads: 'XML over TCP, TLS, UDP and multicast, and files of events',
  writes: 'XML events, handling marks included',
  checkedWith: [
    {
      what: '%s is read as it should be, and goes there and back',
      source: 'samples of TAK software',
      result: 'position, time, type and what is refused; every declared field after a round trip',
    },
    {
      what: 'gives the same events however it is chopped',
      source: 'property over any cut of a stream',
      result: 'the same events',
    },
  ],
  notSupported: ['chat, routes and drawings as more than messages'],
};
