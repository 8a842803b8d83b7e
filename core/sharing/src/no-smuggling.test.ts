import type { EventFact, ObjectFact } from '@greenline/agreement';
import { instant, utf8 } from '@greenline/base';
import { label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import { coarsenFact } from './coarse-fact.ts';
import { hazardWarning } from './hazard-warning.ts';
import { ReleaseFold } from './release-fold.ts';
import {
  at,
  bytes,
  explosion,
  foldOptions,
  grid,
  hasher,
  labels,
  parties,
  recordsOf,
  releasesOf,
  tank,
  toAll,
} from './release-scene.ts';

const BOTH = [tank(), explosion()];

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
