/** Properties that objects must have, by type. Source: OASIS STIX 2.1 (10 June 2021), clauses 4 to 6. Table. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'attack-pattern': ['name'],
  campaign: ['name'],
  'course-of-action': ['name'],
  grouping: ['context', 'object_refs'],
  identity: ['name'],
  incident: ['name'],
  indicator: ['pattern', 'pattern_type', 'valid_from'],
  infrastructure: ['name'],
  'intrusion-set': ['name'],
  location: [],
  malware: ['is_family'],
  'malware-analysis': ['product'],
  note: ['content', 'object_refs'],
  'observed-data': ['first_observed', 'last_observed', 'number_observed'],
  opinion: ['opinion', 'object_refs'],
  report: ['name', 'published', 'object_refs'],
  'threat-actor': ['name'],
  tool: ['name'],
  vulnerability: ['name'],
  relationship: ['relationship_type', 'source_ref', 'target_ref'],
  sighting: ['sighting_of_ref'],
  'language-content': ['object_ref', 'contents'],
  'extension-definition': ['name', 'schema', 'version', 'extension_types', 'created_by_ref'],
  'marking-definition': [],
  artifact: [],
  'autonomous-system': ['number'],
  directory: ['path'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['is_multipart'],
  file: [],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'mac-addr': ['value'],
  mutex: ['name'],
  'network-traffic': ['protocols'],
  process: [],
  software: ['name'],
  url: ['value'],
  'user-account': [],
  'windows-registry-key': [],
  'x509-certificate': [],
};

/** Cyber observables: they carry no `created` and no `modified`. */
export const OBSERVABLES: ReadonlySet<string> = new Set(
  Object.keys(REQUIRED).slice(Object.keys(REQUIRED).indexOf('artifact')),
);

/** Pairs of times of which the second must not be earlier; `after`: must be later. */
export const SPANS: readonly (readonly [
  type: string,
  first: string,
  second: string,
  after: boolean,
])[] = [
  ['campaign', 'first_seen', 'last_seen', false],
  ['indicator', 'valid_from', 'valid_until', true],
  ['infrastructure', 'first_seen', 'last_seen', false],
  ['intrusion-set', 'first_seen', 'last_seen', false],
  ['malware', 'first_seen', 'last_seen', false],
  ['observed-data', 'first_observed', 'last_observed', false],
  ['relationship', 'start_time', 'stop_time', true],
  ['sighting', 'first_seen', 'last_seen', false],
  ['threat-actor', 'first_seen', 'last_seen', false],
];

export const TIMES: readonly string[] = [
  ...[
    'created',
    'modified',
    'published',
    'first_seen',
    'last_seen',
    'first_observed',
    'last_observed',
  ],
  ...['valid_from', 'valid_until', 'start_time', 'stop_time'],
];

export const OPINIONS: readonly string[] = [
  ...['strongly-disagree', 'disagree', 'neutral', 'agree', 'strongly-agree'],
];

/** Marking definitions that STIX fixes for TLP 1, and OASIS for TLP 2.0. Source: STIX 2.1 clause 7.2.1.4; cti-stix-common-objects, tlp-2.0. */
export const TLP: ReadonlyMap<string, string> = new Map([
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'TLP:CLEAR'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'TLP:GREEN'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'TLP:AMBER'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'TLP:RED'],
  ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', 'TLP:CLEAR'],
  ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'TLP:GREEN'],
  ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'TLP:AMBER'],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'TLP:AMBER+STRICT'],
  ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'TLP:RED'],
]);

export const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** From open to closed. */
export const TLP_ORDER: readonly string[] = [
  'TLP:CLEAR',
  'TLP:GREEN',
  'TLP:AMBER',
  'TLP:AMBER+STRICT',
  'TLP:RED',
];
