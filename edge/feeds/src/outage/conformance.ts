import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'outage',
  edition: 'no standard: area, from, to, score; and the outage events of IODA v2',
  reads: 'CSV and JSON',
  checkedWith: [
    {
      what: 'of IODA begins at a POSIX time and lasts so many seconds',
      source: 'IODA API v2, /outages/events',
      result: 'area, span and score arrive',
    },
  ],
  notSupported: ['time series of signals', 'areas by geometry'],
};
