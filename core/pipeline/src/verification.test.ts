import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { portableHasher } from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { eventFact } from './facts.ts';
import { readMission } from './index.ts';

const FOLDER = join(import.meta.dirname, '../../../missions/forty-km');
const files = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(yaml|geojson)$/.test(name))
    .map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]),
);
const read = (change: (text: string) => string) =>
  readMission({ ...files, 'mission.yaml': change(files['mission.yaml'] ?? '') }, portableHasher);
const errorOf = (change: (text: string) => string) => {
  const mission = read(change);
  if (mission.ok) throw new Error('the mission was read');
  return mission.error[0];
};

describe('the verification of a mission', () => {
  it('is as its file sets it: rules, the watch, and defaults for the rest', () => {
    const mission = read((text) => text);
    if (!mission.ok) throw new Error(mission.error[0]?.text);
    expect(mission.value.practice).toMatchObject({
      watch: { hours: 12, most: 200 },
      lookWithinS: 21_600,
      acceptance: [{ rule: 'fire-by-two', sample: 0.02, mostRefuted: 0.05, round: 20 }],
    });
  });

  it('knows no rule that accepts what takes two people', () => {
    expect(
      errorOf((text) => text.replace('kinds: [no-fire]', 'kinds: [withdrawal]')),
    ).toMatchObject({
      field: 'verification.acceptance.fire-by-two.kinds',
      text: expect.stringContaining('more than one person'),
    });
  });

  it('knows no rule of one source, and none without a sample', () => {
    expect(errorOf((text) => text.replace('sources: 2', 'sources: 1'))?.field).toMatch(/sources/);
    expect(errorOf((text) => text.replace('sample: 0.02', 'sample: 0'))?.field).toMatch(/sample/);
  });

  it('knows no relay of a sensor that is not there', () => {
    const relay = (of: string) => (text: string) =>
      text.replace('kind: gateway,', `kind: gateway, relays: ${of},`);
    expect(errorOf(relay('nobody'))).toMatchObject({ field: 'sensors.cot-gateway.relays' });
    expect(read(relay('lead-drone-1')).ok).toBe(true);
  });
});

it('an event that two relays of one sensor name a party of has one source that names it', () => {
  const fact = eventFact(
    {
      id: 'E1' as never,
      class: { explosion: 1 },
      at: instant(0),
      uncertaintyS: 1,
      direction: 'undetermined',
      party: 'A',
      namedBy: ['relay-1', 'relay-2'],
      reports: [],
      sensors: ['mast', 'relay-1', 'relay-2'],
      trust: 'authenticated',
      label: 'sha256:01',
    },
    'sha256:02',
    (sensor) => (sensor.startsWith('relay') ? 'mast' : sensor),
  );
  expect(fact).toMatchObject({ namedBy: ['mast'], sources: ['mast'] });
});
