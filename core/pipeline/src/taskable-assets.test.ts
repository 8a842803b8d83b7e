import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { readMission, taskableAssets } from './index.ts';

const FOLDER = join(import.meta.dirname, '../../../missions/forty-km');
const files = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(yaml|geojson)$/.test(name))
    .map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
);
const withEntry = (tasking: string, more = '') => {
  const text = (files['mission.yaml'] ?? '')
    .replace(/, tasking: \{.*\} \}$/gm, ' }')
    .replace(
      /^sensors:/m,
      `sensors:\n  - { id: S, nation: lead, kind: s, trust: authenticated${more}, tasking: ${tasking} }`,
    );
  return readMission({ ...files, 'mission.yaml': text }, portableHasher);
};
const assetOf = (tasking: string) => {
  const mission = withEntry(tasking);
  if (!mission.ok) throw new Error(mission.error[0]?.text);
  return taskableAssets(mission.value.sensors)[0];
};
const at = (text: string) => instant(Date.parse(text));

describe('what the register says of a sensor that takes tasks', () => {
  it('makes an asset of what stands or moves', () => {
    const drone =
      '{ wants: [image], position: { lon: 36.3, lat: 47.7 }, speedMps: 22, prepareS: 60, deliverS: 9 }';
    expect(assetOf(drone)).toEqual({
      ...{ id: 'S', nation: 'lead', wants: ['image'], position: { lon: 36.3, lat: 47.7 } },
      ...{ speedMps: 22, prepareS: 60, deliverS: 9 },
    });
  });

  it('makes looks of passes at times of day, over midnight and in order', () => {
    const passing = assetOf(
      "{ wants: [image], passes: ['23:50', '00:10'], prepareS: 0, deliverS: 0 }",
    );
    const looks = passing?.looks?.(
      { lon: 0, lat: 0 },
      at('2026-03-10T23:50:00Z'),
      at('2026-03-12T00:09:00Z'),
    );
    expect(looks).toEqual([
      at('2026-03-10T23:50:00Z'),
      at('2026-03-11T00:10:00Z'),
      at('2026-03-11T23:50:00Z'),
    ]);
  });

  it('starts from where the sensor stands where nothing else is said, and must start somewhere', () => {
    const bare = '{ wants: [image], prepareS: 0, deliverS: 0 }';
    const stands = withEntry(bare, ', position: { lon: 36, lat: 47 }');
    expect(stands.ok && taskableAssets(stands.value.sensors)[0]).toMatchObject({
      position: { lon: 36, lat: 47 },
    });
    expect(withEntry(bare)).toMatchObject({ ok: false, error: [{ field: 'sensors.S.tasking' }] });
  });

  it.each([
    [
      '{ wants: [strike], position: { lon: 36, lat: 47 }, prepareS: 0, deliverS: 0 }',
      'tasking.wants.0',
    ],
    [
      "{ wants: [image], position: { lon: 36, lat: 47 }, passes: ['08:10'], prepareS: 0, deliverS: 0 }",
      'tasking.position',
    ],
    ["{ wants: [image], passes: ['8:10'], prepareS: 0, deliverS: 0 }", 'tasking.passes.0'],
    [
      '{ wants: [image], position: { lon: 36, lat: 47 }, prepareS: -1, deliverS: 0 }',
      'tasking.prepareS',
    ],
  ])('that is wrong as in %s is told with its place', (entry, field) => {
    expect(withEntry(entry)).toMatchObject({ ok: false, error: [{ field: `sensors.0.${field}` }] });
  });
});
