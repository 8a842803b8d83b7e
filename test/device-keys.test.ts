import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHasher } from '@greenline/crypto';
import { readMission } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../missions/forty-km');
const file = (name: string) => readFileSync(join(folder, name), 'utf8');
const KEY = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

/** The errors of the example mission with a sensor and a feed more. */
function errorsOf(sensor: string, feed: string): readonly string[] {
  const text = file('mission.yaml')
    .replace(
      /^sensors:$/m,
      `sensors:\n  - { id: S, nation: lead, kind: mast, trust: authenticated${sensor} }`,
    )
    .replace(/^feeds:$/m, `feeds:\n  - { id: F, format: cot${feed} }`);
  const names = ['agreement.yaml', 'line.geojson', 'policy/principals.yaml'];
  const others = Object.fromEntries(names.map((name) => [name, file(name)]));
  const read = readMission({ ...others, 'mission.yaml': text }, nodeHasher);
  return read.ok ? [] : read.error.map((one) => `${one.field}: ${one.text}`);
}

const UDP = ", listen: 'udp://127.0.0.1:1'";

describe('a mission whose sensors sign', () => {
  it('names a key, or the file of one, and links for them', () => {
    expect(errorsOf(`, key: '${KEY}', mostPerS: 5`, `${UDP}, signed: true, sensors: [S]`)).toEqual(
      [],
    );
    expect(errorsOf(', keyFile: devices/s', `${UDP}, signed: true, as: S, lane: bulk`)).toEqual([]);
  });

  it.each([
    ['a key that is none', ', key: AAAA', UDP, /key: the 32 bytes of an Ed25519 public key/],
    ['two keys', `, key: '${KEY}', keyFile: f`, UDP, /keyFile: write key or keyFile/],
    ['a quota without a key', ', mostPerS: 5', UDP, /mostPerS: is of a device with a key/],
    [
      'a signed stream',
      '',
      ", listen: 'tcp://127.0.0.1:1', signed: true",
      /signed: is for datagrams/,
    ],
    ['a signed link of nobody', '', `${UDP}, signed: true`, /name the devices that sign/],
    ['a signed link of who cannot', '', `${UDP}, signed: true, as: S`, /S has no key to sign with/],
    ['a lane that is none', '', `${UDP}, lane: fast`, /lane/],
  ])('is refused with %s', (_, sensor, feed, expected) => {
    expect(errorsOf(sensor, feed).join('\n')).toMatch(expected);
  });
});
