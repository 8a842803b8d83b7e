import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'ucdp',
  edition: 'UCDP Georeferenced Event Dataset, codebook 22.1',
  reads: 'CSV; `where_prec` and `date_prec` become uncertainty',
  checkedWith: [
    {
      what: 'of UCDP are read with both their ways to write a day, and a place along a road is less certain',
      source: 'UCDP GED 22.1, eleven events of Ukraine',
      result: 'all eleven, days as spans, places with their precision',
    },
  ],
  notSupported: ['candidate events whose columns differ'],
};
