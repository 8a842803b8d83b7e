import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'geotiff',
  edition: 'OGC GeoTIFF 1.1 (19-008r4), cloud-optimised or not',
  reads:
    'one band of a window, from a file or by ranges over HTTP; EPSG 4326, 3857 and UTM on WGS 84, north up',
  checkedWith: [
    {
      what: '%s is on EPSG %d, %d pixels wide, and its windows are read',
      source: 'cogeo.tif, rgb3.tif and rgb4.tif of rasterio and others',
      result: 'all three',
    },
    {
      what: 'of EPSG %d at %d, %d is where it should be',
      source: "manual of GeographicLib's GeoConvert",
      result: 'UTM agrees to the digits printed there',
    },
  ],
  notSupported: [
    'other maps',
    'rotated scenes',
    'resampling and registration',
    'complex SAR (SLC)',
  ],
};
