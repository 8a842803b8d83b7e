import { fromHex, instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feeds } from './feeds.ts';
import { encodeCotAsTak } from './takproto/encode.ts';

/** Every format and whose word it is. A new one is entered here, once it is known who can send it. */
const CLASSES: Readonly<Record<string, 'broadcast' | 'link'>> = {
  acled: 'link',
  acoustic: 'link',
  adsb: 'broadcast',
  ais: 'broadcast',
  asterix: 'link',
  cap: 'link',
  cot: 'link',
  firms: 'link',
  geojson: 'link',
  mavlink: 'link',
  misb0601: 'link',
  misb0903: 'link',
  mpegts: 'link',
  omm: 'link',
  opensky: 'broadcast',
  outage: 'link',
  remoteid: 'broadcast',
  report: 'link',
  sapient: 'link',
  sensorthings: 'link',
  stac: 'link',
  stix: 'link',
  'tak-package': 'link',
  takproto: 'link',
  tle: 'link',
  ucdp: 'link',
  video: 'link',
};

describe('the trust class of formats', () => {
  it('is known of every one, and none is forgotten', () => {
    const declared = [...feeds].map(([format, { trustClass }]) => [format, trustClass]);
    expect(Object.fromEntries(declared)).toEqual(CLASSES);
  });
});

const event = (type: string, quote = '"') =>
  utf8(`<event version="2.0" uid="U" type=${quote}${type}${quote}><point/></event>`);
const tak = (type: string) =>
  encodeCotAsTak({
    version: '2.0',
    uid: 'U',
    type,
    how: 'm-g',
    time: '2026-03-10T10:00:00Z',
    start: '2026-03-10T10:00:00Z',
    stale: '2026-03-10T10:01:00Z',
    point: { lat: '35.1', lon: '33.3', hae: '0', ce: '5', le: '9999999' },
  });
/** An AIS message of a type and a sender, of 168 bits. */
function sentence(type: number, mmsi: number): Uint8Array {
  const bits = `${type.toString(2).padStart(6, '0')}00${mmsi.toString(2).padStart(30, '0')}`;
  const payload = (bits + '0'.repeat(130)).match(/.{6}/g)?.map((six) => {
    const value = Number.parseInt(six, 2);
    return String.fromCharCode(value < 40 ? value + 48 : value + 56);
  });
  const body = `AIVDM,1,1,,A,${payload?.join('')},0`;
  const sum = [...body].reduce((check, one) => check ^ one.charCodeAt(0), 0);
  return utf8(`!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`);
}

describe('a call for help', () => {
  it.each<[string, string, Uint8Array | undefined, boolean]>([
    ['an emergency of CoT', 'cot', event('b-a-o-tbl'), true],
    ['one in other quotes', 'cot', event('b-a-o-pan', "'"), true],
    ['one that is called off', 'cot', event('b-a-o-can'), false],
    ['a tank', 'cot', event('a-h-G-E-V-A-T'), false],
    ['an emergency over TAK Protocol', 'takproto', tak('b-a-o-opn'), true],
    ['one there that is called off', 'takproto', tak('b-a-o-can'), false],
    ['a tank there', 'takproto', tak('a-h-G-E-V-A-T'), false],
    ['a search and rescue transmitter', 'ais', sentence(1, 970_010_119), true],
    ['a person overboard', 'ais', sentence(1, 972_123_456), true],
    ['a safety message', 'ais', sentence(14, 211_000_000), true],
    ['a ship', 'ais', sentence(1, 211_000_000), false],
    [
      'an aircraft in emergency',
      'adsb',
      fromHex('1a3300000000010180' + '8d4840d6e1200000000000000000'),
      true,
    ],
    [
      'an aircraft that says it has none',
      'adsb',
      fromHex('1a3300000000010180' + '8d4840d6e1000000000000000000'),
      false,
    ],
    [
      'an aircraft’s position',
      'adsb',
      fromHex('1a3300000000010180' + '8d4840d6202cc371c32ce0576098'),
      false,
    ],
  ])('is told or not from the bytes of %s', (_, format, message, urgent) => {
    if (message === undefined) throw new Error('no message');
    expect(feeds.get(format)?.urgent?.(message)).toBe(urgent);
  });

  it('is a call to the decoder of AIS too', () => {
    const decoded = feeds.get('ais')?.decode(sentence(1, 970_010_119), instant(0));
    expect(decoded).toMatchObject({ ok: true, value: { message: { mmsi: '970010119' } } });
  });

  it('is looked for in any bytes without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const feed of feeds.values())
          expect([true, false, undefined]).toContain(feed.urgent?.(bytes));
      }),
    );
  });
});
