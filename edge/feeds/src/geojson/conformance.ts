import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'geojson',
  edition: 'RFC 7946, RFC 8142',
  reads: 'features, collections, lines and text sequences of them',
  writes: 'a FeatureCollection',
  checkedWith: [
    {
      what: 'comes back as it was, number for number',
      source: 'property over any sighting',
      result: 'every field of the sighting',
    },
    {
      what: 'with a Point is a sighting, longitude first',
      source: 'RFC 7946, section 3.1.1',
      result: 'axis order',
    },
  ],
  notSupported: ['coordinates in another reference system (RFC 7946 has none)'],
};
