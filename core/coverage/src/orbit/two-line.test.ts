import { formatInstant, instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTwoLine, encodeTwoLine } from './two-line.ts';
import { checksum } from './two-line-fields.ts';

/** The example of CelesTrak's description of the format. */
const ISS = [
  '1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927',
  '2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537',
] as const;

describe('a two-line element set', () => {
  it('is read by its columns', () => {
    const elements = decodeTwoLine(...ISS);
    expect(elements).toMatchObject({
      ok: true,
      value: {
        noradCatId: '25544',
        meanMotion: 15.72125391,
        eccentricity: 0.0006703,
        inclination: 51.6416,
        bstar: -0.11606e-4,
        meanMotionDot: -0.00002182,
      },
    });
    if (!elements.ok) return;
    expect(formatInstant(instant(Math.floor(elements.value.epoch)))).toBe(
      '2008-09-20T12:25:40.104Z',
    );
  });

  it('of a made-up satellite may bear any designator', () => {
    const made = (name: string) => {
      const line = `${ISS[0].slice(0, 9)}${name}${ISS[0].slice(17, 68)}`;
      return decodeTwoLine(`${line}${checksum(line)}`, ISS[1]);
    };
    for (const name of ['26001   ', 'TEST-1  ', '        '])
      expect(made(name)).toMatchObject({ ok: true });
  });

  it('with a wrong checksum is refused, and the right one is said', () => {
    const wrong = `${ISS[1].slice(0, 68)}4`;
    expect(decodeTwoLine(ISS[0], wrong)).toMatchObject({
      ok: false,
      error: { kind: 'checksum', field: 'line 2', text: expect.stringContaining('is 7') },
    });
  });

  it.each([
    ['is cut short', ISS[0].slice(0, 60), ISS[1]],
    ['has its lines exchanged', ISS[1], ISS[0]],
    [
      'is of two satellites',
      ISS[0],
      '2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667',
    ],
    ['is empty', '', ''],
  ])('that %s is refused', (_, line1, line2) => {
    expect(decodeTwoLine(line1, line2)).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });

  it('survives being written again', () => {
    const elements = decodeTwoLine(...ISS);
    if (!elements.ok) throw new Error(elements.error.text);
    const lines = encodeTwoLine(elements.value);
    expect(decodeTwoLine(...(lines ?? ['', '']))).toEqual(elements);
  });

  it('is not written where it would lose a digit', () => {
    const elements = decodeTwoLine(...ISS);
    if (!elements.ok) throw new Error(elements.error.text);
    expect(encodeTwoLine({ ...elements.value, inclination: 51.64161 })).toBeUndefined();
    expect(encodeTwoLine({ ...elements.value, noradCatId: '123456789' })).toBeUndefined();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 90 }), fc.string({ maxLength: 90 }), (line1, line2) => {
        expect(decodeTwoLine(`1 ${line1}`, `2 ${line2}`).ok).toBe(false);
      }),
    );
  });
});
