import { type JsonObject, utf8 } from '@greenline/base';
import { DECLARATIONS } from '@greenline/declarations';
import { type JournalInput, OPERATOR, unfamiliar } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { declared, keyOf, records, refusals, SOUND, WORD_OF } from './support/declaring.ts';
import { exampleFiles, folded, message, missionOf, moment } from './support/walk-in-process.ts';

const PRINCIPALS = 'policy/principals.yaml';
const files = exampleFiles();
const staffA = keyOf('liaison-a');
const { notice, deployment, fulfilment } = SOUND;

/** The example mission; those named bear a key, and nations may declare. */
function missionWith(keys: Readonly<Record<string, string>> = {}) {
  let text = files[PRINCIPALS] ?? '';
  for (const [id, key] of Object.entries(keys))
    text = text.replace(new RegExp(`(id: ${id},.*) }`), `$1, key: ${key} }`);
  return missionOf({ ...files, [PRINCIPALS]: text });
}
const mission = missionWith();
const signing = missionWith({ 'liaison-a': staffA.vkey });

const told = (inputs: readonly JournalInput[], of = mission) => {
  const { rows } = folded(of, inputs);
  return { rows, all: records(rows), refused: refusals(rows) };
};

/** A hand that speaks for each. */
const HANDS = {
  mission: 'duty-officer',
  A: 'liaison-a',
  B: 'liaison-b',
  birch: 'nation-birch',
  aster: 'nation-aster',
} as const;

describe('who may declare what', () => {
  it.each(DECLARATIONS)(
    'a %s is taken from whose word it is, from staff, and from nobody else',
    (word) => {
      for (const [who, hand] of Object.entries(HANDS)) {
        const { all, refused } = told([declared(hand, SOUND[word])]);
        const may = who === 'mission' || who === WORD_OF[word];
        expect(
          all.map(({ declaredBy }) => declaredBy),
          hand,
        ).toEqual(may ? [who] : []);
        expect(refused, hand).toEqual(may ? [] : [expect.stringMatching(/^not-theirs /)]);
      }
    },
  );

  it('nobody verifies his own act', () => {
    const verified = { ...fulfilment, verified: true };
    expect(told([declared('liaison-a', verified)]).refused).toEqual(['not-theirs verified']);
    expect(told([declared('duty-officer', verified)]).all).toMatchObject([{ verified: true }]);
  });

  it('a hand that may not declare does not, though it speaks for its nation', () => {
    const silent = told([declared('patrol-birch-1', { ...deployment, nation: 'birch' })]);
    expect(silent.refused).toEqual(['not-theirs declaration']);
  });

  it('a hand that the mission does not know declares nothing, the operator of a replay everything', () => {
    expect(told([declared('nobody', notice)]).all).toEqual([]);
    expect(told([declared(OPERATOR, SOUND.permit)]).all).toMatchObject([
      { declaredBy: 'mission', by: OPERATOR },
    ]);
    expect(told([declared(OPERATOR, SOUND.permit)]).all[0]).not.toHaveProperty('signedBy');
  });
});

describe('versions of a declaration', () => {
  const moved = { ...notice, to: '2026-03-10T15:00:00Z' };

  it('stand one after another: number, whose, when, and what it supersedes', () => {
    const { all, rows } = told([
      declared('liaison-a', notice, '2026-03-10T08:00:00Z'),
      declared('liaison-a', moved, '2026-03-10T09:00:00Z'),
    ]);
    expect(all).toMatchObject([
      { version: 1, under: 'N-1', declaredBy: 'A', by: 'liaison-a', signedBy: 'token' },
      { version: 2, recordedAt: moment('2026-03-10T09:00:00Z'), supersedes: all[0]?.digest },
    ]);
    expect(all[0]).not.toHaveProperty('supersedes');
    const kept = rows.filter(({ kind }) => kind === 'declaration');
    expect(new Set(kept.map(({ id }) => id)).size).toBe(2);
    expect(kept.map(({ parent }) => parent)).toEqual(['N-1', 'N-1']);
  });

  it('of others are refused, kept with the reason, and counted', () => {
    const theirs = { ...notice, party: 'B' };
    const { all, refused, rows } = told([
      declared('liaison-a', notice),
      declared('liaison-b', theirs),
    ]);
    expect(all).toHaveLength(1);
    expect(refused).toEqual(['not-theirs id']);
    const { state } = folded(mission, [
      declared('liaison-a', notice),
      declared('liaison-b', theirs),
    ]);
    expect(Object.fromEntries(state.refused)).toEqual({ 'not-theirs': 1 });
    expect(state.accepted).toBe(1);
    expect(JSON.stringify(rows.filter(({ kind }) => kind === 'refusal'))).toContain('liaison-b');
  });

  it('are of one kind: a notice and a request may bear the same id', () => {
    const request = { ...SOUND.request, id: notice.id, party: 'B' };
    const { all } = told([declared('liaison-a', notice), declared('liaison-b', request)]);
    expect(all.map(({ version }) => version)).toEqual([1, 1]);
  });

  it('of a list are all taken or none', () => {
    const list = [notice, { ...notice, id: 'N-2' }, { ...notice, id: 'N-3', party: 'B' }];
    expect(told([declared('liaison-a', list)])).toMatchObject({
      all: [],
      refused: ['not-theirs [2].party'],
    });
    expect(told([declared('liaison-a', list.slice(0, 2))]).all).toHaveLength(2);
    expect(told([declared('liaison-a', [notice, moved])]).all).toMatchObject([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('do not multiply when the same words come twice, nor are they judged twice', () => {
    const once = told([declared('liaison-a', notice)]);
    const twice = told([declared('liaison-a', notice), declared('liaison-a', notice)]);
    expect(twice.all).toEqual(once.all);
    expect(twice.refused).toEqual([]);
  });

  it('come in by a line of facts as well, and follow one another whichever way they came', () => {
    const { declaration: fact, ...rest } = moved;
    const line = {
      ...message(
        'facts',
        { fact, ...rest, receivedAt: '2026-03-10T09:30:00Z' },
        moment('2026-03-10T10:00:00Z'),
      ),
      by: 'liaison-a',
    };
    expect(told([declared('liaison-a', notice), line]).all).toMatchObject([
      { version: 1 },
      { version: 2 },
    ]);
  });

  it('are the same after the journal is folded anew, in other portions', () => {
    const inputs = [
      declared('nation-birch', deployment),
      declared('nation-birch', { ...deployment, personnel: 80 }),
      declared('duty-officer', { ...deployment, personnel: 90 }),
      declared('nation-birch', { ...deployment, personnel: 70 }),
    ];
    const { rows } = folded(mission, inputs);
    expect(records(rows).map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(folded(mission, inputs).rows).toEqual(rows);
  });
});

describe('the time of a party', () => {
  it('runs from when the mission had its word, whatever it writes', () => {
    const dated = { ...notice, receivedAt: '2026-03-01T00:00:00Z' };
    const at = '2026-03-10T10:00:00Z';
    expect(told([declared('liaison-a', dated, at)]).all).toMatchObject([
      { receivedAt: moment(at) },
    ]);
    const officers = told([declared('duty-officer', dated, at)]).all;
    expect(officers).toMatchObject([{ receivedAt: moment(dated.receivedAt) }]);
  });
});

describe('a signed declaration', () => {
  it('says that the key vouches, and keeps what was signed word for word', () => {
    const object = staffA.signed({ ...notice, remark: 'as agreed by telephone' });
    const { signature, ...words } = object;
    const { all, rows } = told([declared('liaison-a', object)], signing);
    expect(all).toMatchObject([{ signedBy: 'key', signature, message: words }]);
    expect(records(rows, 'released-declaration')).toMatchObject([{ signature, message: words }]);
  });

  const signed = staffA.signed(notice);
  it.each<[string, JsonObject, string]>([
    ['has no signature, though its declarer has a key', notice, 'liaison-a'],
    ['was changed since', { ...signed, to: '2026-03-10T20:00:00Z' }, 'liaison-a'],
    ['was given another id since', { ...signed, id: 'N-9' }, 'liaison-a'],
    ['was released to more since', { ...signed, releasableTo: ['B'] }, 'liaison-a'],
    ['comes by another hand', signed, 'duty-officer'],
    [
      'is signed with a key that nobody entered',
      keyOf('liaison-a', 'other').signed(notice),
      'liaison-a',
    ],
  ])('is refused where it %s', (_what, object, hand) => {
    expect(told([declared(hand, object)], signing)).toMatchObject({
      all: [],
      refused: ['bad-signature signature'],
    });
  });

  it('may come by a line of facts too', () => {
    const { declaration: fact, ...rest } = notice;
    const object = { fact, ...rest, receivedAt: '2026-03-10T10:00:00Z' };
    const line = (value: object) => ({
      ...message('facts', value, moment('2026-03-10T10:00:00Z')),
      by: 'liaison-a',
    });
    expect(told([line(staffA.signed(object))], signing).all).toMatchObject([{ signedBy: 'key' }]);
    expect(told([line(object)], signing).refused).toEqual(['bad-signature signature']);
  });

  it('of earlier days does not take a later one back', () => {
    const later = staffA.signed({ ...notice, to: '2026-03-10T13:00:00Z' });
    const { all, refused } = told(
      [signed, later, signed].map((object) => declared('liaison-a', object)),
      signing,
    );
    expect(all.map(({ version }) => version)).toEqual([1, 2]);
    expect(refused).toEqual(['superseded id']);
  });
});

describe('a party that talks without end', () => {
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ ...fulfilment, id: `F-${from + i}` }));

  it('is heard a thousand times a day, and again the next day', () => {
    const { all, refused } = told([
      declared('liaison-a', many(999)),
      declared('liaison-a', many(1, 999)),
      declared('liaison-a', many(1, 1_000)),
      declared('liaison-b', { ...fulfilment, id: 'of B', party: 'B' }),
      declared('liaison-a', many(1, 1_001), '2026-03-11T00:00:00Z'),
    ]);
    expect(refused).toEqual(['too-many undefined']);
    expect(all.slice(999).map(({ under }) => under)).toEqual(['F-999', 'of B', 'F-1001']);
  });

  it('and mission staff are not counted', () => {
    const { refused } = told([
      declared('duty-officer', many(1_000)),
      declared('duty-officer', many(1_000)),
    ]);
    expect(refused).toEqual([]);
  });
});

describe('to whom a declaration is shown', () => {
  it('its owner’s words go to nobody else unless he releases them; the mission’s to whom it names', () => {
    const { rows } = told([
      declared('liaison-a', notice),
      declared('liaison-a', { ...notice, id: 'N-2', releasableTo: ['B', 'aster'] }),
      declared('duty-officer', SOUND.permit),
      declared('duty-officer', { ...SOUND.permit, id: 'P-2', releasableTo: ['A', 'B'] }),
    ]);
    const released = records(rows, 'released-declaration');
    expect(released.map(({ under }) => under)).toEqual(['N-1', 'N-2', 'P-2']);
    for (const one of released) expect(one).not.toHaveProperty('by');
  });

  it('nobody can name readers that the mission does not know', () => {
    const odd = { ...notice, releasableTo: ['everybody'] };
    expect(told([declared('liaison-a', odd)]).refused).toEqual(['unknown-reader releasableTo']);
  });
});

describe('what is no declaration', () => {
  const raw = (text: string): JournalInput => ({
    ...declared('duty-officer', notice),
    bytes: utf8(text),
  });

  it.each([
    ['no JSON', '{', 'bad-json undefined'],
    ['a number', '7', 'bad-declaration '],
    ['an empty list', '[]', 'bad-declaration [0].'],
    ['of no known kind', '{"declaration":"wish"}', 'bad-declaration declaration'],
    ['nested too deep', `${'['.repeat(5e4)}${']'.repeat(5e4)}`, 'bad-declaration [0].'],
    [
      'nested too deep within',
      `{"declaration":"notice","size":${'{"a":'.repeat(5e4)}1${'}'.repeat(5e4)}}`,
      'bad-declaration ',
    ],
  ])('%s is refused and the fold goes on', (_what, text, reason) => {
    const { refused, all } = told([raw(text), declared('liaison-a', notice)]);
    expect(refused).toEqual([reason]);
    expect(all).toHaveLength(1);
  });

  it('a line of facts that nests too deep, or bears a label nobody knows, does not stop the fold', () => {
    const at = moment('2026-03-10T10:00:00Z');
    const deep = `{"fact":"event","id":"e","class":"explosion","at":"2026-03-10T10:00:00Z","attributes":${'{"a":'.repeat(4000)}1${'}'.repeat(4000)}}`;
    const { declaration: fact, ...rest } = SOUND.permit;
    const lines = [
      message('facts', deep, at),
      message('facts', { fact, ...rest, label: 'sha256:none' }, at),
    ];
    expect(told([...lines, declared('liaison-a', notice)])).toMatchObject({
      refused: ['bad-fact ', 'bad-fact label'],
      all: [{ under: 'N-1' }],
    });
  });
});

describe('names in a declaration', () => {
  const read = (object: JsonObject) => {
    const [one] = told([declared(OPERATOR, object)]).all;
    if (one === undefined) throw new Error('not read');
    return unfamiliar(one, mission);
  };

  it.each<[JsonObject, string, RegExp]>([
    [{ ...notice, party: 'a' }, 'party', /did you mean A\?/],
    [{ ...deployment, nation: 'brich' }, 'nation', /did you mean birch\?/],
    [{ ...deployment, zone: 'bufer' }, 'zone', /did you mean buffer\?/],
    [{ ...SOUND.waiver, clauses: ['2(a)', '9'] }, 'clauses', /9 is no clause/],
    [{ ...SOUND.waiver, agreedBy: ['A', 'birch'] }, 'agreedBy', /known are A, B/],
    [{ ...SOUND.choice, clause: '9' }, 'clause', /is no clause/],
    [{ ...notice, size: { tnak: 4 } }, 'size', /did you mean tank\?/],
  ])('that nobody bears are told with the nearest', (object, field, words) => {
    expect(read(object)).toMatchObject([{ field, text: expect.stringMatching(words) }]);
  });

  it('that are the mission’s own are not', () => {
    expect([notice, deployment, SOUND.waiver, SOUND.inspection].flatMap(read)).toEqual([]);
  });

  it('of a milestone are those that the agreement waits for, if it waits for any', () => {
    expect(read(SOUND.milestone)).toEqual([]);
    const waiting = { ...mission.agreement, declaredMilestones: new Set(['entry']) };
    const [one] = told([declared(OPERATOR, SOUND.milestone)]).all;
    expect(one && unfamiliar(one, { ...mission, agreement: waiting })).toMatchObject([
      { field: 'name', text: expect.stringMatching(/known are entry/) },
    ]);
  });

  it('of a reading are those of its clause', () => {
    expect(read(SOUND.choice)).toMatchObject([{ field: 'reading' }]);
  });
});
