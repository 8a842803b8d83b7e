import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'acoustic',
  edition: 'no standard: arrivals as CSV or JSON; detections of InfraPy',
  reads: 'time of arrival, the place of the station, bearing, modality and measures',
  checkedWith: [
    {
      what: 'in %s are %d arrivals with bearings',
      source: 'LANL InfraPy, HRR-5.dets.json and example1.dets.json',
      result: 'every detection',
    },
  ],
  notSupported: ['wave forms (SAC, miniSEED)', 'QuakeML'],
};
