import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'mavlink',
  edition: 'MAVLink 1 and 2, the published definitions of July 2026 (all.xml)',
  reads:
    'frames back to back, telemetry logs, over UDP and TCP, in pcap and pcapng; signatures by key',
  checkedWith: [
    {
      what: '%s has its number, check byte and length',
      source: 'mavlink/c_library_v2',
      result: 'ten messages of every sort',
    },
    {
      what: 'is written and read back the same, whatever its values',
      source: 'property over every message of the table',
      result: 'every field',
    },
    {
      what: 'of a recorded log is read',
      source: 'capture.mav2.battery_status.tlog of pymavlink',
      result: 'the message and its fields',
    },
    {
      what: 'is that of MCRF4XX',
      source: 'check value of CRC-16/MCRF4XX',
      result: 'the check code of frames',
    },
    {
      what: 'is believed once, with the key of its link',
      source: 'MAVLink 2 message signing',
      result: 'key, time and replay',
    },
  ],
  notSupported: [
    'answers, commands and mission upload over the link (the node only listens)',
    'times of a vehicle that counts from its own start, without a log or a link that says when it was heard',
    'connecting to a vehicle that waits for calls (route its telemetry here)',
  ],
};
