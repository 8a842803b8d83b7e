import type { ObjectFact } from '@greenline/agreement';
import { instant, utf8 } from '@greenline/base';
import { cellOf } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { ReleaseFold } from './release-fold.ts';
import {
  at,
  bytes,
  CELL,
  explosion,
  foldOptions,
  grid,
  HOUR,
  inCell,
  parties,
  recordsOf,
  releasesOf,
  sceneJudge,
  tank,
  toAll,
} from './release-scene.ts';

const BOTH = [tank(), explosion()];
const nation = (member: string) => ({ kind: 'nation', member }) as const;

describe('who moves a force within its cell', () => {
  it('changes nothing at the corners, the edges and the centre', () => {
    const seen = new Set(grid(3).map((position) => bytes([tank({ position })])));
    expect(seen.size).toBe(1);
  });

  it('changes nothing at any of 400 places, for any audience', () => {
    for (const audience of [parties, nation('c'), { kind: 'public' } as const]) {
      const told = grid(20).map((position) =>
        bytes([tank({ position }), explosion({ position })], foldOptions(audience)),
      );
      expect(new Set(told).size).toBe(1);
    }
  });

  it('learns nothing of the side where a limit cuts the cell in two', () => {
    const cut = cellOf({ lon: 32.8353, lat: 35.1 });
    const told = grid(9, cut).map((position) => bytes([tank({ position })]));
    expect(new Set(told).size).toBe(1);
    expect(recordsOf([tank({ position: inCell(0.5, 0.5, cut) })])).toMatchObject([
      { verdict: 'undetermined' },
    ]);
  });

  it('changes nothing of figures: kilometres come from the centre of the cell', () => {
    const figures = grid(10).map((position) => recordsOf([tank({ position })])[0]);
    expect(new Set(figures.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(figures[0]).toMatchObject({ measuredKm: 10, marginKm: 5 });
  });
});

describe('who looks often', () => {
  it('gets one look an hour, however often the thing was seen', () => {
    const looks = grid(15).map((position, i) => tank({ position, at: at(10, 20, i) }));
    expect(bytes(looks)).toBe(bytes([tank()]));
  });

  it('gets one look of an hour, even if another came late and shows it elsewhere', () => {
    const elsewhere = tank({ at: at(10, 40), position: { lon: 32.95, lat: 35.1 } });
    for (const receivedAt of [at(12), at(18)])
      expect(bytes([tank(), { fact: elsewhere, receivedAt }])).toBe(bytes([tank()]));
  });

  it('gets no sharper verdict from a thousand looks than from one', () => {
    const cut = inCell(0.9, 0.5, cellOf({ lon: 32.8353, lat: 35.1 }));
    const looks = Array.from({ length: 14 }, (_, hour) =>
      tank({ position: cut, at: at(10 + hour, 1), covariance: [1, 0, 1] }),
    );
    expect(recordsOf(looks).map((one) => 'verdict' in one && one.verdict)).toEqual([
      'undetermined',
    ]);
  });

  it('does not see a thing cross the edge of a cell within the hour', () => {
    const next = tank({ at: at(10, 21), position: { lon: 32.91, lat: 35.1 } });
    expect(bytes([tank(), next])).toBe(bytes([tank()]));
  });

  it('does not see a thing on the edge of two cells step to and fro', () => {
    const edge = CELL.bounds.east;
    const steps = [0, 1, 2, 3, 4, 5].map((hour) =>
      tank({
        at: at(10 + hour, 5),
        position: { lon: edge + (hour % 2 ? 1e-4 : -1e-4), lat: 35.1 },
      }),
    );
    const cells = recordsOf(steps).map((one) => 'cell' in one && one.cell?.id);
    expect(new Set(cells)).toEqual(new Set([CELL.id]));
  });

  it('does not see one of two alike step next door', () => {
    const edge = CELL.bounds.east;
    const pair = (hour: number, east: number) =>
      ['x', 'y'].map((id) =>
        tank({
          id,
          at: at(hour, 5),
          position: { lon: edge - 1e-4 + (id === 'y' ? east : 0), lat: 35.1 },
        }),
      );
    expect(bytes([...pair(10, 0), ...pair(11, 2e-4)])).toBe(
      bytes([...pair(10, 0), ...pair(11, 0)]),
    );
  });

  it('does see a thing step next door from where nothing was told of it', () => {
    const home = cellOf({ lon: 32.8265, lat: 35.1 });
    const position = { lon: home.bounds.east + 1e-4, lat: 35.1 };
    expect(recordsOf([tank({ position: home.centre })])).toEqual([]);
    const steps = [tank({ position: home.centre }), tank({ at: at(11), position })];
    expect(recordsOf(steps)).toMatchObject([{ verdict: 'undetermined', from: at(11) }]);
  });

  it('does see a thing that has gone further than next door', () => {
    const gone = tank({ at: at(12), position: { lon: 32.93, lat: 35.1 } });
    expect(recordsOf([tank(), gone])).toHaveLength(2);
  });

  it('gets one version of an event, and no later one to lay over it', () => {
    const better = explosion({ position: { lon: 32.97, lat: 35.1 } });
    const later = { fact: better, receivedAt: at(13) };
    expect(bytes([explosion(), later])).toBe(bytes([explosion()]));
  });
});

describe('who watches the clock', () => {
  it('sees nothing of an hour until six hours after its end, and then all of it', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.take(tank({ at: at(10, 0) }), at(10, 0, 1));
    fold.take(explosion({ at: at(10, 59) }), at(10, 59, 1));
    expect(fold.advance(instant(at(17) - 1)).flatMap(({ records }) => records)).toEqual([]);
    const [release] = fold.advance(at(17)).filter(({ records }) => records.length > 0);
    expect(release?.records.map(({ kind }) => kind)).toContain('released-event');
    expect(release?.records.some((one) => 'clause' in one && one.clause === '2(a)')).toBe(true);
  });

  it('cannot tell the first second of an hour from the last', () => {
    const seen = [at(10), at(10, 30), instant(at(11) - 2)].map((when) =>
      bytes([{ fact: tank({ at: when }), receivedAt: instant(at(11) - 1) }]),
    );
    expect(new Set(seen).size).toBe(1);
  });

  it('cannot tell the first second of a minute from the last, of an event', () => {
    const [one, other] = [0, 59].map((s) => bytes([explosion({ at: at(10, 20, s) })]));
    expect(one).toBe(other);
  });

  it('cannot tell when within the hour a fact came in', () => {
    const [one, other] = [21, 59].map((m) => bytes([{ fact: tank(), receivedAt: at(10, m) }]));
    expect(one).toBe(other);
  });

  it('waits six hours from receipt for what came seven hours late', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.advance(at(10));
    fold.take(tank(), at(17, 20));
    expect(fold.advance(instant(at(24) - 1)).flatMap(({ records }) => records)).toEqual([]);
    const told = fold.advance(at(24)).flatMap(({ records }) => records);
    expect(told).toMatchObject([{ verdict: 'breach', from: at(10) }]);
  });

  it('gains nothing by dating a look of now six hours back', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.advance(at(16));
    fold.take(tank({ at: at(9, 59) }), at(16, 1));
    expect(fold.advance(at(22, 59)).flatMap(({ records }) => records)).toEqual([]);
  });

  it('waits for what is dated ahead until that hour has passed as well', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.take(tank({ at: at(13) }), at(10));
    expect(fold.advance(instant(at(20) - 1)).flatMap(({ records }) => records)).toEqual([]);
    expect(fold.advance(at(20)).flatMap(({ records }) => records)).toHaveLength(1);
    expect(fold.take(tank({ id: 'x', at: at(100) }), at(20))).toBe('future');
  });

  it('finds hours of one length on the days when clocks are changed', () => {
    const fold = new ReleaseFold(foldOptions());
    const spring = Date.UTC(2026, 2, 28, 20);
    fold.advance(instant(spring));
    const ends = fold.advance(instant(spring + 36 * HOUR)).map(({ upTo }) => upTo);
    expect(ends.slice(1).every((end, i) => end - (ends[i] ?? 0) === HOUR)).toBe(true);
    expect(ends).toHaveLength(30);
  });

  it('learns nothing from when the node asked: hour by hour or all at once', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.advance(at(0));
    for (const fact of BOTH) fold.take(fact, instant(fact.at + 1000));
    const pieces = Array.from({ length: 34 * 6 }, (_, i) => fold.advance(at(0, i * 10 + 10)));
    expect(pieces.flat()).toEqual(releasesOf(BOTH));
  });
});

describe('who counts, orders and compares', () => {
  const three = [0.1, 0.5, 0.9].map((u, i) => tank({ id: `track-${i}`, position: inCell(u, u) }));

  it('gets neither the number of things alike in a cell nor which is where', () => {
    const elsewhere = [0.8, 0.2, 0.3].map((u, i) =>
      tank({ id: `track-${i}`, position: inCell(u, 1 - u) }),
    );
    expect(recordsOf(three)).toHaveLength(1);
    expect(bytes(elsewhere)).toBe(bytes(three));
    // A tracker takes two looks for one thing or for two by how far apart they are.
    expect(bytes(three)).toBe(bytes([tank()]));
    const late = { fact: tank({ id: 'late' }), receivedAt: at(13) };
    expect(bytes([tank(), late])).toBe(bytes([tank()]));
  });

  it('learns nothing from the order in which facts came', () => {
    const [a, b, c] = three.map((fact, i) => ({ ...fact, at: at(10, 10 + i) }));
    if (!a || !b || !c) throw new Error('no facts');
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, c, a],
    ].map((order) => bytes(order.map((fact) => ({ fact, receivedAt: at(10, 40) }))));
    expect(new Set(orders).size).toBe(1);
  });

  it('learns nothing from the order in which things alike came, one sure and one in doubt', () => {
    const sure = tank({ id: 'x' });
    const doubt = tank({ id: 'y', accuracyUnknown: true });
    const orders = [
      [sure, doubt],
      [doubt, sure],
    ].map((order) => bytes(order.map((fact) => ({ fact, receivedAt: at(10, 40) }))));
    expect(new Set(orders).size).toBe(1);
  });

  it('finds no id, digest or source of ours, and none that depends on one', () => {
    const [fact] = BOTH as [ObjectFact];
    const renamed = {
      ...fact,
      id: 'another-track',
      digest: `sha256:${'0'.repeat(64)}`,
      sources: ['other', 'sensors'],
    } as const;
    const told = bytes([fact]);
    expect(bytes([renamed])).toBe(told);
    for (const word of [fact.id, fact.digest, toAll, 'drone-7', 'mast-2'])
      expect(told).not.toContain(word);
  });

  it('finds no id in common between two audiences', () => {
    const ids = [parties, { kind: 'public' } as const, nation('c'), nation('d')].map((audience) =>
      recordsOf(BOTH, foldOptions(audience)).map(({ id }) => id),
    );
    expect(ids.flat().length).toBe(12);
    expect(new Set(ids.flat()).size).toBe(12);
  });

  it('finds no id in common between two days', () => {
    const days = [tank(), tank({ at: at(34) })];
    const ids = releasesOf(days, foldOptions(), at(60)).flatMap(({ records }) => records);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
  });

  it('reproduces no id by judging 10,000 candidate places with every tool but the key', () => {
    const [told] = recordsOf([tank()]);
    const guesses = new Set<string>();
    const figures = new Set<number>();
    for (const position of grid(100)) {
      const fact = tank({ position });
      for (const finding of sceneJudge().take(fact)) {
        guesses.add(finding.id);
        figures.add(finding.measured ?? 0);
      }
    }
    for (const key of ['', 'parties', 'guess'].map(utf8))
      for (const record of recordsOf([tank()], foldOptions(parties, { key })))
        guesses.add(record.id);
    expect(figures.size).toBeGreaterThan(50);
    expect(guesses.has(told?.id ?? '')).toBe(false);
    expect([...figures]).not.toContain(((told as { measuredKm?: number }).measuredKm ?? 0) * 1000);
  });

  it('finds both parties with the same bytes, whoever is named first', () => {
    const swapped = foldOptions({ kind: 'parties', members: ['B', 'A'] }, { parties: ['B', 'A'] });
    expect(bytes(BOTH, swapped)).toBe(bytes(BOTH));
  });

  it('finds the mirrored force of the other party told of in the same way', () => {
    const mirrored = tank({ party: 'B', position: { lon: 66 - CELL.centre.lon, lat: 35.1 } });
    const [west, east] = [tank({ position: CELL.centre }), mirrored].map((one) => recordsOf([one]));
    const told = ['kind', 'clause', 'verdict', 'class', 'from', 'to', 'measuredKm', 'limitKm'];
    for (const field of told)
      expect(east?.[0]?.[field as 'id']).toEqual(west?.[0]?.[field as 'id']);
  });
});
