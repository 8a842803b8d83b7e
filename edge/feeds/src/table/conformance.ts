import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'table',
  edition: 'RFC 4180, with a mapping of this product',
  reads: 'any table with a line of names, by a mapping file in YAML',
  checkedWith: [
    {
      what: 'of a radar and of camera traps are read by a mapping',
      source: 'dstl/Stone-Soup UAV_Rot.csv; tdwg/camtrap-dp deployments.csv',
      result: 'every row',
    },
    {
      what: 'give back every cell, whatever is quoted',
      source: 'RFC 4180, clause 2',
      result: 'quotes, commas and line ends inside cells survive',
    },
  ],
  notSupported: ['tables without names', 'encodings other than UTF-8', 'spreadsheets'],
};
