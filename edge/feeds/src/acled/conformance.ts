import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'acled',
  edition: 'ACLED codebook 2023',
  reads: 'CSV; `geo_precision` and `time_precision` become uncertainty',
  checkedWith: [
    {
      what: 'are as precise as their codes say',
      source: 'columns and codes of the ACLED codebook; no file of ACLED may be kept here',
      result: 'both ways to write a day, places and days with their precision',
    },
  ],
  notSupported: ['the API of ACLED'],
};
