import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'stac',
  edition: 'STAC 1.0.0 and 1.1.0, STAC API 1.0.0 (Item Search)',
  reads:
    'items, item collections, collections, catalogues; values of the eo, sar, sat, view and projection extensions; searches page by page, by GET and POST',
  checkedWith: [
    {
      what: '%s of the specification is read',
      source: 'radiantearth/stac-spec, examples of 1.1.0-beta.1',
      result: 'all are read',
    },
    {
      what: 'of Sentinel-1 says where it looked',
      source: 'stactools-sentinel1-grd, an item of STAC 1.0.0',
      result: 'footprint and span arrive',
    },
    {
      what: 'follows the pages, by POST with a token merged into the question',
      source: 'STAC API 1.0.0, Item Search, "Paging"',
      result: 'every page is asked for once',
    },
  ],
  notSupported: [
    'STAC before 1.0',
    'full JSON Schemas of the extensions',
    'CQL2 filters',
    'transactions',
  ],
};
