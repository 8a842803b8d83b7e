import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'omm',
  edition: 'CCSDS 502.0-B-3, Orbit Mean-Elements Message; the JSON and CSV of CelesTrak',
  reads: 'XML, key = value, JSON and CSV, one or many a file; mean elements of SGP4 in TEME',
  checkedWith: [
    {
      what: 'as %s says the same as in every other form',
      source: 'CelesTrak, sample_omm.csv',
      result: 'four forms give equal elements',
    },
    {
      what: 'says what the same elements say as OMM',
      source: 'CelesTrak, stations.tle',
      result: 'a two-line set and its OMM give equal elements, to the microsecond',
    },
    { what: '%s is read', source: 'CelesTrak samples in CSV, JSON and XML', result: 'all read' },
  ],
  notSupported: [
    'other theories and frames than SGP4 in TEME',
    'covariances and user-defined parameters',
  ],
};
