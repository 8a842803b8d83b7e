import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'report',
  edition: "the patrol's form of this system, version 0.1",
  reads: 'forms in JSON, one or many a file',
  checkedWith: [
    {
      what: 'heard, with bearing and distance, leaves the sightline and no place',
      source: "the form's own description",
      result: 'every field of the sighting',
    },
  ],
  notSupported: ['checking the signature of a form'],
};
