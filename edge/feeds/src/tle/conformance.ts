import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'tle',
  edition: 'NORAD two-line element sets, with alpha-5 catalogue numbers',
  reads: 'two and three lines, comments, trailing columns; columns and checksums are checked',
  checkedWith: [
    {
      what: '%s has %d sets that are read and %d with a wrong checksum',
      source: 'CelesTrak stations.tle, a catalogue of 2022, SGP4-VER.TLE of Vallado',
      result: 'all are read but the three of SGP4-VER whose checksums are wrong',
    },
    {
      what: 'numbered %s is of satellite %d',
      source: 'Space-Track, table of alpha-5 examples',
      result: 'all five',
    },
  ],
  notSupported: ['sets without checksums'],
};
