import { type JsonObject, utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { decodeStix } from './decode.ts';

/** Written from OASIS STIX 2.1, clauses 3 to 7. */
const AT = '2026-03-10T10:00:00.000Z';
const id = (type: string, n: number) => `${type}--0000000${n}-1111-4222-8333-444444444444`;
const sdo = (type: string, n: number, more: JsonObject = {}) => ({
  type,
  spec_version: '2.1',
  id: id(type, n),
  created: AT,
  modified: AT,
  ...more,
});
const AMBER_STRICT = 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003';
const GREEN_1 = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
const cert = sdo('identity', 1, { name: 'CERT', identity_class: 'organization' });
const place = sdo('location', 2, {
  country: 'UA',
  name: 'Node 4',
  latitude: 47.7,
  longitude: 36.5,
  precision: 1000,
});
const indicator = sdo('indicator', 3, {
  pattern: "[ipv4-addr:value = '198.51.100.1']",
  pattern_type: 'stix',
  valid_from: AT,
  name: 'DDoS source',
  object_marking_refs: [GREEN_1],
});
const sighting = sdo('sighting', 4, {
  sighting_of_ref: indicator.id,
  where_sighted_refs: [cert.id, place.id],
  first_seen: '2026-03-10T08:00:00Z',
  last_seen: '2026-03-10T09:00:00Z',
  count: 7,
  object_marking_refs: [AMBER_STRICT, id('marking-definition', 6)],
});
const incident = sdo('incident', 5, { name: 'Wiper at the radio node', created_by_ref: cert.id });
const statement = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: id('marking-definition', 6),
  created: AT,
  definition_type: 'statement',
  definition: { statement: 'For the liaison cell' },
};
const bundle = (...objects: readonly object[]) => ({
  type: 'bundle',
  id: id('bundle', 0),
  objects,
});
const read = (json: unknown) => decodeStix(utf8(JSON.stringify(json)));
const observed = sdo('observed-data', 7, {
  first_observed: AT,
  last_observed: AT,
  number_observed: 1,
  object_refs: [id('ipv4-addr', 8)],
});
const address = { type: 'ipv4-addr', id: id('ipv4-addr', 8), value: '198.51.100.1' };

describe('a STIX bundle', () => {
  it('becomes its sightings, placed and marked, and the incidents that nobody sighted', () => {
    expect(
      read(bundle(cert, place, indicator, sighting, incident, statement, observed, address)),
    ).toMatchObject({
      ok: true,
      value: {
        sightings: [
          {
            kind: 'event',
            sensor: 'CERT',
            observedAt: Date.UTC(2026, 2, 10, 8),
            position: { lon: 36.5, lat: 47.7 },
            sigmaM: 500,
            class: { 'denial-of-service': 1 },
            count: 7,
            handling: { access: 'TLP:AMBER+STRICT', caveat: 'For the liaison cell' },
            attributes: { of: indicator.id, to: '2026-03-10T09:00:00Z', area: ['Node 4, UA'] },
          },
          {
            sensor: 'CERT',
            class: { 'data-destruction': 1 },
            attributes: { timeOf: 'record' },
            text: 'Wiper at the radio node',
          },
        ],
      },
    });
  });

  it('may be one object alone, may lead out of itself, and may hold kinds that nobody standardised', () => {
    expect(read(incident)).toMatchObject({ ok: true, value: { sightings: [{ sensor: cert.id }] } });
    expect(read(bundle(sdo('x-radio-node', 1, { name: 'n' })))).toMatchObject({ ok: true });
    expect(read(bundle({ ...incident, revoked: true }))).toMatchObject({
      ok: true,
      value: { sightings: [] },
    });
    expect(
      read(bundle({ ...incident, object_marking_refs: [id('marking-definition', 9)] })),
    ).toMatchObject({
      ok: true,
      value: { sightings: [{ handling: { caveat: id('marking-definition', 9) } }] },
    });
  });

  it('speaks by the latest version of an object, and is refused where one stands twice', () => {
    const later = { ...incident, modified: '2026-03-11T10:00:00.000Z', name: 'Flood' };
    expect(read(bundle(later, incident))).toMatchObject({
      ok: true,
      value: { sightings: [{ text: 'Flood' }] },
    });
    expect(read(bundle(incident, incident))).toMatchObject({
      ok: false,
      error: { kind: 'duplicate' },
    });
  });

  it.each<[string, object, JsonObject]>([
    ['id', incident, { id: 'incident--1' }],
    ['id', incident, { id: id('malware', 5) }],
    ['id', incident, { id: 'incident--00000005-1111-4222-c333-444444444444' }],
    ['type', incident, { type: 'Incident' }],
    ['spec_version', incident, { spec_version: '2.0' }],
    ['spec_version', incident, { spec_version: undefined }],
    ['created', incident, { created: undefined }],
    ['created', incident, { created: '2026-03-10T10:00:00+00:00' }],
    ['modified', incident, { modified: undefined }],
    ['modified', incident, { modified: '2026-03-09T10:00:00Z' }],
    ['name', incident, { name: undefined }],
    ['name', incident, { name: null }],
    ['labels', incident, { labels: [] }],
    ['confidence', incident, { confidence: 101 }],
    ['created_by_ref', incident, { created_by_ref: incident.id }],
    ['object_marking_refs', incident, { object_marking_refs: ['TLP:RED'] }],
    ['external_references[0].source_name', incident, { external_references: [{ url: 'x' }] }],
    ['sighting_of_ref', sighting, { sighting_of_ref: undefined }],
    ['sighting_of_ref', sighting, { sighting_of_ref: 'indicator' }],
    ['count', sighting, { count: -1 }],
    ['count', sighting, { count: 1.5 }],
    ['last_seen', sighting, { last_seen: '2026-03-10T07:00:00Z' }],
    ['where_sighted_refs', sighting, { where_sighted_refs: [indicator.id] }],
    ['pattern', indicator, { pattern: undefined }],
    ['pattern', indicator, { pattern: "[ipv4-addr:value = '1'" }],
    ['pattern', indicator, { pattern: "ipv4-addr:value = '1'" }],
    ['pattern_type', indicator, { pattern_type: undefined }],
    ['valid_from', indicator, { valid_from: undefined }],
    ['valid_until', indicator, { valid_until: AT }],
    ['longitude', place, { longitude: undefined }],
    ['latitude', place, { latitude: 91 }],
    ['precision', place, { latitude: undefined, longitude: undefined }],
    [
      'region',
      place,
      { latitude: undefined, longitude: undefined, precision: undefined, country: undefined },
    ],
    ['number_observed', observed, { number_observed: 0 }],
    ['last_observed', observed, { last_observed: '2026-03-09T10:00:00Z' }],
    ['object_refs', observed, { object_refs: undefined }],
    ['value', address, { value: undefined }],
    ['definition', statement, { definition: undefined }],
    ['definition.tlp', statement, { definition_type: 'tlp', definition: { tlp: 'blue' } }],
  ])('with a wrong %s is refused', (field, object, changes) => {
    expect(read(bundle({ ...object, ...changes }))).toMatchObject({
      ok: false,
      error: { field: `objects[0].${field}` },
    });
  });

  it.each<[string, object]>([
    ['id', { ...bundle(incident), id: 'bundle--1' }],
    ['objects', { ...bundle(), objects: [] }],
    ['spec_version', { ...bundle(incident), spec_version: '2.0' }],
  ])('whose own %s is wrong is refused', (field, json) => {
    expect(read(json)).toMatchObject({ ok: false, error: { field } });
  });

  it.each([
    ['white', 'TLP:CLEAR'],
    ['red', 'TLP:RED'],
  ])('with a TLP 1 mark of its own, %s, says %s', (tlp, access) => {
    const mark = { ...statement, definition_type: 'tlp', definition: { tlp } };
    expect(read(bundle({ ...incident, object_marking_refs: [mark.id] }, mark))).toMatchObject({
      ok: true,
      value: { sightings: [{ handling: { access } }] },
    });
  });
});
