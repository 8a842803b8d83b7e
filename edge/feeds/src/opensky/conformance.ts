import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'opensky',
  edition: 'OpenSky Network, state vectors',
  reads: 'CSV',
  checkedWith: [
    {
      what: 'of OpenSky are read',
      source: 'dstl/Stone-Soup, OpenSky_Plane_States.csv',
      result: 'all 6,052 states',
    },
  ],
  notSupported: [
    'the API of OpenSky',
    'heights: its barometric and geometric altitudes stay attributes',
  ],
};
