import { existsSync, readFileSync } from 'node:fs';
import { utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../feeds.ts';
import { takPackage } from './decode.ts';
import { type ZipFile, zipOf } from './zip.fixture.ts';

const PACKAGES = '../shared/data/02-cot/packages';
const EVENT =
  '<event version="2.0" uid="CAM-1" type="a-u-G" time="2026-03-10T10:00:00Z"><point lat="35" lon="33"/></event>';
const MANIFEST = `<?xml version="1.0"?><MissionPackageManifest version="2"><Configuration><Parameter name="uid" value="P1"/><Parameter name="name" value="Day"/></Configuration><Contents><Content ignore="false" zipEntry="a/a.cot"><Parameter name="uid" value="CAM-1"/></Content><Content ignore="false" zipEntry="a/photo.jpg"><Parameter name="uid" value="CAM-1"/></Content></Contents></MissionPackageManifest>`;

const manifest: ZipFile = { name: 'MANIFEST/manifest.xml', body: utf8(MANIFEST) };
const event: ZipFile = { name: 'a/a.cot', body: utf8(EVENT) };
const photo: ZipFile = { name: 'a/photo.jpg', body: Uint8Array.of(0xff, 0xd8, 1), method: 0 };
const read = (...files: readonly ZipFile[]) => takPackage.decode(zipOf(files), undefined);

describe('a TAK data package', () => {
  it('says what its events say, with what is attached to them by digest', () => {
    const decoded = read(event, photo, manifest);
    expect(decoded).toMatchObject({
      ok: true,
      value: {
        message: { uid: 'P1', name: 'Day', events: [{ uid: 'CAM-1' }] },
        sightings: [
          {
            identity: 'CAM-1',
            position: { lon: 33, lat: 35 },
            attributes: {
              files: [
                {
                  name: 'a/photo.jpg',
                  bytes: 3,
                  sha256: 'df2fec7a8910ce9bb0c3ab7e3de0ad9c5d3a69297128440e2a3a9a17c61a144f',
                },
              ],
            },
          },
        ],
      },
    });
  });

  it('is known by how it begins', () => {
    expect(identify(zipOf([manifest]))).toEqual({ ok: true, value: 'tak-package' });
  });

  it('names the event in it that cannot be read, and takes the others', () => {
    const broken: ZipFile = { name: 'b.cot', body: utf8(EVENT.replace('lat="35"', 'lat="95"')) };
    expect(read(manifest, broken, event)).toMatchObject({
      ok: true,
      value: {
        sightings: [{ identity: 'CAM-1' }],
        message: { refused: [{ entry: 'b.cot', field: 'lat' }] },
      },
    });
  });

  it.each([
    ['without a manifest', [event], 'missing'],
    ['that is encrypted', [{ ...manifest, flags: 1 }], 'not-supported'],
    ['packed by another method', [{ ...manifest, method: 12 }], 'not-supported'],
    ['whose manifest is something else', [{ ...manifest, body: utf8('<svg/>') }], 'malformed'],
    [
      'whose manifest has a document type',
      [{ ...manifest, body: utf8('<!DOCTYPE a><a/>') }],
      'dtd',
    ],
  ])('%s is refused', (_, files, kind) => {
    expect(read(...files)).toMatchObject({ ok: false, error: { kind } });
  });

  it('that would become more than it may is refused, whatever it claims', () => {
    const bomb = { name: 'bomb', body: new Uint8Array(20 * 1024 * 1024), claims: 10 };
    const packed = zipOf([manifest, bomb, { ...bomb, name: 'second' }]);
    expect(packed.length).toBeLessThan(100_000);
    expect(takPackage.decode(packed, undefined)).toMatchObject({
      ok: false,
      error: { kind: 'too-long' },
    });
  });

  it('of any bytes is refused or read, without a throw', () => {
    const whole = zipOf([manifest, event, photo]);
    const edit = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), fc.nat(whole.length), (edits, from) => {
        const bytes = Buffer.from(whole.subarray(edits.length === 5 ? from : 0));
        for (const { at, byte } of edits) if (at < bytes.length) bytes[at] = byte;
        takPackage.decode(bytes, undefined);
      }),
    );
  });

  it.skipIf(!existsSync(PACKAGES))('of a program in the field is read', () => {
    const of = (name: string) =>
      takPackage.decode(readFileSync(`${PACKAGES}/${name}.zip`), undefined);
    expect(of('CameraCOTs')).toMatchObject({
      value: {
        message: {
          name: '2024 streaming cameras - not for iTAK',
          attachments: [],
          events: [{ uid: '3ecf1e30-f374-4ae6-a051-2da7084ff57d' }],
        },
      },
    });
    expect(of('GrandJunctionAOI')).toMatchObject({
      value: { message: { attachments: [{ bytes: 164 }] }, sightings: [] },
    });
    expect(of('MissionArchive')).toMatchObject({ value: { message: { name: 'Ingalls Testing' } } });
  });
});
