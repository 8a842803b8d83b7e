import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'cap',
  edition: 'OASIS Common Alerting Protocol 1.2 (1 July 2010)',
  reads:
    'CAP 1.2 by schema and rules, CAP 1.1 by its own; XML signatures are checked with the certificate they bring',
  writes: 'CAP 1.2 and 1.1, without signatures',
  checkedWith: [
    {
      what: 'is read with every element, and warns once of what it says in two languages',
      source: 'OASIS CAP-v1.2, clauses 3.2.1 to 3.2.4',
      result: 'every element of the schema arrives',
    },
    {
      what: 'with %s written %s is refused, and %s is named',
      source: 'OASIS CAP-v1.2, clauses 3.2 to 3.4',
      result: 'broken enumerations, times, areas, orders and references are refused',
    },
    {
      what: '%s is read, or refused, as it deserves',
      source: 'google/cap-library testdata: Australia, Canada, NOAA, USGS, WCATWC',
      result: 'six valid alerts are read and written again; the one with errors is refused',
    },
    {
      what: 'of a real alert holds for both its signers, and for neither once a word is altered',
      source: 'google/cap-library testdata/canada_signed.cap',
      result: 'both signatures verify',
    },
  ],
  notSupported: [
    'CAP 1.0',
    'alerts inside EDXL-DE or Atom',
    "belief in certificates: that is the mission's",
  ],
};
