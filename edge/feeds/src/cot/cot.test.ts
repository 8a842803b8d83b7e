import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { formatInstant, fromUtf8, type Result, utf8 } from '@greenline/base';
import type { Decoded, DecodeError } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { cot, decodeCot } from './decode.ts';
import { encodeCot } from './encode.ts';

/** Shape and point after MITRE's CoT event 2.0 schema; the drone of a TAK user's log. */
const event = (changes: Record<string, string | undefined> = {}, detail = ''): string => {
  const all: Record<string, string | undefined> = {
    version: '2.0',
    uid: 'U-1',
    type: 'a-u-A-M-H-Q',
    time: '2026-03-10T10:00:00Z',
    start: '2026-03-10T10:00:00Z',
    stale: '2026-03-10T10:01:00Z',
    how: 'm-g',
    lat: '35.1',
    lon: '33.3',
    hae: '120.5',
    ce: '12',
    le: '20',
    ...changes,
  };
  const write = (names: string[]) =>
    names.map((name) => (all[name] === undefined ? '' : ` ${name}="${all[name]}"`)).join('');
  const point = ['lat', 'lon', 'hae', 'ce', 'le'];
  const names = Object.keys(all).filter((name) => !point.includes(name));
  return `<event${write(names)}><point${write(point)}/><detail>${detail}</detail></event>`;
};
const decode = (xml: string) => decodeCot(utf8(xml));
const sighting = (xml: string) => {
  const decoded = decode(xml);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value.sightings[0];
};
const refusal = (result: Result<Decoded, DecodeError>) =>
  result.ok ? 'accepted' : `${result.error.kind} ${result.error.field ?? ''}`.trim();

describe('a Cursor on Target event', () => {
  it.each(['m-g', 'm-g-d'])(
    'is a self-report where a machine took its place from GNSS (%s)',
    (how) => {
      expect(sighting(event({ how }))?.selfReport).toBe(true);
    },
  );

  it.each(['h-e', 'm-gx', 'm-s'])('is what another saw where it says %s', (how) => {
    expect(sighting(event({ how }))).not.toHaveProperty('selfReport');
  });

  it('becomes a sighting with its height, accuracy and class', () => {
    const seen = sighting(event());
    expect(seen).toMatchObject({
      kind: 'object',
      sensor: 'U-1',
      identity: 'U-1',
      position: { lon: 33.3, lat: 35.1, height: 120.5 },
      sigmaM: 12,
      class: { 'uncrewed-aircraft': 1 },
      attributes: { cotType: 'a-u-A-M-H-Q', how: 'm-g', staleAt: '2026-03-10T10:01:00Z' },
    });
    expect(formatInstant(seen?.observedAt ?? (0 as never))).toBe('2026-03-10T10:00:00Z');
  });

  it.each([
    '0',
    '0.0',
    '-1',
    'NaN',
    '999999',
    '999999.0',
    '9999999',
    '9999999.0',
    '1e9',
    '',
    ' ',
    '???',
  ])('with ce "%s" has no accuracy, and above all no certainty', (ce) => {
    expect(sighting(event({ ce }))).toHaveProperty('position');
    expect(sighting(event({ ce }))).not.toHaveProperty('sigmaM');
  });

  it('without ce or hae has neither accuracy nor height', () => {
    const seen = sighting(event({ ce: undefined, hae: undefined }));
    expect(seen?.position).toEqual({ lon: 33.3, lat: 35.1 });
    expect(seen).not.toHaveProperty('sigmaM');
  });

  it.each(['0', '0.0', '9999999.0', '999999', 'NaN', '-99999'])('hae "%s" is no height', (hae) => {
    expect(sighting(event({ hae }))?.position).toEqual({ lon: 33.3, lat: 35.1 });
  });

  it('below the ellipsoid, as on the coast of Canada, keeps its height', () => {
    expect(sighting(event({ hae: '-11.93' }))?.position?.height).toBe(-11.93);
  });

  it('at 0, 0 with hae and ce unknown is a placeholder: no sighting, the message is kept', () => {
    const at0 = { lat: '0', lon: '0', hae: '9999999', ce: '9999999' };
    expect(decode(event(at0))).toMatchObject({ ok: true, value: { sightings: [] } });
    expect(sighting(event({ ...at0, ce: '10' }))?.position).toEqual({ lon: 0, lat: 0 });
  });

  it.each([
    ['lat', ''],
    ['lat', 'north'],
    ['lat', 'NaN'],
    ['lat', '90.001'],
    ['lat', undefined],
    ['lat', '0x10'],
    ['lon', '181'],
    ['lon', '-180.5'],
    ['lon', 'Infinity'],
    ['time', '2026-01-01T00:00:00'],
    ['time', '2026-02-30T00:00:00Z'],
    ['time', undefined],
    ['stale', 'soon'],
    ['start', ''],
    ['uid', ''],
    ['uid', '  '],
    ['uid', undefined],
    ['type', ''],
    ['type', 'a tank'],
    ['type', undefined],
    ['version', '1.0'],
    ['ce', 'good'],
    ['hae', 'high'],
  ])('with %s "%s" is refused, and the attribute is named', (field, text) => {
    expect(refusal(decode(event({ [field]: text })))).toBe(`malformed ${field}`);
  });

  it('names the byte where the wrong attribute stands', () => {
    const decoded = decode(event({ uid: 'ü', lon: '181' }));
    const xml = event({ uid: 'ü', lon: '181' });
    expect(decoded).toMatchObject({
      error: { offset: utf8(xml.slice(0, xml.indexOf('lon='))).length },
    });
  });

  it.each([
    ['a-h-G', 'object'],
    ['a-f-G-U-C', 'object'],
    ['a-u-G-E-V-A-T-H', 'tank'],
    ['a-u-G-E-V-A-A', 'apc'],
    ['a-u-G-E-V-C', 'civilian-vehicle'],
    ['a-u-G-U-C-F', 'artillery'],
    ['a-u-G-E-W-X-H', 'mlrs'],
    ['a-u-G-E-W-M-A-L', 'sam'],
    ['a-u-G-U-C-D', 'air-defence'],
    ['a-n-A', 'aircraft'],
    ['a-n-A-C-F', 'fixed-wing'],
    ['a-n-A-C-F-q', 'uncrewed-aircraft'],
    ['a-n-A-M-F-Q-r', 'uncrewed-aircraft'],
    ['a-n-A-M-H-A', 'rotary-wing'],
    ['a-n-S-X-F', 'civilian-vessel'],
    ['a-n-S-C-L', 'naval-vessel'],
  ])('of type %s is a %s, whatever the affiliation', (type, kind) => {
    expect(sighting(event({ type }))?.class).toEqual({ [kind]: 1 });
    expect(sighting(event({ type }))).not.toHaveProperty('party');
  });

  it.each(['b-a-o-tbl', 'b-a-o-pan', 'b-a-o-opn'])('of type %s calls for help', (type) => {
    expect(sighting(event({ type }))).toMatchObject({ kind: 'event', class: { distress: 1 } });
  });

  it.each(['a-u', 'a-U-P-L', 'b-m-p-s-m', 'a-h-A-W-M'])(
    'of type %s is of unknown class',
    (type) => {
      expect(sighting(event({ type }))?.class).toEqual({});
    },
  );

  it.each(['b-t-f', 'u-d-f', 't-x-c-t', 't-x-d-d', 'b-m-r', 'b-m-p-s-p-loc', 'b-a-o-can', 'u-r-b'])(
    'of type %s describes no observed thing: message only',
    (type) => {
      expect(decode(event({ type }))).toMatchObject({
        value: { message: { type }, sightings: [] },
      });
    },
  );

  it('keeps handling marks under both spellings, and exercise marks', () => {
    const marked = { access: 'MISSION', caveat: 'NOPARTY', releaseableTo: 'FIN, IRL' };
    expect(sighting(event(marked))?.handling).toEqual({
      access: 'MISSION',
      caveat: 'NOPARTY',
      releasableTo: ['FIN', 'IRL'],
    });
    expect(sighting(event({ releasableTo: 'FIN' }))?.handling?.releasableTo).toEqual(['FIN']);
    expect(sighting(event({ access: 'Undefined' }))).not.toHaveProperty('handling');
    expect(sighting(event({ how: 'm-s' }))?.exercise).toBe(true);
    expect(sighting(event({ opex: 'e-autumn' }))?.exercise).toBe(true);
    expect(sighting(event({ opex: 'o-daily' }))).not.toHaveProperty('exercise');
  });

  it('names the producer as its sensor and keeps words, name and motion', () => {
    const detail =
      '<link uid="MAST-4" type="a-f-G" relation="p-p"/><contact callsign="A&amp;B"/>' +
      '<track speed="12.5" course="-90"/><remarks>two\nmen</remarks>';
    expect(sighting(event({}, detail))).toMatchObject({
      sensor: 'MAST-4',
      identity: 'U-1',
      speedMps: 12.5,
      courseDeg: 270,
      text: 'two\nmen',
      attributes: { callsign: 'A&B' },
    });
  });
});

describe('hostile XML', () => {
  const bomb = `<!DOCTYPE event [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>${event({ uid: '&b;' })}`;
  it.each([
    ['a document type', bomb, 'dtd'],
    ['an entity nobody declared', event({ uid: '&b;' }), 'xml'],
    ['elements 1,000 deep', event({}, '<a>'.repeat(1000) + '</a>'.repeat(1000)), 'depth'],
    ['a tag that never closes', event().replace('</detail>', ''), 'xml'],
    ['an attribute twice', event().replace('<point', '<point lat="1"'), 'xml'],
    [
      'two points',
      event().replace('<detail>', '<point lat="1" lon="1"/><detail>'),
      'malformed point',
    ],
    ['no point', event().replace(/<point[^>]*>/, ''), 'malformed point'],
    ['NUL bytes', event({ uid: 'a\0b' }), 'encoding'],
    ['another root', '<svg/>', 'not-an-event'],
    ['words', 'hello', 'not-an-event'],
    ['nothing', '', 'not-an-event'],
    ['a character reference to NUL', event({ uid: '&#0;' }), 'xml'],
    ['a character reference to half a character', event({ uid: '&#xD800;' }), 'xml'],
    ['an attribute of the size of a film', event({ uid: 'x'.repeat(1_000_000) }), 'too-long'],
  ])('%s is refused', (_, xml, want) => {
    expect(refusal(decode(xml))).toBe(want);
  });

  it.each([
    ['spaces', event({ ce: `${' '.repeat(200_000)}x` })],
    ['digits', event({ lat: `${'1'.repeat(200_000)}x` })],
    ['dashes', event({ type: `a-u${'-x'.repeat(100_000)}` })],
    [
      'attributes',
      event({}, `<a ${Array.from({ length: 20_000 }, (_, i) => `b${i}=""`).join(' ')}/>`),
    ],
    ['comments', `${'<!-- -->'.repeat(8_000)}x`],
    ['open tags', '<a '.repeat(80_000)],
    ['quotes', event({}, `<a b="${'\'"'.repeat(50_000)}`)],
  ])('of nothing but %s takes no time', (_, xml) => {
    // Of this process, not of the clock: others may have the machine meanwhile.
    const start = process.cpuUsage();
    const bytes = utf8(xml);
    cot.recognises(bytes.subarray(0, 65_536));
    for (const one of cot.split(bytes)) if (one.ok) cot.decode(one.value.bytes, undefined);
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  });

  it('in UTF-16, or with half a character, is refused as not UTF-8', () => {
    expect(refusal(decodeCot(Buffer.from(`\uFEFF${event()}`, 'utf16le')))).toBe('encoding');
    expect(refusal(decodeCot(Buffer.from(event({ uid: '\u00ff' }), 'latin1')))).toBe('encoding');
    const lone = Buffer.from(event({ uid: '###' }));
    lone.set([0xed, 0xa0, 0x80], lone.indexOf('###'));
    expect(refusal(decodeCot(lone))).toBe('encoding');
  });

  it('with a byte order mark is read', () => {
    expect(refusal(decode(`\uFEFF${event()}`))).toBe('accepted');
  });
});

describe('encode after decode', () => {
  it('gives every declared field back', () => {
    const detail =
      '<contact callsign="A&amp;B &lt;1&gt; &quot;x&quot;"/><remarks>a\nb &amp; c</remarks><x><y z="1"/>t<y/></x>';
    const marked = {
      access: 'a',
      caveat: 'NO',
      releaseableTo: 'FIN IRL',
      qos: '1-r-c',
      opex: 'o-a',
    };
    const first = decode(event(marked, detail));
    if (!first.ok) throw new Error(first.error.text);
    const xml = encodeCot(first.value.message);
    if (!xml.ok) throw new Error(xml.error.text);
    expect(fromUtf8(xml.value)).toContain('caveat="NO" releaseableTo="FIN IRL"');
    expect(decodeCot(xml.value)).toEqual(first);
  });

  it.each([
    ['no uid', { type: 'a', time: 'b', point: {} }],
    ['a name that is not XML', { uid: '1', type: 'a', time: 'b', point: {}, 'a b': 'c' }],
    ['a control character', { uid: '\u0001', type: 'a', time: 'b', point: {} }],
    ['a lone surrogate', { uid: '\ud800', type: 'a', time: 'b', point: {} }],
    ['no point', { uid: '1', type: 'a', time: 'b' }],
    ['a detail that is no element', { uid: '1', type: 'a', time: 'b', point: {}, detail: 'x' }],
  ])('refuses a message with %s', (_, message) => {
    expect(encodeCot(message)).toMatchObject({ ok: false, error: { kind: 'not-a-message' } });
  });
});

const SAMPLES = '../shared/data/02-cot/xml-dev';

/** What becomes of each sample: refused and why, or how many sightings. */
const WANT: Readonly<Record<string, string | number>> = {
  '001-node-CoT-chat.xml': 0,
  '003-node-CoT-cli.xml': 'malformed type',
  '005-node-CoT-cot-itak.xml': 1,
  '007-node-CoT-cot-routes.xml': 0,
  '009-node-CoT-cot-shapes.xml': 0,
  '011-node-CoT-cot-spotted.xml': 1,
  '013-node-CoT-cot-uas-tool.xml': 1,
  '015-node-CoT-cot-user-draw.xml': 0,
  '017-node-CoT-cot-user-draw.xml': 0,
  '019-node-CoT-cot-video.xml': 0,
  '021-node-CoT-creator.xml': 1,
  '023-node-CoT-iconset.xml': 1,
  '025-node-CoT-newlines.xml': 1,
  '027-node-CoT-validation.xml': 1,
  '029-node-CoT-validation.xml': 0,
  '031-Server-StreamingProtoBufOrCoTProtocol.xml': 'malformed type',
  '033-Server-DistributedSubscriptionManager.xml': 'malformed uid',
  '035-Server-RepositoryService.xml': 0,
  '037-Server-SubmissionService.xml': 1,
  '039-Server-ClusterMessageConverterTests.xml': 0,
  '041-Server-RepeaterMessageConversionTest.xml': 1,
  '043-Server-CommonUtil.xml': 'malformed time',
  '045-Server-VideoConnectionSender.xml': 'malformed time',
  '047-Server-pyTakStreamingCot.xml': 0,
  '049-pytak-test_client_functions.xml': 'malformed uid',
  '051-pytak-test_marti_workers.xml': 1,
};

describe.skipIf(!existsSync(SAMPLES))('samples of TAK software in ../shared', () => {
  const files = existsSync(SAMPLES) ? readdirSync(SAMPLES) : [];
  it.each(files)('%s is read as it should be, and goes there and back', (name) => {
    const file = readFileSync(`${SAMPLES}/${name}`);
    const framed = [...cot.split(file)];
    expect(framed.length).toBe(1);
    const [one] = framed;
    if (!one?.ok) throw new Error('not framed');
    const decoded = cot.decode(one.value.bytes, undefined);
    expect(decoded.ok ? decoded.value.sightings.length : refusal(decoded)).toBe(WANT[name]);
    for (const seen of decoded.ok ? decoded.value.sightings : []) {
      if (seen.sigmaM !== undefined) expect([4.9, 6]).toContain(seen.sigmaM);
      expect(seen).not.toHaveProperty('party');
    }
    if (!decoded.ok) return;
    const again = encodeCot(decoded.value.message);
    expect(again.ok && cot.decode(again.value, undefined)).toEqual(decoded);
  });
});
