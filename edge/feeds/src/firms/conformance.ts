import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'firms',
  edition: 'NASA FIRMS active fires: VIIRS 375 m and MODIS 1 km, near real time and archive',
  reads: 'CSV, and the same fields as JSON',
  checkedWith: [
    {
      what: 'of three months of Hawaii are all read',
      source: 'NASA FIRMS by hingfirewatch/P3I-HING, 395 fires of VIIRS',
      result: 'all 395',
    },
    {
      what: 'are thermal anomalies in the middle of a pixel, at a minute of UTC',
      source: 'FIRMS, "Attributes of VIIRS 375 m"',
      result: 'place, its spread, time and confidence arrive',
    },
  ],
  notSupported: [
    'KML and shapefiles of FIRMS',
    'geostationary and Landsat fires, whose confidence has other words',
  ],
};
