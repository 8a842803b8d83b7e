import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'mpegts',
  edition: 'ISO/IEC 13818-1, MISB ST 1402',
  reads:
    'KLV of stream types 0x06 and 0x15, from files, UDP, RTP, TCP, pcap; packets of 188, 192, 204 bytes',
  checkedWith: [
    {
      what: 'is read however the stream is cut into pieces',
      source: 'property over any cut of a stream',
      result: 'the same packets and times',
    },
    {
      what: 'of a recording put into a stream says the same as before',
      source: 'KLV of the OpenSensorHub sample stream',
      result: '100 packets, every checksum',
    },
    {
      what: 'is that of MPEG-2',
      source: 'check value of CRC-32/MPEG-2',
      result: 'the check code of the tables',
    },
  ],
  notSupported: [
    'scrambled packets',
    'SRT and RTSP (send over UDP or TCP)',
    'the pictures themselves',
  ],
};
