import { canonicalJson, type Instant, instant } from '@greenline/base';
import { formatNote, parseNote } from '@greenline/evidence';
import { cellOf } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { type DecidedCase, ReleaseFold } from './release-fold.ts';
import {
  at,
  explosion,
  foldOptions,
  HOUR,
  hasher,
  parties,
  permit,
  recordsOf,
  releasesOf,
  tank,
  toA,
  toAll,
  toNobody,
  toParties,
} from './release-scene.ts';
import { mergeReleases, sealRelease } from './sealed-release.ts';

describe('a release', () => {
  it('tells of a breach by cell, hour and whole kilometres', () => {
    const [told, ...more] = recordsOf([tank()]);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      kind: 'released-finding',
      audience: 'parties',
      clause: '2(a)',
      verdict: 'breach',
      party: 'A',
      class: 'tank',
      from: at(10),
      measuredKm: 10,
      limitKm: 15,
      marginKm: 5,
      cell: { id: cellOf({ lon: 32.89, lat: 35.1 }).id },
    });
    expect(told).toHaveProperty(
      'reason',
      `tank, party A, cell ${cellOf({ lon: 32.89, lat: 35.1 }).id}, hour of 2026-03-10T10:00:00Z, ` +
        'measured about 10 km (limit 15 km): against clause 2(a), ' +
        'judged from the cell and the hour alone.',
    );
  });

  it('tells of an explosion by cell and minute', () => {
    const [told] = recordsOf([explosion()]).filter(({ kind }) => kind === 'released-event');
    expect(told).toMatchObject({ class: 'explosion', at: at(10, 20) });
    expect(told).toHaveProperty('cell.polygon.length', 5);
  });

  it('says nothing of an explosion that proved to be another before it left', () => {
    const facts = [explosion({ id: 'e2' }), explosion({ id: 'e2', supersededBy: ['event-1'] })];
    const told = releasesOf([explosion(), ...facts]).flatMap(({ records }) => records);
    expect(told.filter(({ kind }) => kind === 'released-event')).toHaveLength(1);
  });

  it('comes for every hour, whether or not there is anything to tell', () => {
    const releases = releasesOf([tank()]);
    expect(releases.map(({ upTo }) => upTo)).toEqual(
      Array.from({ length: 28 }, (_, hour) => at(hour + 1)),
    );
    expect(releases.filter(({ records }) => records.length > 0)).toHaveLength(1);
  });

  it('says nothing of what keeps to its clause, until it once did not', () => {
    const home = { position: { lon: 32.5, lat: 35.1 } };
    expect(recordsOf([tank(home)])).toEqual([]);
  });

  it('follows a subject that stays in its cell as one subject', () => {
    const hours = [10, 11, 12].map((hour) => tank({ at: at(hour, 20) }));
    expect(recordsOf(hours)).toHaveLength(1);
  });

  it('tells anew of a subject that was not seen for an hour, and remembers no more of it', () => {
    const gap = [10, 11, 14].map((hour) => tank({ at: at(hour, 20) }));
    expect(recordsOf(gap).map((one) => 'from' in one && one.from)).toEqual(
      expect.arrayContaining([at(10), at(14)]),
    );
    const fold = new ReleaseFold(foldOptions());
    fold.take(tank(), at(10, 21));
    fold.advance(at(24 * 12));
    const { judge, waiting, released, numbered, told, subjects, followed, findings } = fold.state;
    for (const kept of [
      judge?.open,
      waiting,
      released,
      numbered,
      told,
      subjects,
      followed,
      findings,
    ])
      expect(kept?.size).toBe(0);
  });

  it('of an hour is the same after the fold was put down and taken up again', () => {
    const facts = [tank(), tank({ at: at(11, 5), position: { lon: 32.95, lat: 35.1 } })];
    const whole = releasesOf(facts);
    let fold = new ReleaseFold(foldOptions());
    const pieces = [...fold.advance(at(0))];
    const again = () => {
      fold = new ReleaseFold(foldOptions(), structuredClone(fold.state));
    };
    for (const fact of facts) {
      again();
      fold.take(fact, instant(fact.at + 1000));
      again();
      pieces.push(...fold.advance(instant(fact.at + 2000)));
    }
    for (let hour = 12; hour <= 34; hour++) {
      again();
      pieces.push(...fold.advance(at(hour)));
    }
    expect(pieces).toEqual(whole);
  });

  it('goes on from what was put down once, before anything was taken', () => {
    const fold = new ReleaseFold(foldOptions());
    const kept = fold.state;
    fold.advance(at(0));
    fold.take(tank(), at(10, 21));
    fold.advance(at(12));
    const again = new ReleaseFold(foldOptions(), structuredClone(kept));
    expect(again.advance(at(34))).toEqual(fold.advance(at(34)));
    expect(kept).toBe(fold.state);
  });

  it('sealed is one line of canonical JSON, ready to be signed as a note', () => {
    const [release] = releasesOf([tank()]).filter(({ records }) => records.length > 0);
    if (release === undefined) throw new Error('nothing released');
    const sealed = sealRelease(hasher, release);
    expect(sealed.text).toBe(`${canonicalJson(release)}\n`);
    expect(sealed.text.split('\n')).toHaveLength(2);
    expect(sealed.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const signatures = [{ name: 'node', keyId: '00112233', bytes: new Uint8Array(64) }];
    const note = parseNote(formatNote({ text: sealed.text, signatures }));
    expect(note).toMatchObject({ ok: true, value: { text: sealed.text } });
  });

  it('merged with others tells each thing once, as it was told last', () => {
    const moved = tank({ at: at(11, 20), position: { lon: 32.95, lat: 35.1 } });
    const merged = mergeReleases(releasesOf([tank(), moved]));
    expect(merged?.records).toHaveLength(2);
    expect(mergeReleases([])).toBeUndefined();
    const other = releasesOf([tank()], foldOptions({ kind: 'public' }));
    expect(() => mergeReleases([...releasesOf([tank()]), ...other])).toThrow(/never merged/);
  });
});

describe('who is told', () => {
  const told = (label: typeof toAll | undefined, audience = parties) =>
    recordsOf(
      [label === undefined ? { ...tank(), label } : tank({ label })].map(
        (fact) => fact as ReturnType<typeof tank>,
      ),
      foldOptions(audience),
    ).length;
  const nation = (member: string) => ({ kind: 'nation', member }) as const;

  it('is both parties or neither', () => {
    expect([told(toAll), told(toParties), told(toA), told(toNobody)]).toEqual([1, 1, 0, 0]);
  });

  it('is the public where everybody may know', () => {
    const everybody = { kind: 'public' } as const;
    expect([told(toAll, everybody), told(toParties, everybody)]).toEqual([1, 0]);
  });

  it('is a nation of its own facts and those released to it', () => {
    expect([told(toNobody, nation('c')), told(toNobody, nation('d'))]).toEqual([1, 0]);
    expect([told(toAll, nation('d')), told(toParties, nation('d'))]).toEqual([1, 0]);
  });

  it('is nobody where a fact has no label', () => {
    expect(told(undefined)).toBe(0);
  });
});

describe('what a party has announced', () => {
  const after = (fact: ReturnType<typeof permit>, minute = 0) =>
    recordsOf([tank(), { fact, receivedAt: at(10, minute) }]);

  it('is weighed, whoever may know of it', () => {
    expect(after(permit(toAll))).toEqual([]);
    expect(after(permit(toNobody))).toEqual([]);
    expect(after({ ...permit(toNobody), exercise: true })).toHaveLength(1);
  });

  it('in the hour of the look counts, a minute before or after', () => {
    expect(after(permit(toAll), 59)).toEqual([]);
  });

  it('is weighed for what comes late', () => {
    const late = { fact: tank(), receivedAt: at(15) };
    expect(recordsOf([late, { fact: permit(toNobody), receivedAt: at(12) }])).toEqual([]);
  });

  it('keeps a finding that rests on it from those who may not know of it', () => {
    expect(after(permit(toAll, 'other'))).toMatchObject([{ verdict: 'undetermined' }]);
    expect(after(permit(toNobody, 'other'))).toEqual([]);
  });
});

describe('a case', () => {
  const decided = (parts: Partial<DecidedCase> = {}): DecidedCase => ({
    id: 'case-1',
    clause: '2(a)',
    party: 'A',
    state: 'confirmed',
    decision: 'confirmed',
    decidedAt: at(11, 40),
    to: at(10, 20),
    position: { lon: 32.89, lat: 35.1 },
    label: toAll,
    ...parts,
  });
  const cases = (steps: readonly (readonly [DecidedCase, Instant])[], facts = [tank()]) => {
    const fold = new ReleaseFold(foldOptions());
    for (const fact of facts) fold.take(fact, instant(fact.at + 1000));
    for (const [step, recordedAt] of steps) fold.takeCase(step, recordedAt);
    return fold
      .advance(at(40))
      .flatMap(({ records, upTo }) => records.map((record) => ({ ...record, upTo })))
      .filter(({ kind }) => kind === 'released-case');
  };

  it('is told of once people have confirmed it, by clause, state, hour and cell', () => {
    expect(cases([[decided(), at(11, 41)]])).toMatchObject([
      {
        clause: '2(a)',
        party: 'A',
        state: 'confirmed',
        decidedAt: at(11),
        cell: { id: cellOf({ lon: 32.89, lat: 35.1 }).id },
        upTo: at(12),
      },
    ]);
  });

  it.each([
    ['is open', { state: 'open', decision: undefined, decidedAt: undefined }],
    ['is refuted', { state: 'refuted', decision: 'refuted' }],
    ['is unresolved', { state: 'unresolved', decision: 'unresolved' }],
    ['is labelled for one party', { label: toA }],
    ['is of the mission', { party: 'mission' }],
    ['is of an exercise', { exercise: true as const }],
  ])('that %s is told to nobody', (_, parts) => {
    expect(cases([[decided(parts as Partial<DecidedCase>), at(11, 41)]])).toEqual([]);
  });

  const refuted = decided({ state: 'refuted', decision: 'refuted', decidedAt: at(20) });

  it('that was told of and is refuted later is told of again, under the same id', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.takeCase(decided(), at(11, 41));
    const before = fold.advance(at(19)).flatMap(({ records }) => records);
    fold.takeCase(refuted, at(20));
    const after = fold.advance(at(40)).flatMap(({ records }) => records);
    expect(after).toMatchObject([{ state: 'refuted', id: before[0]?.id }]);
  });

  it('that is refuted before it was told of is told to nobody', () => {
    expect(
      cases([
        [decided(), at(11, 41)],
        [refuted, at(15)],
      ]),
    ).toEqual([]);
  });

  it('in a cell that the clause cuts in two is told without the cell', () => {
    const edge = { lon: 32.8353, lat: 35.1 };
    expect(recordsOf([tank({ position: edge })])).toMatchObject([{ verdict: 'undetermined' }]);
    const told = cases([[decided({ position: edge }), at(11, 41)]], [tank({ position: edge })]);
    expect(told).toHaveLength(1);
    expect(told[0]).not.toHaveProperty('cell');
  });

  it('waits as long as everything else, from the decision on', () => {
    const fold = new ReleaseFold(foldOptions());
    fold.takeCase(decided(), at(11, 41));
    expect(fold.advance(instant(at(18) - 1)).flatMap(({ records }) => records)).toEqual([]);
    expect(fold.advance(at(18)).flatMap(({ records }) => records)).toHaveLength(1);
  });
});

describe('what the agreement sets', () => {
  it('may be a longer delay and a wider cell, never a shorter or a finer', () => {
    const [wide] = recordsOf([tank()], foldOptions(parties, { cellM: 5000 }));
    expect(wide).toHaveProperty('cell.id', cellOf({ lon: 32.89, lat: 35.1 }, 5000).id);
    const greedy = foldOptions(parties, { delayMs: 0, cellM: 1 });
    expect(releasesOf([tank()], greedy)).toEqual(releasesOf([tank()]));
    const patient = foldOptions(parties, { delayMs: 24 * HOUR });
    expect(releasesOf([tank()], patient, at(34, 59)).flatMap(({ records }) => records)).toEqual([]);
    expect(() => new ReleaseFold(foldOptions(parties, { delayMs: Number.NaN }))).toThrow();
  });
});
