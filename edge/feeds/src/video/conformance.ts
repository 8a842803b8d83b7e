import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'video',
  edition: "Greenline's own entry of a recorded segment",
  reads: 'the entries that the node writes as it records a transport stream',
  checkedWith: [
    {
      what: 'is a note in the journal that names the film by its digest',
      source: 'a stream made for the test',
      result: 'digest, times and the note',
    },
    {
      what: 'is kept packet for packet, and every segment has the tables in front',
      source: 'a stream made for the test',
      result: 'every packet of the stream',
    },
  ],
  notSupported: ['deleting old segments; H.265 in browsers that do not decode it: save the file'],
};
