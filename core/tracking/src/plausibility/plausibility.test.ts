import { createHash } from 'node:crypto';
import { type Hasher, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import type { Event } from '../event.ts';
import type { TrackId } from '../track.ts';
import { chance, honest, NOON, normal, SORTS, says } from './movers.fixture.ts';
import { noDoubts, plausibility } from './plausibility.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: () => {
    throw new Error('no doubt needs a key');
  },
};

const checks = () => plausibility(noDoubts(), hasher, (a) => a);

/** What each report is doubted for, by the second at which it was made. */
function doubtsOf(looks: Iterable<Observation>, checking = checks()) {
  const found: { second: number; doubt: string; name: string }[] = [];
  const told: Event[] = [];
  for (const look of looks) {
    const doubts = checking.weigh(look);
    const second = (look.observedAt - NOON) / 1000;
    for (const { doubt } of doubts) found.push({ second, doubt, name: look.identity ?? '' });
    const event =
      doubts.length === 0
        ? undefined
        : checking.interference({ ...look, doubts, trust: 'unauthenticated' });
    if (event !== undefined) told.push(event);
  }
  return { found, told };
}

const inOrder = (looks: readonly Observation[]) =>
  [...looks].sort((a, b) => a.receivedAt - b.receivedAt);

describe('honest things', () => {
  it.each(Object.entries(SORTS))('raise no doubt in hundreds of hours: %s', (name, sort) => {
    const next = chance(name.length * 7919);
    let doubted = 0;
    for (let voyage = 0; voyage < 40; voyage++) {
      const { found } = doubtsOf(inOrder([...honest(name, sort, 3, next)]));
      doubted += new Set(found.map(({ second }) => Math.floor(second / 3600))).size;
    }
    expect(doubted).toBe(0);
  });

  it('that go round, three ferries at three radii, raise none', () => {
    const looks = [200, 320, 450].flatMap((radius, i) =>
      Array.from({ length: 200 }, (_, n) => {
        const angle = (n * 6 * 8) / radius;
        const place = [radius * Math.cos(angle), 5000 * i + radius * Math.sin(angle)] as const;
        return says(`ferry-${i}`, n * 6, place, { speedMps: 8 });
      }),
    );
    expect(doubtsOf(inOrder(looks)).found).toEqual([]);
  });

  it.each(Object.entries(SORTS))('that a biased radar sees too raise none: %s', (name, sort) => {
    const next = chance(name.length * 104_729);
    let doubted = 0;
    for (let voyage = 0; voyage < 10; voyage++) {
      const checking = checks();
      const bias = 70 * normal(next);
      const truth = [...honest(name, sort, 3, next, true)];
      for (const look of inOrder(truth)) {
        const { sensor, position } = look;
        if (position === undefined) continue;
        if (sensor !== 'radar-1') doubted += checking.weigh(look).length;
        const seen = { ...look, position: { ...position, lon: position.lon + bias / 75_000 } };
        checking.joined(sensor === 'radar-1' ? seen : look, ['T1' as TrackId]);
      }
    }
    expect(doubted).toBe(0);
  });

  it('whose whole link lags by minutes raise none', () => {
    const looks = ['a', 'b', 'c', 'd', 'e'].flatMap((name, i) =>
      Array.from({ length: 30 }, (_, n) =>
        says(name, n * 10, [i * 3000 + n * 50, 0], {
          receivedAt: instant(NOON + n * 10_000 + 240_000),
          speedMps: 5,
        }),
      ),
    );
    expect(doubtsOf(inOrder(looks)).found).toEqual([]);
  });
});

/** A ship on its way east, and what becomes of its reports from a second on. */
const ship = (
  name: string,
  north: number,
  from: number,
  forge: (second: number, east: number) => Partial<Observation> & { at?: [number, number] },
) =>
  Array.from({ length: 90 }, (_, n) => {
    const second = n * 10;
    const { at, ...parts } = second < from ? {} : forge(second, second * 6);
    const next = chance(n + 1);
    const noise = [10 * normal(next), 10 * normal(next)] as const;
    const place = at ?? [second * 6, north];
    return says(name, second, [place[0] + noise[0], place[1] + noise[1]], {
      speedMps: 6,
      ...parts,
    });
  });

describe('a position that', () => {
  it('leaps 3.2 km is doubted at once, and no more once it is back', () => {
    const { found } = doubtsOf(
      ship('s', 0, 300, (second, east) => ({ at: [east, second < 500 ? 3200 : 0] })),
    );
    expect(found[0]).toMatchObject({ second: 300, doubt: 'jump' });
    expect(found.filter(({ second }) => second >= 500)).toEqual([]);
  });

  it('two vessels use at once is doubted for both within a minute', () => {
    const one = ship('s', 0, 1e9, () => ({}));
    const other = ship('s', 40_000, 1e9, () => ({})).map((look) => ({
      ...look,
      observedAt: instant(look.observedAt + 5000),
      receivedAt: instant(look.receivedAt + 5000),
    }));
    const { found } = doubtsOf(inOrder([...one, ...other]));
    const twice = found.filter(({ doubt }) => doubt === 'duplicate');
    expect(twice[0]?.second).toBeLessThanOrEqual(60);
    expect(twice.filter(({ second }) => second % 10 === 0).length).toBeGreaterThan(50);
    expect(twice.filter(({ second }) => second % 10 === 5).length).toBeGreaterThan(50);
  });

  it('stands still while its speed goes on is doubted within two minutes', () => {
    const looks = ship('s', 0, 300, () => ({})).map((look, n, all) => ({
      ...look,
      ...(n >= 30 && { position: all[30]?.position ?? { lon: 0, lat: 0 } }),
    }));
    const { found } = doubtsOf(looks);
    const frozen = found.filter(({ doubt }) => doubt === 'frozen');
    expect(frozen[0]?.second).toBeLessThanOrEqual(420);
  });

  it('goes round at one radius with two others is doubted, and is interference', () => {
    const looks = [0, 1, 2, 3].flatMap((i) =>
      Array.from({ length: 60 }, (_, n) => {
        const angle = n * 0.35 + i;
        const next = chance(100 * i + n);
        const place = [
          300 * Math.cos(angle) + i * 900 + 5 * normal(next),
          300 * Math.sin(angle) + 5 * normal(next),
        ] as const;
        return says(`s${i}`, n * 10, place, { speedMps: 10 });
      }),
    );
    const { found, told } = doubtsOf(inOrder(looks));
    const circling = found.filter(({ doubt }) => doubt === 'circling');
    expect(circling[0]?.second).toBeLessThanOrEqual(200);
    expect(told[0]).toMatchObject({ class: { spoofing: 1 }, trust: 'unauthenticated' });
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  });

  it('is stamped ahead of the receiver’s clock is doubted at once', () => {
    const { found } = doubtsOf(
      ship('s', 0, 300, (second) => ({ receivedAt: instant(NOON + (second - 30) * 1000) })),
    );
    expect(found[0]).toMatchObject({ second: 300, doubt: 'clock' });
  });

  it('is stamped minutes behind while others are in time is doubted within a minute', () => {
    const others = ['a', 'b', 'c', 'd'].flatMap((name, i) =>
      ship(name, 5000 * (i + 1), 1e9, () => ({})),
    );
    const pushed = ship('s', 0, 300, (second) => ({
      receivedAt: instant(NOON + (second + 301.5) * 1000),
    }));
    const { found } = doubtsOf(inOrder([...others, ...pushed]));
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['s']));
    expect(found[0]?.second).toBeLessThanOrEqual(360);
  });

  it('drifts off from where a radar sees the ship is doubted within two minutes of 200 m', () => {
    const checking = checks();
    const found: { second: number; doubt: string }[] = [];
    const track = ['T1' as TrackId];
    for (const look of ship('s', 0, 300, (second, east) => ({ at: [east, (second - 300) * 4] }))) {
      const second = (look.observedAt - NOON) / 1000;
      const next = chance(second + 7);
      const plot = says('', second, [second * 6 + 30 * normal(next), 30 * normal(next)], {
        ...{ feed: 'asterix', sensor: 'radar-1', trust: 'authenticated', sigmaM: 30 },
      });
      const { identity: _, ...seen } = plot;
      checking.joined(seen, track);
      for (const { doubt } of checking.weigh(look)) found.push({ second, doubt });
      checking.joined(look, track);
    }
    const [first] = found;
    expect(first?.doubt).toBe('drift');
    expect(first?.second).toBeGreaterThan(300);
    expect(first?.second).toBeLessThanOrEqual(470);
  });
});

describe('many at once', () => {
  const leaping = (count: number) =>
    inOrder(
      Array.from({ length: count }, (_, i) =>
        ship(`s${i}`, 4000 * i, 300, () => ({ at: [150_000, 90_000] })),
      ).flat(),
    );

  it('that leap to one place are interference over the area where they were', () => {
    const { told } = doubtsOf(leaping(5));
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    const last = told.at(-1);
    expect(last?.class).toEqual({ spoofing: 1 });
    expect(last?.reports).toHaveLength(5);
    const lat = last?.position?.lat ?? 0;
    expect(lat).toBeGreaterThan(46.5);
    expect(lat).toBeLessThan(46.7);
    expect((last?.at ?? 0) - NOON).toBe(300_000);
  });

  it('are no interference where they are two', () => {
    expect(doubtsOf(leaping(2)).told).toEqual([]);
  });
});

describe('what others see of a thing', () => {
  it('is never weighed, named or not', () => {
    const checking = checks();
    const { selfReport: _, ...named } = says('s', 0, [0, 0]);
    const { identity: __, ...nameless } = named;
    for (const far of [0, 90_000]) {
      const position = says('', 0, [far, 0]).position as Position;
      const observedAt = instant(NOON + far);
      expect(checking.weigh({ ...named, position, observedAt })).toEqual([]);
      expect(checking.weigh({ ...nameless, position, observedAt })).toEqual([]);
    }
  });
});
