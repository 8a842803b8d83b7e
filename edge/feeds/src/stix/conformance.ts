import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'stix',
  edition: 'OASIS STIX 2.1 (10 June 2021); TLP 1 and TLP 2.0',
  reads:
    'bundles and single objects: rules of all standard types; sightings and incidents become events',
  checkedWith: [
    {
      what: 'becomes its sightings, placed and marked, and the incidents that nobody sighted',
      source: 'OASIS STIX 2.1, clauses 4 to 7',
      result: 'sighting, location, identity and marks are joined',
    },
    {
      what: 'with a wrong %s is refused',
      source: 'OASIS STIX 2.1, clauses 2 to 7',
      result: 'identifiers, times, required properties and references are checked',
    },
  ],
  notSupported: [
    'STIX 2.0 and 1.x',
    'the grammar of patterns beyond brackets and quotes',
    'TAXII',
    "custom properties' rules",
  ],
};
