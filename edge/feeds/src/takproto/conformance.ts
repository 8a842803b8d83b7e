import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'takproto',
  edition: 'TAK Protocol version 1 (TakMessage)',
  reads:
    'stream and mesh framing over TCP, TLS, UDP and in files, and one bare message; CoT XML until a client asks for the protocol',
  writes: 'stream framing, handling marks and unknown details included',
  checkedWith: [
    {
      what: 'says the same once it is TAK Protocol, and its detail is the same XML again',
      source: 'samples of TAK software in XML',
      result: 'the same observations',
    },
    {
      what: 'says what the same event in XML says, whatever the event',
      source: 'property over any event and detail',
      result: 'the same observations',
    },
    {
      what: 'survives the round trip whatever of the table it holds',
      source: 'property over any message of the field table',
      result: 'every field',
    },
    {
      what: 'keeps caveat, releaseableTo and details that nobody knows through the round trip',
      source: 'the field table',
      result: 'every field and the XML to the letter',
    },
    {
      what: 'speaks protobuf both ways once the client has asked, with the same marks',
      source: 'the negotiation t-x-takp-v, -q, -r, with a client written here',
      result: 'framing, marks and pings',
    },
    {
      what: 'hears nobody whose certificate it does not trust, or who has none',
      source: 'TLS with client certificates',
      result: 'two refusals, counted',
    },
  ],
  notSupported: [
    'chat, routes and drawings as more than messages',
    'data synchronisation (Marti) and federation',
    'captures of the network (pcap)',
  ],
};
