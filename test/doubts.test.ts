import { formatInstant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { exampleFiles, folded, message, missionOf, moment } from './support/walk-in-process.ts';

const START = moment('2026-03-10T10:00:00Z');
/** In the middle of the example's zone. */
const PLACE: Position = { lon: 36.4, lat: 47.65 };
const east = (metres: number) => PLACE.lon + metres / 75_000;

interface Said extends Partial<Omit<Observation, 'position'>> {
  readonly second: number;
  readonly metres: number;
}

/** What drones broadcast of themselves, and what masts see of them, a line each. */
function walked(looks: readonly Said[]) {
  const inputs = looks.map(({ second, metres, ...parts }, i) => {
    const at = instant(START + second * 1000);
    const line = {
      ...{ sensor: 'remote-id', kind: 'object', uncertaintyS: 1, sigmaM: 10 },
      ...{ class: { 'uncrewed-aircraft': 1 }, observedAt: formatInstant(at), speedMps: 10 },
      position: { ...PLACE, lon: east(metres) },
      ...parts,
    };
    return message('observations', JSON.stringify(line), at, i);
  });
  const { rows, state } = folded(missionOf(exampleFiles()), inputs);
  const read = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ body }) => JSON.parse(body));
  return { read, state };
}

const flight = (identity: string, metres: (second: number) => number, sensor = 'remote-id') =>
  Array.from({ length: 60 }, (_, second) => ({
    ...{ second, identity, sensor, metres: metres(second) },
    selfReport: true as const,
  }));

describe('a broadcast that leaps', () => {
  const leaping = flight('D1', (second) => (second < 30 ? second * 10 : 60_000));
  const seen = Array.from({ length: 60 }, (_, second) => ({
    ...{ second, metres: second * 10, sensor: 'aster-mast-1', sigmaM: 30 },
  }));

  it('is kept with its doubts, and counted for the hand it came by', () => {
    const { read, state } = walked(leaping);
    const doubted = read('observation').filter(({ doubts }) => doubts !== undefined);
    expect(read('observation')).toHaveLength(60);
    expect(doubted).toHaveLength(30);
    expect(doubted[0].doubts).toMatchObject([{ doubt: 'jump', unit: 'm' }]);
    expect([...state.doubtedBy.values()][0]?.get('jump')).toBe(30);
  });

  it('does not move the track that a mast sees elsewhere', () => {
    const all = [...leaping, ...seen].sort((a, b) => a.second - b.second);
    const tracks = new Map(
      walked(all)
        .read('track')
        .map((track) => [track.id, track]),
    );
    const held = [...tracks.values()].filter(({ trust }) => trust === 'authenticated');
    expect(held).toHaveLength(1);
    expect(Math.abs(held[0].position.lon - east(590)) * 75_000).toBeLessThan(60);
    expect(held[0]).not.toHaveProperty('uncorroborated');
    const ghosts = [...tracks.values()].filter(({ trust }) => trust !== 'authenticated');
    expect(ghosts.length).toBeGreaterThan(0);
    for (const ghost of ghosts) expect(ghost.uncorroborated).toBe(true);
  });
});

describe('a broadcast that drifts off from what a radar sees', () => {
  const looks = Array.from({ length: 240 }, (_, n) => {
    const drift = Math.max(0, n - 60) * 6;
    const ship = { class: { 'civilian-vessel': 1 } };
    return [
      { ...ship, second: n, metres: n * 10 + drift, identity: 'S1', selfReport: true as const },
      { ...ship, second: n + 0.5, metres: n * 10 + 5, sensor: 'birch-radar-1' },
    ];
  }).flat();

  it('is doubted within two minutes of 200 m, and then leaves the radar’s track where it is', () => {
    const { read } = walked(looks);
    const drifting = read('observation').filter(({ doubts = [] }) =>
      doubts.some(({ doubt }: { doubt: string }) => doubt === 'drift'),
    );
    expect(drifting.length).toBeGreaterThan(0);
    const first = (Date.parse(drifting[0].observedAt) - START) / 1000;
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThanOrEqual(60 + 200 / 6 + 120);
    const tracks = new Map(read('track').map((track) => [track.id, track]));
    const radar = [...tracks.values()].filter(({ sensors }) => sensors.includes('birch-radar-1'));
    const offs = radar.map(({ at, position }) => {
      const second = (Date.parse(at) - START) / 1000;
      return Math.abs(position.lon - east(second * 10)) * 75_000;
    });
    expect(Math.min(...offs)).toBeLessThan(100);
  });
});

describe('ghosts that several broadcasts tell of', () => {
  const looks = ['remote-id', 'cot-gateway', 'a-stranger']
    .flatMap((sensor, i) =>
      flight('G1', (second) => second * 10, sensor).map((look) => ({
        ...look,
        second: look.second + i / 4,
      })),
    )
    .sort((a, b) => a.second - b.second);

  it('are uncorroborated, and alone make only undetermined findings', () => {
    const { read } = walked(looks);
    const tracks = read('track');
    expect(tracks.length).toBeGreaterThan(0);
    for (const track of tracks) expect(track).toMatchObject({ uncorroborated: true });
    expect(tracks.at(-1).sensors.length).toBeGreaterThan(1);
    const verdicts = new Set(read('finding').map(({ verdict }) => verdict));
    expect(verdicts).toEqual(new Set(['undetermined']));
  });
});

describe('five drones that leap to one place at once', () => {
  const looks = Array.from({ length: 5 }, (_, i) =>
    flight(`D${i}`, (second) => (second < 30 ? 2000 * i + second * 10 : 90_000)),
  )
    .flat()
    .sort((a, b) => a.second - b.second);

  it('are one interference, which accuses nobody', () => {
    const { read } = walked(looks);
    const done = read('interference');
    expect(new Set(done.map(({ id }) => id)).size).toBe(1);
    expect(done.at(-1)).toMatchObject({ manner: 'spoofing', sensors: ['remote-id'] });
    const verdicts = read('finding').map(({ verdict }) => verdict);
    expect(verdicts).not.toContain('breach');
  });
});
