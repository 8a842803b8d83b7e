import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-fleet-'));
const at = (name: string) => join(folder, name);
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

/** Near the middle of the example's line. */
const MIDDLE = JSON.parse(readFileSync('missions/forty-km/line.geojson', 'utf8'));
const [lon, lat] = middleOf(MIDDLE);
const FLEET = {
  cellKm: 5,
  from: '2026-03-10T00:00:00Z',
  towers: [{ id: 'MAST-A', position: { lon, lat }, reachM: 12_000, pd: 0.7 }],
  drones: ['UAS-A', 'UAS-B'].map((id, i) => ({
    id,
    launch: { lon: lon + i / 10, lat },
    airspeedMps: 28,
    enduranceS: 21_600,
    swathM: 1500,
    heightM: 1000,
    pd: 0.8,
  })),
  hotSpots: [{ position: { lon, lat }, radiusM: 10_000, weight: 5 }],
  obligations: [{ id: 'a flight over the middle', position: { lon, lat }, assets: ['UAS-A'] }],
};

function middleOf(json: { features?: { geometry: { coordinates: number[][] } }[] }) {
  const line = json.features?.[0]?.geometry ?? (json as { geometry?: unknown }).geometry ?? json;
  const { coordinates } = line as { coordinates: [number, number][] };
  return coordinates[Math.floor(coordinates.length / 2)] as [number, number];
}

async function fleet(request: object, ...more: string[]) {
  writeFileSync(at('fleet.json'), JSON.stringify(request));
  rmSync(at('plan.json'), { force: true });
  const paths = ['--mission', 'missions/forty-km', '--fleet', at('fleet.json')];
  const said = await quickly(
    'fleet',
    ...paths,
    '--out',
    at('plan.json'),
    '--seconds',
    '1',
    ...more,
  );
  const made = existsSync(at('plan.json'))
    ? JSON.parse(readFileSync(at('plan.json'), 'utf8'))
    : undefined;
  return { ...said, made };
}

describe('greenline fleet', () => {
  it('plans who looks where and when, meets what is owed, and bounds what any plan could', async () => {
    const { code, made } = await fleet(FLEET);
    expect(code).toBe(0);
    expect(new Set(made.chosen.map(({ asset }: { asset: string }) => asset))).toEqual(
      new Set(['MAST-A', 'UAS-A', 'UAS-B']),
    );
    expect(made.unfulfilled).toEqual([]);
    expect(made.detected).toBeGreaterThan(0);
    expect(made.bound).toBeGreaterThanOrEqual(made.detected);
    expect(made.bound).toBeLessThan(1.3 * made.detected);
    expect(made.unseen.length).toBeGreaterThan(0);
  });

  it('keeps what holds of the plan before when a drone drops out', async () => {
    const { made: before } = await fleet(FLEET);
    writeFileSync(at('before.json'), JSON.stringify(before));
    const left = { ...FLEET, drones: FLEET.drones.slice(0, 1) };
    const { made } = await fleet(left, '--before', at('before.json'));
    const mast = ({ chosen }: { chosen: { id: string; asset: string }[] }) =>
      chosen.find(({ asset }) => asset === 'MAST-A')?.id;
    expect(made.chosen.every(({ asset }: { asset: string }) => asset !== 'UAS-B')).toBe(true);
    expect(mast(made)).toBe(mast(before));
    expect(made.unfulfilled).toEqual([]);
  });

  it('says what is owed and nobody could do, and plans nothing for an empty fleet', async () => {
    const { made } = await fleet({
      ...FLEET,
      towers: [],
      drones: [],
      obligations: [{ id: 'owed', position: { lon, lat } }],
    });
    expect(made).toMatchObject({
      chosen: [],
      detected: 0,
      unfulfilled: [{ obligation: 'owed', because: 'nothing that is there could fulfil it' }],
    });
  });

  it.each([
    ['zone', { zone: 'nowhere' }, /zone: the agreement has no such zone: it has/],
    [
      'asset',
      { obligations: [{ id: 'o', position: { lon, lat }, assets: ['X'] }] },
      /obligations.0.assets: no asset is called X/,
    ],
    ['cells', { cellKm: 0.2 }, /cellKm: more than 20000 cells/],
    [
      'elements',
      {
        satellites: [
          {
            id: 'SAT-A',
            elements: [
              '1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927',
              '2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537',
            ],
            sensor: { type: 'cone', maxOffNadirDeg: 30 },
            pd: 0.9,
          },
        ],
      },
      /satellites.0.elements: are 63\d\d days from the plan/,
    ],
  ])('refuses a fleet whose %s is wrong, and writes nothing', async (_, wrong, words) => {
    const { code, errors, made } = await fleet({ ...FLEET, ...wrong });
    expect(errors).toMatch(words);
    expect(code).toBe(2);
    expect(made).toBeUndefined();
  });
});
