import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { instant, utf8 } from '@greenline/base';
import { capAlert } from '@greenline/sharing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { decodeFile } from '../feeds.ts';
import { cap, decodeCap } from './decode.ts';
import { encodeCap } from './encode.ts';

/** Written from OASIS CAP-v1.2, clauses 3.2.1 to 3.2.4: every element of the schema. */
const ALERT = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<identifier>A-1</identifier><sender>desk@mission.example</sender><sent>2026-03-10T11:30:00-00:00</sent>
<status>Actual</status><msgType>Update</msgType><source>desk</source><scope>Restricted</scope>
<restriction>Monitors</restriction><addresses>north "south post"</addresses><code>C1</code><code>C2</code><note>n</note>
<references>desk@mission.example,A-0,2026-03-10T10:30:00+01:00</references><incidents>i1 "i 2"</incidents>
<info><language>en-GB</language><category>Safety</category><category>Security</category><event>Minefield</event>
<responseType>Avoid</responseType><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty>
<audience>all</audience><eventCode><valueName>V</valueName><value>1</value></eventCode>
<effective>2026-03-10T11:30:00-00:00</effective><onset>2026-03-10T11:00:00-00:00</onset><expires>2026-03-11T11:30:00-00:00</expires>
<senderName>Desk</senderName><headline>Mines</headline><description>Six mines</description><instruction>Keep off</instruction>
<web>https://mission.example/a</web><contact>1</contact><parameter><valueName>P</valueName><value/></parameter>
<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><size>12</size><uri>m.png</uri><derefUri>AAAA</derefUri><digest>da39a3ee5e6b4b0d3255bfef95601890afd80709</digest></resource>
<area><areaDesc>West of the road</areaDesc><polygon>47.7,36.5 47.8,36.5 47.8,36.6 47.7,36.5</polygon><circle>47.75,36.55 0.5</circle>
<geocode><valueName>G</valueName><value>2</value></geocode><altitude>0</altitude><ceiling>100</ceiling></area></info>
<info><language>uk</language><category>Safety</category><category>Security</category><event>Мінне поле</event>
<responseType>Avoid</responseType><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty>
<effective>2026-03-10T11:30:00-00:00</effective><onset>2026-03-10T11:00:00-00:00</onset><expires>2026-03-11T11:30:00-00:00</expires>
<area><areaDesc>На захід</areaDesc><polygon>47.7,36.5 47.8,36.5 47.8,36.6 47.7,36.5</polygon><circle>47.75,36.55 0.5</circle></area></info>
</alert>`;

const read = (text: string) => decodeCap(utf8(text));
const changed = (from: string | RegExp, to: string) => {
  const text = ALERT.replace(from, to);
  if (text === ALERT) throw new Error(`${from} is not in the alert`);
  return read(text);
};

describe('an alert of CAP 1.2', () => {
  it('is read with every element, and warns once of what it says in two languages', () => {
    const alert = read(ALERT);
    expect(alert).toMatchObject({
      ok: true,
      value: {
        message: {
          cap: '1.2',
          incidents: 'i1 "i 2"',
          code: ['C1', 'C2'],
          info: [
            { category: ['Safety', 'Security'], parameter: [{ valueName: 'P', value: '' }] },
            { language: 'uk', event: 'Мінне поле' },
          ],
        },
        sightings: [
          {
            kind: 'hazard',
            sensor: 'desk@mission.example',
            observedAt: Date.UTC(2026, 2, 10, 11, 30),
            class: { minefield: 1 },
            handling: {
              access: 'Restricted',
              caveat: 'Monitors',
              releasableTo: ['north', 'south post'],
            },
            attributes: {
              area: {
                coordinates: [
                  [
                    [
                      [36.5, 47.7],
                      [36.5, 47.8],
                      [36.6, 47.8],
                      [36.5, 47.7],
                    ],
                  ],
                ],
              },
              circles: [{ lon: 36.55, lat: 47.75, radiusKm: 0.5 }],
            },
          },
        ],
      },
    });
    expect(alert.ok && alert.value.sightings.length).toBe(1);
  });

  it('written and read again says the same', () => {
    const first = read(ALERT);
    if (!first.ok) throw new Error(first.error.text);
    const written = encodeCap(first.value.message);
    expect(written.ok && decodeCap(written.value)).toEqual(first);
  });

  it('may have prefixed names, UTF-16 or Latin letters', () => {
    const prefixed = ALERT.replaceAll(/<(\/?)(\w)/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=');
    expect(read(prefixed)).toEqual(read(ALERT));
    const wide = `\ufeff${ALERT.replace('UTF-8', 'UTF-16')}`;
    expect(decodeCap(Buffer.from(wide, 'utf16le'))).toEqual(read(ALERT));
    const latin = ALERT.replace('UTF-8', 'ISO-8859-1').replace(
      /<info><language>uk[\s\S]*<\/info>/,
      '',
    );
    expect(decodeCap(Buffer.from(latin.replace('Six', 'Zwölf'), 'latin1'))).toMatchObject({
      ok: true,
      value: { message: { info: [{ description: 'Zwölf mines' }] } },
    });
  });

  it.each(['Test', 'Draft', 'System'])('of status %s warns of nothing', (status) => {
    expect(changed('Actual', status)).toMatchObject({ ok: true, value: { sightings: [] } });
  });

  it('that cancels another warns of nothing, and that is an exercise says so', () => {
    expect(changed('>Update<', '>Cancel<')).toMatchObject({ ok: true, value: { sightings: [] } });
    expect(changed('Actual', 'Exercise')).toMatchObject({
      ok: true,
      value: { sightings: [{ exercise: true }] },
    });
  });

  it.each([
    ...['identifier', 'sender', 'sent', 'status', 'msgType', 'scope', 'category', 'event'],
    ...[
      'urgency',
      'severity',
      'certainty',
      'areaDesc',
      'valueName',
      'value',
      'resourceDesc',
      'mimeType',
    ],
  ])('without %s is refused', (name) => {
    const text = ALERT.replaceAll(new RegExp(`<${name}>[^<]*</${name}>|<${name}/>`, 'g'), '');
    const alert = read(text);
    expect(alert).toMatchObject({ ok: false, error: { kind: 'missing' } });
    expect(!alert.ok && alert.error.field?.endsWith(name)).toBe(true);
  });

  it.each([
    ['A-1', 'A 1', 'identifier'],
    ['A-1', 'A,1', 'identifier'],
    ['A-1', 'A&amp;1', 'identifier'],
    ['desk@mission.example</sender>', '</sender>', 'sender'],
    ['11:30:00-00:00</sent>', '11:30:00Z</sent>', 'sent'],
    ['11:30:00-00:00</sent>', '11:30:00.5-00:00</sent>', 'sent'],
    ['11:30:00-00:00</sent>', '11:30:00</sent>', 'sent'],
    ['2026-03-10T11:30:00-00:00</sent>', '2026-02-30T11:30:00-00:00</sent>', 'sent'],
    ['11:00:00-00:00</onset>', '11:00:00Z</onset>', 'info[0].onset'],
    ['Actual', 'actual', 'status'],
    ['Actual', ' Actual', 'status'],
    ['>Update<', '>Change<', 'msgType'],
    ['>Restricted<', '>Secret<', 'scope'],
    ['>Safety<', '>Mines<', 'info[0].category[0]'],
    ['>Avoid<', '>Run<', 'info[0].responseType[0]'],
    ['>Immediate<', '>Now<', 'info[0].urgency'],
    ['>Extreme<', '>High<', 'info[0].severity'],
    ['>Likely<', '>Very Likely<', 'info[0].certainty'],
    ['en-GB', 'en_GB', 'info[0].language'],
    ['A-0,2026', 'A-0 2026', 'references'],
    ['47.8,36.6 47.7,36.5<', '47.8,36.6 47.7,36.4<', 'info[0].area[0].polygon[0]'],
    [
      '47.7,36.5 47.8,36.5 47.8,36.6 47.7,36.5',
      '47.7,36.5 47.8,36.5 47.7,36.5',
      'info[0].area[0].polygon[0]',
    ],
    ['47.7,36.5 47.8', '97.7,36.5 47.8', 'info[0].area[0].polygon[0]'],
    ['47.7,36.5 47.8', '47.7, 36.5 47.8', 'info[0].area[0].polygon[0]'],
    ['47.75,36.55 0.5', '47.75,36.55', 'info[0].area[0].circle[0]'],
    ['47.75,36.55 0.5', '47.75,36.55 -1', 'info[0].area[0].circle[0]'],
    ['47.75,36.55 0.5', '47.75 36.55 0.5', 'info[0].area[0].circle[0]'],
    ['47.75,36.55 0.5', '47.75,186.55 0.5', 'info[0].area[0].circle[0]'],
    ['<altitude>0</altitude>', '', 'info[0].area[0].ceiling'],
    ['<ceiling>100', '<ceiling>-100', 'info[0].area[0].ceiling'],
    ['<ceiling>100', '<ceiling>1e2', 'info[0].area[0].ceiling'],
    ['>12<', '>12 kB<', 'info[0].resource[0].size'],
    ['image/png', 'png', 'info[0].resource[0].mimeType'],
    ['>AAAA<', '>AAA<', 'info[0].resource[0].derefUri'],
    ['https://mission.example/a', 'mission.example', 'info[0].web'],
    ['<restriction>Monitors</restriction>', '<restriction/>', 'restriction'],
    [/<references>.*<\/references>/, '', 'references'],
    ['<note>n</note>', '<remark>n</remark>', 'remark'],
    ['<note>n</note>', '<note>n</note><note>n</note>', 'note'],
    ['<note>n</note>', '<note><b>n</b></note>', 'note'],
    ['<note>n</note>', '<note x="1">n</note>', 'note'],
    ['<note>n</note>', '<x:note xmlns:x="urn:x">n</x:note>', 'note'],
    ['<note>n</note>', 'words', 'alert'],
    ['<code>C1</code>', '<note>n</note><code>C1</code>', 'code'],
    [
      '<source>desk</source><scope>Restricted</scope>',
      '<scope>Restricted</scope><source>desk</source>',
      'source',
    ],
  ])('with %s written %s is refused, and %s is named', (from, to, field) => {
    expect(changed(from, to)).toMatchObject({ ok: false, error: { field } });
  });

  it('that is private must say to whom', () => {
    const text = ALERT.replace('>Restricted<', '>Private<').replace(
      /<addresses>.*?<\/addresses>/,
      '',
    );
    expect(read(text)).toMatchObject({ ok: false, error: { kind: 'meaning', field: 'addresses' } });
  });

  it.each([
    ['<alert', '<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><alert', 'dtd'],
    ['Six', '&nbsp;', 'xml'],
    ['cap:1.2', 'cap:1.0', 'version'],
    ['xmlns="urn:oasis:names:tc:emergency:cap:1.2"', '', 'not-an-alert'],
    ['<note>', '<y:note>', 'xml'],
    ['</alert>', '', 'xml'],
    ['UTF-8', 'EBCDIC', 'encoding'],
  ])('with %s written %s is refused as %s', (from, to, kind) => {
    expect(changed(from, to)).toMatchObject({ ok: false, error: { kind } });
  });

  it('that is wrong is told with the place of the element', () => {
    const alert = changed('>Extreme<', '>High<');
    expect(!alert.ok && alert.error.offset).toBe(
      utf8(ALERT.slice(0, ALERT.indexOf('<severity>'))).length,
    );
  });

  it('after another in one file is a message of its own', () => {
    const lines = [...decodeFile(cap, utf8(`${ALERT}\n${ALERT.replace('>Actual<', '>No<')}`))];
    expect(lines.map((line) => line.ok)).toEqual([true, false]);
  });
});

describe('CAP 1.1', () => {
  const old = ALERT.replace('cap:1.2', 'cap:1.1').replaceAll('>Avoid<', '>Monitor<');

  it('is read by its own rules', () => {
    const loose = old
      .replace('11:30:00-00:00</sent>', '11:30:00.5Z</sent>')
      .replace(/<mimeType>.*?<\/mimeType>/, '');
    expect(read(loose)).toMatchObject({ ok: true, value: { message: { cap: '1.1' } } });
    expect(read(old.replace('>Monitor<', '>AllClear<'))).toMatchObject({ ok: false });
  });
});

describe('our own warning of mines', () => {
  it('is an alert that we read, as a hazard where it lies', () => {
    const at = instant(Date.UTC(2026, 2, 10, 11, 30));
    const position = { lon: 36.52, lat: 47.7 };
    const text = capAlert(
      {
        kind: 'hazard-warning',
        id: 'hazard-1',
        class: 'unexploded-ordnance',
        at,
        position,
        sigmaM: 200,
      },
      { sender: 'greenline/zone', senderName: 'Zone' },
    );
    expect(read(text)).toMatchObject({
      ok: true,
      value: {
        sightings: [
          {
            kind: 'hazard',
            class: { 'unexploded-ordnance': 1 },
            position,
            sigmaM: expect.closeTo(202, -1),
          },
        ],
      },
    });
  });

  it('may begin with a byte order mark', () => {
    expect(read(`\ufeff${ALERT}`)).toEqual(read(ALERT));
  });
});

describe('an alert that cannot be written', () => {
  const whole = read(ALERT);
  const message = whole.ok ? whole.value.message : {};
  it.each([
    ['status', { ...message, status: 'Real' }],
    ['sent', { ...message, sent: '2026-03-10T11:30:00Z' }],
    ['colour', { ...message, colour: 'red' }],
    ['info', { ...message, info: {} }],
    ['code', { ...message, code: ['\u0001'] }],
    ['identifier', {}],
  ])('names %s', (field, wrong) => {
    expect(encodeCap(wrong)).toMatchObject({ ok: false, error: { field } });
  });
});

describe('the signature of an alert', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = () => {
    const signer = new SignedXml({
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    });
    signer.addReference({
      xpath: '/*',
      isEmptyUri: true,
      transforms: [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/2001/10/xml-exc-c14n#',
      ],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    signer.computeSignature(ALERT.replace(/^<\?.*\?>\n/, ''));
    return signer.getSignedXml();
  };

  it('that brings no certificate is kept, and said to be unchecked', () => {
    expect(read(signed())).toMatchObject({
      ok: true,
      value: { message: { signatures: [{ state: 'unchecked', method: 'rsa-sha256' }] } },
    });
  });

  it.skipIf(!existsSync('../shared/data/11-ogc-cap/cap'))(
    'of a real alert holds for both its signers, and for neither once a word is altered',
    () => {
      const text = readFileSync('../shared/data/11-ogc-cap/cap/canada_signed.cap', 'utf8');
      const states = (words: string) => {
        const alert = read(words);
        return (alert.ok ? (alert.value.message.signatures as { state: string }[]) : []).map(
          (one) => one.state,
        );
      };
      expect(states(text)).toEqual(['valid', 'valid']);
      expect(states(text.replace('<event>snowfall', '<event>rainfall'))).toEqual([
        'invalid',
        'invalid',
      ]);
    },
  );
});

describe.skipIf(!existsSync('../shared/data/11-ogc-cap/cap'))('real alerts', () => {
  const folder = '../shared/data/11-ogc-cap/cap';
  const files = existsSync(folder) ? readdirSync(folder) : [];

  it.each(files)('%s is read, or refused, as it deserves', (file) => {
    const [line] = decodeFile(cap, readFileSync(`${folder}/${file}`));
    expect(line?.ok).toBe(file !== 'noaa_errors.cap');
    if (!line?.ok) return;
    const written = encodeCap(line.message);
    const again = written.ok ? decodeCap(written.value) : written;
    const { signatures: _, ...unsigned } = line.message;
    expect(again).toMatchObject({ ok: true, value: { message: unsigned } });
  });
});

describe('damaged alerts', () => {
  it('throw nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(ALERT.length),
        fc.nat(30),
        fc.string({ unit: 'binary', maxLength: 8 }),
        (at, cut, words) => {
          const line = read(ALERT.slice(0, at) + words + ALERT.slice(at + cut));
          if (!line.ok) expect(line.error.text).not.toBe('');
        },
      ),
      { numRuns: 500 },
    );
  });
});
