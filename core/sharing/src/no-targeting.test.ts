import type { EventFact, ObjectFact } from '@greenline/agreement';
import { instant, utf8 } from '@greenline/base';
import { cellOf } from '@greenline/geo';
import { label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import { coarsenFact } from './coarse-fact.ts';
import { hazardWarning } from './hazard-warning.ts';
import type { ReleaseOptions } from './hour-of-release.ts';
import { ReleaseFold } from './release-fold.ts';
import {
  at,
  explosion,
  foldOptions,
  HOUR,
  hasher,
  labels,
  parties,
  type Received,
  recordsOf,
  releasesOf,
  type SceneState,
  sceneJudge,
  tank,
  toAll,
} from './release-scene.ts';
import { sealRelease } from './sealed-release.ts';

/** Everything an audience gets to see, byte for byte. */
const bytes = (
  facts: readonly Received[],
  options: ReleaseOptions<SceneState> = foldOptions(),
): string =>
  releasesOf(facts, options)
    .map((release) => sealRelease(hasher, release).text)
    .join('');

const CELL = cellOf({ lon: 32.89, lat: 35.1 });
/** A place in the cell, from its south-west corner (0, 0) to its north-east one (1, 1). */
const inCell = (u: number, v: number, { bounds } = CELL) => ({
  lon: bounds.west + (0.001 + 0.998 * u) * (bounds.east - bounds.west),
  lat: bounds.south + (0.001 + 0.998 * v) * (bounds.north - bounds.south),
});
const grid = (n: number, cell = CELL) =>
  Array.from({ length: n * n }, (_, i) =>
    inCell((i % n) / (n - 1), Math.floor(i / n) / (n - 1), cell),
  );
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

  it('gets the number of things in a cell, and not which is where', () => {
    const elsewhere = [0.8, 0.2, 0.3].map((u, i) =>
      tank({ id: `track-${i}`, position: inCell(u, 1 - u) }),
    );
    expect(recordsOf(three)).toHaveLength(3);
    expect(bytes(elsewhere)).toBe(bytes(three));
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

describe('who reads between the lines', () => {
  it('cannot tell accuracies apart below a cell, nor within a doubling', () => {
    const told = (m: number) => bytes([tank({ covariance: [m * m, 0, m * m] })]);
    expect(new Set([1, 17, 99, 288].map(told)).size).toBe(1);
    expect(new Set([1001, 1500, 2000].map(told)).size).toBe(1);
  });

  it('cannot tell which way an ellipse lies', () => {
    const told = [
      [250_000, 0, 100],
      [100, 0, 250_000],
      [125_050, 124_900, 125_050],
    ].map((covariance) =>
      coarsenFact(tank({ covariance: covariance as [number, number, number] })),
    );
    expect(told[1]?.covariance).toEqual(told[0]?.covariance);
    expect(told[2]?.covariance).toEqual(told[0]?.covariance);
  });

  it('gets no speed, course, name, height or text', () => {
    const fast = {
      ...tank(),
      speedMps: 12.5,
      courseDeg: 270,
      velocity: [12, 3],
      identities: ['CALLSIGN'],
      text: '32.891, 35.102',
      position: { ...tank().position, height: 412 },
    } as unknown as ObjectFact;
    expect(bytes([fast])).toBe(bytes([tank()]));
  });

  it('gets no coordinates smuggled through attributes', () => {
    const plain = tank({ attributes: { calibreMm: 122, rangeKm: 15.4 } });
    const full = tank({
      attributes: {
        calibreMm: 122.328912,
        rangeKm: 15.4351,
        lon: 32.891,
        model: 'N35.10 E32.89',
        note: '32.891, 35.102',
        nested: { position: [32.891, 35.102] },
      },
    });
    expect(coarsenFact(full)).toEqual(coarsenFact(plain));
    expect(bytes([full])).toBe(bytes([plain]));
  });

  it('gets no coordinates smuggled through names of classes', () => {
    const smuggled = tank({ class: { 'N35.10 E32.89': 1 } });
    expect(bytes([smuggled])).not.toContain('N35');
    expect(coarsenFact(smuggled)?.class).toEqual({ object: 0.5 });
    const model = coarsenFact(tank({ class: { '2S1': 1 } }), { models: ['2S1'] });
    expect(model?.class).toEqual({ '2S1': 1 });
  });

  it('gets no probability finer than a verdict', () => {
    const told = [0.951, 0.98, 1].map((p) => bytes([tank({ class: { tank: p } })]));
    expect(new Set(told).size).toBe(1);
    expect(recordsOf([tank({ class: { tank: 0.7 } })])).toMatchObject([
      { verdict: 'undetermined' },
    ]);
    expect(bytes(BOTH)).not.toContain('robab');
  });

  it('gets no word of labels, owners and caveats', () => {
    const told = bytes([
      tank({ label: labels.intern(label({ owner: 'd', releasableTo: ['public'] })) }),
    ]);
    expect(told).toBe(bytes([tank()]));
    for (const marks of [{ caveats: ['EYES'] }, { originatorControlled: true }]) {
      const marked = labels.intern(label({ owner: 'c', releasableTo: ['public'], ...marks }));
      expect(recordsOf([tank({ label: marked })])).toEqual([]);
    }
  });

  it('finds no field but those that are meant', () => {
    const fields = new Set(recordsOf(BOTH).flatMap((record) => Object.keys(record)));
    expect([...fields].sort()).toEqual(
      [
        ...['agreement', 'at', 'audience', 'cell', 'class', 'clause', 'from', 'id', 'kind'],
        ...['limitKm', 'marginKm', 'measuredKm', 'nature', 'party', 'reason', 'to', 'verdict'],
        'version',
      ].sort(),
    );
  });

  it('who steals what a fold remembers finds no place finer than a cell', () => {
    const fold = new ReleaseFold(foldOptions());
    const exact = { lon: 32.8912345, lat: 35.1012345 };
    fold.take(tank({ position: exact }), at(10, 21));
    fold.take(explosion({ position: exact }), at(10, 21));
    const dump = (value: unknown): string =>
      JSON.stringify(value, (_, one) =>
        one instanceof Map || one instanceof Set ? [...one] : one,
      );
    expect(dump(fold.state)).not.toContain('32.8912');
    fold.advance(at(30));
    expect(dump(fold.state)).not.toContain('35.1012');
  });
});

describe('who looks for the monitors', () => {
  it.each(['mission-person', 'mission-vehicle'])('finds no %s, nor what may be one', (kind) => {
    for (const share of [1, 0.5, 0.05])
      expect(recordsOf([tank({ class: { [kind]: share, tank: 1 - share } })])).toEqual([]);
  });

  it.each(['mission', 'c', 'nation-x'])('finds nothing that belongs to %s', (party) => {
    expect(recordsOf([tank({ party }), explosion({ party })])).toEqual([]);
  });

  it.each(['restriction', 'weapon-pointing', 'jamming'])(
    'finds no place of a %s, and no minute',
    (kind) => {
      const told = grid(3).map((position) =>
        bytes([explosion({ class: { [kind]: 1 }, position })]),
      );
      const elsewhere = bytes([
        explosion({ class: { [kind]: 1 }, position: { lon: 30, lat: 36 } }),
      ]);
      expect(new Set([...told, elsewhere]).size).toBe(1);
      const [event] = recordsOf([explosion({ class: { [kind]: 1 } })]).filter(
        (one) => one.kind === 'released-event',
      );
      expect(event).toMatchObject({ at: at(10) });
      expect(event).not.toHaveProperty('cell');
    },
  );

  it('finds nothing of where something was heard from', () => {
    const heard = { ...explosion(), observer: { lon: 32.7, lat: 35 } };
    const { position: _, ...unplaced } = heard;
    expect(bytes([heard])).toBe(bytes([explosion()]));
    expect(bytes([unplaced as EventFact])).not.toContain('32.7');
  });

  it('finds no coverage, no count and no flight', () => {
    const fold = new ReleaseFold(foldOptions());
    for (const fact of ['coverage', 'count', 'flight'])
      expect(fold.take({ ...tank(), fact } as never, at(10))).toBe('other-kind');
  });
});

describe('exercise and operation', () => {
  const drillLabel = labels.intern(label({ owner: 'c', releasableTo: ['public'], exercise: true }));
  const drill = foldOptions(parties, { exercise: true });

  it('never meet: neither in a fact nor in its label', () => {
    expect(recordsOf([tank({ exercise: true })])).toEqual([]);
    expect(recordsOf([tank({ label: drillLabel })])).toEqual([]);
    expect(recordsOf([tank({ label: drillLabel, exercise: true })])).toEqual([]);
    expect(recordsOf([tank(), tank({ id: 'b', exercise: true })], drill)).toEqual([]);
  });

  it('are told apart in every record and release', () => {
    const told = releasesOf([tank({ label: drillLabel, exercise: true })], drill);
    expect(told.every(({ exercise }) => exercise === true)).toBe(true);
    expect(told.flatMap(({ records }) => records)).toMatchObject([{ exercise: true }]);
  });
});

describe('facts that make no sense', () => {
  it.each([
    { position: { lon: Number.NaN, lat: 35 } },
    { position: { lon: 33, lat: 95 } },
    { position: { lon: 1e9, lat: 35 } },
    { at: instant(Number.NaN) },
    { at: instant(Number.POSITIVE_INFINITY) },
    { at: instant(-1e20) },
    { covariance: [Number.NaN, 0, 1] as const },
    { covariance: [-1, 0, -1] as const },
    { class: {} },
    { class: { tank: Number.NaN } },
    { class: { __proto__: 1, constructor: 1 } as never },
    { id: '__proto__' },
  ])('are taken without breaking anything: %j', (parts) => {
    expect(() =>
      bytes([{ fact: tank(parts as Partial<ObjectFact>), receivedAt: at(10, 30) }, tank()]),
    ).not.toThrow();
  });
});

describe('a hazard warning', () => {
  const options = {
    hasher,
    key: utf8('key'),
    exercise: false,
    labelOf: (id: string) => labels.get(id as typeof toAll),
  };
  const mine = tank({ class: { mine: 0.8 }, sources: ['patrol-3'], label: toAll });

  it('is exact and at once, and says nothing of who saw it', () => {
    const warning = hazardWarning(mine, options);
    expect(warning).toMatchObject({
      kind: 'hazard-warning',
      class: 'mine',
      at: mine.at,
      position: mine.position,
      sigmaM: 10,
    });
    expect(Object.keys(warning ?? {}).sort()).toEqual([
      'at',
      'class',
      'id',
      'kind',
      'position',
      'sigmaM',
    ]);
  });

  it.each([
    ['a tank', { class: { tank: 1 } }],
    ['a tank that may be a mine', { class: { tank: 0.6, mine: 0.4 } }],
    ['a mine of an exercise', { class: { mine: 1 }, exercise: true as const }],
    ['a mine without a label', { class: { mine: 1 }, label: undefined }],
    [
      'a mine that its owner keeps from them',
      {
        class: { mine: 1 },
        label: labels.intern(label({ owner: 'c', notReleasableTo: ['humanitarian'] })),
      },
    ],
    [
      'a mine that its originator controls',
      {
        class: { mine: 1 },
        label: labels.intern(label({ owner: 'c', originatorControlled: true })),
      },
    ],
  ])('is never made of %s', (_, parts) => {
    expect(hazardWarning({ ...mine, ...parts } as ObjectFact, options)).toBeUndefined();
  });
});
