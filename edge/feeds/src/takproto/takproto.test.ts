import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { concat, fromHex, type JsonObject, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCot } from '../cot/decode.ts';
import { encodeCot } from '../cot/encode.ts';
import { encoders } from '../encoders.ts';
import { decodeFile, identify } from '../feeds.ts';
import { anyMessage } from '../protobuf/schema.fixture.ts';
import { writeProtobuf } from '../protobuf/write.ts';
import { takproto } from './decode.ts';
import { encodeCotAsTak } from './encode.ts';
import { takMessage } from './fields.ts';
import { meshFrame, streamFrame } from './frames.ts';

const EXAMPLES = '../shared/data/02-cot/xml-dev';

const event = (more: JsonObject = {}): JsonObject => ({
  cotEvent: {
    type: 'a-f-G-E-V-A-T',
    uid: 'TRACK-1',
    how: 'm-g',
    sendTime: '1773136800000',
    startTime: '1773136800000',
    staleTime: '1773136860000',
    lat: 35.1,
    lon: 33.3,
    hae: 120.5,
    ce: 12,
    le: 999999,
    caveat: 'NO-CASES',
    releaseableTo: 'FIN, SWE',
    ...more,
  },
});
const payload = (message: JsonObject): Buffer => writeProtobuf(message, takMessage);
const decoded = (message: JsonObject) => takproto.decode(payload(message), undefined);

describe('a TAK Protocol message', () => {
  it('says what the same event in XML says', () => {
    const detail = {
      contact: { callsign: 'R4' },
      track: { speed: 12.5, course: 90 },
      xmlDetail: '<link uid="MAST-4" relation="p-p"/><remarks>two &amp; more</remarks>',
    };
    const xml = utf8(
      '<event version="2.0" uid="TRACK-1" type="a-f-G-E-V-A-T" how="m-g" time="2026-03-10T10:00:00.000Z" start="2026-03-10T10:00:00.000Z" stale="2026-03-10T10:01:00.000Z" caveat="NO-CASES" releaseableTo="FIN, SWE"><point lat="35.1" lon="33.3" hae="120.5" ce="12" le="999999"/><detail><contact callsign="R4"/><track speed="12.5" course="90"/><link uid="MAST-4" relation="p-p"/><remarks>two &amp; more</remarks></detail></event>',
    );
    const [tak, cot] = [decoded(event({ detail })), decodeCot(xml)];
    if (!tak.ok || !cot.ok) throw new Error('refused');
    expect(tak.value.sightings).toEqual(cot.value.sightings);
    expect(tak.value.sightings).toMatchObject([
      {
        sensor: 'MAST-4',
        class: { tank: 1 },
        handling: { caveat: 'NO-CASES', releasableTo: ['FIN', 'SWE'] },
        text: 'two & more',
        speedMps: 12.5,
      },
    ]);
  });

  it('says what the same event in XML says, whatever the event', () => {
    const number = fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0);
    const word = fc.stringMatching(/^[A-Za-z0-9 &<"'é\n]{0,12}$/);
    const at = fc.integer({ min: 1, max: 4e12 }).map((ms) => new Date(ms).toISOString());
    const texts = (record: Record<string, fc.Arbitrary<string>>) =>
      fc.record(record, { requiredKeys: [] });
    const numeric = fc.oneof(number.map(String), fc.constantFrom('0', '999999', '12.50', '-0'));
    const child = fc.oneof(
      texts({ callsign: word, endpoint: word, phone: word }).map((attributes) => ({
        name: 'contact',
        attributes,
      })),
      texts({ speed: numeric, course: numeric, slope: word }).map((attributes) => ({
        name: 'track',
        attributes,
      })),
      texts({ battery: fc.constantFrom('', '0', '88', '-1', '1e3') }).map((attributes) => ({
        name: 'status',
        attributes,
      })),
      texts({ uid: word, relation: fc.constantFrom('p-p', 'c-c') }).map((attributes) => ({
        name: 'link',
        attributes,
      })),
      word.map((text) => ({ name: 'remarks', children: [text] })),
    );
    fc.assert(
      fc.property(
        fc.record({
          event: fc.record(
            {
              uid: fc.constantFrom('A', 'B-1', 'é'),
              type: fc.constantFrom(
                'a-f-G-E-V-A-T',
                'a-u-G',
                'b-m-p-s-m',
                'b-t-f',
                'b-a-o-tbl',
                'a-h-A-M-F-Q',
              ),
              time: at,
              start: at,
              stale: at,
              how: fc.constantFrom('m-g', 'h-e', 'm-s'),
              access: fc.constantFrom('Undefined', 'Unclassified'),
              caveat: fc.constantFrom('NOFORN', 'X Y'),
              releaseableTo: fc.constantFrom('FIN', 'FIN SWE'),
              opex: fc.constantFrom('o', 'e-drill'),
            },
            { requiredKeys: ['uid', 'type', 'time'] },
          ),
          point: fc.record(
            {
              lat: number.map(String),
              lon: number.map(String),
              hae: numeric,
              ce: numeric,
              le: numeric,
            },
            { requiredKeys: ['lat', 'lon'] },
          ),
          children: fc.array(child, { maxLength: 6 }),
        }),
        ({ event: head, point, children }) => {
          const message = { version: '2.0', ...head, point, detail: { name: 'detail', children } };
          const xml = encodeCot(message as unknown as JsonObject);
          if (!xml.ok) throw new Error(xml.error.text);
          const cot = decodeCot(xml.value);
          if (!cot.ok) throw new Error(cot.error.text);
          const tak = takproto.decode(encodeCotAsTak(cot.value.message), undefined);
          if (!tak.ok) throw new Error(tak.error.text);
          expect(tak.value.sightings).toEqual(cot.value.sightings);
        },
      ),
    );
  });

  it('with a detail in XML and typed is what the XML says', () => {
    const detail = { contact: { callsign: 'typed' }, xmlDetail: '<contact callsign="xml"/>' };
    expect(decoded(event({ detail }))).toMatchObject({
      value: { sightings: [{ attributes: { callsign: 'xml' } }] },
    });
  });

  it('takes what protobuf leaves out for zero: the equator is a place', () => {
    const { lat: _, ...head } = event().cotEvent as JsonObject;
    expect(decoded({ cotEvent: head })).toMatchObject({
      value: { sightings: [{ position: { lon: 33.3, lat: 0 } }] },
    });
  });

  it('of control alone is a message without a sighting', () => {
    expect(decoded({ takControl: { minProtoVersion: 1, maxProtoVersion: 1 } })).toMatchObject({
      ok: true,
      value: { sightings: [] },
    });
  });

  it.each([
    ['no place on Earth', event({ lat: 95 }), 'malformed', 'lat'],
    ['no time', event({ sendTime: '0' }), 'malformed', 'time'],
    [
      'a time beyond the year 9999',
      event({ sendTime: '18446744073709551615' }),
      'malformed',
      'cotEvent.sendTime',
    ],
    ['no name', event({ uid: '' }), 'malformed', 'uid'],
    [
      'broken XML in its detail',
      event({ detail: { xmlDetail: '<a><b></a>' } }),
      'xml',
      'cotEvent.detail.xmlDetail',
    ],
    [
      'a document type in its detail',
      event({ detail: { xmlDetail: '<!DOCTYPE x>' } }),
      'xml',
      'cotEvent.detail.xmlDetail',
    ],
    ['nothing', {}, 'missing', 'cotEvent'],
  ])('with %s is refused', (_, message, kind, field) => {
    expect(decoded(message)).toMatchObject({ ok: false, error: { kind, field } });
  });

  it('survives the round trip whatever of the table it holds', () => {
    fc.assert(
      fc.property(anyMessage(takMessage), (message) => {
        if (message.cotEvent === undefined && message.takControl === undefined) return;
        const written = encoders.get('takproto')?.([message]);
        if (!written?.ok) throw new Error('not written');
        const [line] = [...decodeFile(takproto, written.value)];
        if (line?.ok) expect(line.message).toEqual(message);
      }),
    );
  });

  it('keeps caveat, releaseableTo and details that nobody knows through the round trip', () => {
    const message = event({
      access: 'Unclassified',
      detail: { xmlDetail: '<__odd a="1"><b/>x</__odd>' },
    });
    const written = encoders.get('takproto')?.([message]);
    if (!written?.ok) throw new Error('not written');
    expect([...decodeFile(takproto, written.value)]).toMatchObject([{ ok: true, message }]);
  });

  it('of any bytes is refused or read, without a throw', () => {
    const one = payload(
      event({ detail: { contact: { callsign: 'R4' }, xmlDetail: '<a b="c"/>' } }),
    );
    const edit = fc.record({ at: fc.nat(one.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        fc.nat(one.length),
        (edits, length) => {
          const bytes = Buffer.from(one.subarray(0, length));
          for (const { at, byte } of edits) if (at < length) bytes[at] = byte;
          takproto.decode(bytes, undefined);
          [
            ...decodeFile(takproto, streamFrame(bytes)),
            ...decodeFile(takproto, meshFrame(bytes)),
            ...decodeFile(takproto, bytes),
          ];
        },
      ),
    );
  });
});

describe('a file of TAK Protocol messages', () => {
  const one = payload(event());
  it('may be a stream, datagrams, or one bare message', () => {
    const uids = (file: Uint8Array) =>
      [...decodeFile(takproto, file)].map((line) => (line.ok ? 'read' : line.error.kind));
    expect(uids(concat(streamFrame(one), streamFrame(one)))).toEqual(['read', 'read']);
    expect(uids(concat(meshFrame(one), meshFrame(one), streamFrame(one)))).toEqual([
      'read',
      'read',
      'read',
    ]);
    expect(uids(one)).toEqual(['read']);
    expect(uids(concat(streamFrame(one), streamFrame(one).subarray(0, 9)))).toEqual([
      'read',
      'truncated',
    ]);
    expect(uids(concat(streamFrame(one), utf8('<event/>')))).toEqual(['read', 'malformed']);
    expect(uids(fromHex('bfffffffff7f') ?? new Uint8Array())).toEqual(['too-long']);
  });

  it('is known by how it begins, and CoT XML is not one', () => {
    expect(identify(streamFrame(one))).toEqual({ ok: true, value: 'takproto' });
    expect(identify(meshFrame(one))).toEqual({ ok: true, value: 'takproto' });
    expect(takproto.decode(utf8('<event/>'), undefined)).toMatchObject({
      error: { kind: 'encoding' },
    });
  });
});

describe.skipIf(!existsSync(EXAMPLES))('CoT as programs in the field write it', () => {
  const events = (existsSync(EXAMPLES) ? readdirSync(EXAMPLES) : []).map(
    (name) => [name, readFileSync(`${EXAMPLES}/${name}`)] as const,
  );

  it('says the same once it is TAK Protocol, and its detail is the same XML again', () => {
    let compared = 0;
    for (const [name, xml] of events) {
      const cot = decodeCot(xml);
      if (!cot.ok) continue;
      const tak = takproto.decode(encodeCotAsTak(cot.value.message), undefined);
      if (!tak.ok) throw new Error(`${name}: ${tak.error.text}`);
      expect([name, tak.value.sightings]).toEqual([name, cot.value.sightings]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(15);
  });
});
