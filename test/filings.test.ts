import { deserialize, serialize } from 'node:v8';
import { canonicalJson, type Instant, instant, type JsonObject } from '@greenline/base';
import type { Case } from '@greenline/cases';
import { type JournalInput, type Row, readRecord, Walk, type WalkState } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { filings, handedIn, shownFilings } from './support/filing.ts';
import {
  exampleFiles,
  folded,
  message,
  missionOf,
  moment,
  PORTS,
  sighting,
} from './support/walk-in-process.ts';

/** The example mission, with a clause that the parties read differently. */
const files = exampleFiles();
files['agreement.yaml'] = (files['agreement.yaml'] ?? '').replace(
  '    what: [forces]\n    zone: buffer\n',
  '    what: [forces]\n    zone: buffer\n    readings:\n      total: { zone: buffer }\n      north: { zone: buffer }\n',
);
const mission = missionOf(files);
const HOUR = 3_600_000;
const SEEN = moment('2026-03-10T10:05:00Z');
const ON_THE_HOUR = moment('2026-03-10T10:00:00Z');

const shot = (at: Instant, lon = 35.5, sensor = 'lead-drone-1') =>
  message(
    'geojson',
    sighting({
      ...{ kind: 'event', class: 'explosion', party: 'A', sensor, sigmaM: 20, lon, lat: 47.6 },
      observedAt: new Date(at).toISOString(),
    }),
    at,
  );

/** Folds inputs that depend on what came of those before. */
class Play {
  readonly rows: Row[] = [];
  readonly inputs: JournalInput[] = [];
  readonly #walk = new Walk(PORTS, mission);
  #seq = 0;

  give(...inputs: readonly JournalInput[]): void {
    for (const input of inputs) {
      this.#seq += 1;
      this.inputs.push(input);
      this.#walk.fold({ ...input, seq: this.#seq });
      this.rows.push(...this.#walk.take().rows);
    }
  }

  file(by: string, what: JsonObject, at: number): void {
    this.give(handedIn(by, what, instant(at)));
  }

  step(by: string, about: string, step: string, at: number): void {
    const command = { id: `${step}-${at}-${by}`, at: new Date(at).toISOString(), by, case: about };
    this.give({
      ...message('command', { ...command, step, reason: 'seen twice' }, instant(at)),
      by,
    });
  }

  tick(at: number): void {
    this.give({ ...message('x', '', instant(at)), type: 'tick', by: 'clock' });
  }

  /** The newest of each case. */
  cases(): readonly Case[] {
    const of = this.rows.filter(({ kind }) => kind === 'case');
    return [...new Map(of.map(({ id, body }) => [id, readRecord<Case>(body)])).values()];
  }

  refusals(): readonly string[] {
    return this.rows
      .filter(({ kind }) => kind === 'refusal')
      .map(({ body }) => JSON.parse(body).error)
      .map(({ kind, field }) => `${kind} ${field}`);
  }
}

/** A shot that was seen, confirmed, and released to both parties. */
function released() {
  const play = new Play();
  play.give(shot(SEEN));
  const shotCase = play.cases().find(({ clause }) => clause === '4');
  if (shotCase === undefined) throw new Error('no case on clause 4');
  const { id } = shotCase;
  for (const [minute, step] of ['verify', 'confirm'].entries())
    play.step('duty-officer', id, step, SEEN + (minute + 1) * 60_000);
  for (let hour = 1; hour <= 8; hour++) play.tick(ON_THE_HOUR + hour * HOUR);
  const told = play.rows.find(
    ({ kind, parent }) => kind === 'released-case' && parent === 'parties',
  );
  return { play, id, told: told?.id ?? 'none' };
}

const caseOf = (play: Play, id: string) => play.cases().find((one) => one.id === id);

describe('a case that was released to both parties', () => {
  it('opens a window for comments for each of them at the same instant, and not before', () => {
    const { play, id, told } = released();
    const windows = [...filings(play.rows).values()].filter(
      ({ form }) => form === 'comment-window',
    );
    expect(windows.map(({ for: whose }) => whose).sort()).toEqual(['A', 'B']);
    expect(new Set(windows.map(({ openedAt }) => openedAt)).size).toBe(1);
    expect(windows[0]).toMatchObject({ case: id, id: `A:comment-${told}` });
    const release = play.rows.find(({ kind, body }) => kind === 'release' && body.includes(told));
    expect(windows[0]?.openedAt).toBe(
      readRecord<{ releasedAt: Instant }>(release?.body ?? '').releasedAt,
    );
    const text = [...shownFilings(play.rows).values()].map((one) => canonicalJson(one));
    expect(text.join()).toContain(told);
    expect(text.join()).not.toContain(id);
  });

  it('bears a comment in time, to the millisecond; a late one stands marked beside it', () => {
    const { play, id, told } = released();
    const opened = filings(play.rows).get(`A:comment-${told}`)?.openedAt ?? 0;
    const say = (by: string, party: string, at: number) =>
      play.file(
        by,
        { filing: `${party}:comment-${told}`, step: 'comment', with: { text: `at ${at}` } },
        at,
      );
    say('liaison-a', 'A', opened + 24 * HOUR);
    say('liaison-b', 'B', opened + 24 * HOUR + 1);
    expect(play.refusals()).toEqual([]);
    const replies = caseOf(play, id)?.history.filter(
      (line) => line.entry === 'step' && line.step.step === 'reply',
    );
    expect(replies).toMatchObject([
      { step: { by: 'liaison-a', with: { filing: `A:comment-${told}` } } },
    ]);
    const late = filings(play.rows).get(`B:comment-${told}`)?.history.at(-1);
    expect(late).toMatchObject({ entry: 'step', late: true });
  });
});

/** A session of the commission that decided a remedy on the case. */
function remedied() {
  const { play, id, told } = released();
  let at = SEEN + 9 * HOUR;
  const next = () => {
    at += 60_000;
    return at;
  };
  play.step('duty-officer', id, 'refer', next());
  play.file(
    'chair',
    { file: 'session', id: 'S-1', with: { sitsAt: '2026-03-11T10:00:00Z', agenda: [told] } },
    next(),
  );
  for (const who of ['liaison-a', 'liaison-b', 'chair'])
    play.file(who, { filing: 'commission:S-1', step: 'attend' }, next());
  play.file('chair', { filing: 'commission:S-1', step: 'open' }, next());
  const remedy = { id: 'R-1', party: 'A', act: 'Withdraw.', dueAt: '2026-03-20T00:00:00Z' };
  const decision = { item: told, case: told, decision: 'Withdraw.', remedy };
  play.file('chair', { filing: 'commission:S-1', step: 'decide', with: decision }, next());
  return { play, id, told, next };
}

describe('the joint commission', () => {
  it('has a case that was sent up, under the name that the parties know, without its sources', () => {
    const { play, id, told } = remedied();
    const rows = play.rows.filter(({ kind }) => kind === 'commission-case');
    expect(new Set(rows.map((row) => row.id))).toEqual(new Set([told]));
    const last = JSON.parse(rows.at(-1)?.body ?? '{}');
    expect(last).toMatchObject({ state: 'remedy-agreed', clause: '4' });
    expect(last.history.map((line: { step: string }) => line.step)).toEqual([
      'verify',
      'confirm',
      'refer',
      'remedy',
    ]);
    expect(rows.map(({ body }) => body).join()).not.toMatch(
      new RegExp(`${id}|lead-drone|47\\.6|35\\.5|10:05`),
    );
  });

  it('leads the case on by a remedy, and the mission’s verification leads it further', () => {
    const { play, id, next } = remedied();
    expect(play.refusals()).toEqual([]);
    expect(caseOf(play, id)?.state).toBe('remedy-agreed');
    expect(filings(play.rows).get('commission:R-1')).toMatchObject({ case: id, state: 'owed' });
    play.file('liaison-a', { filing: 'commission:R-1', step: 'report-done' }, next());
    play.file(
      'duty-officer',
      { filing: 'commission:R-1', step: 'verify', with: { text: 'Seen.' } },
      next(),
    );
    expect(caseOf(play, id)?.state).toBe('re-verified');
  });

  it('is not obeyed where the case cannot follow: nothing is agreed then', () => {
    const { play, id, told, next } = remedied();
    const again = {
      item: told,
      case: told,
      decision: 'Again.',
      remedy: { id: 'R-2', party: 'A', act: 'Again.', dueAt: '2026-03-21T00:00:00Z' },
    };
    play.file('chair', { filing: 'commission:S-1', step: 'decide', with: again }, next());
    expect(play.refusals()).toEqual(['case-refuses step']);
    expect(filings(play.rows).has('commission:R-2')).toBe(false);
    expect(caseOf(play, id)?.state).toBe('remedy-agreed');
  });

  it('agrees no second remedy under the id of one that stands', () => {
    const { play, id, told, next } = remedied();
    play.file(
      'duty-officer',
      { filing: 'commission:R-1', step: 'verify', with: { text: 'Seen.' } },
      next(),
    );
    const remedy = { id: 'R-1', party: 'B', act: 'Again.', dueAt: '2026-03-21T00:00:00Z' };
    const again = { item: told, decision: 'Again.', remedy };
    play.file('chair', { filing: 'commission:S-1', step: 'decide', with: again }, next());
    expect(play.refusals()).toEqual(['case-refuses step']);
    expect(filings(play.rows).get('commission:R-1')).toMatchObject({
      case: id,
      with: { party: 'A' },
    });
  });

  it('chooses a reading, which is declared', () => {
    const { play, told, next } = remedied();
    const choice = {
      item: told,
      decision: 'As a total.',
      choice: { clause: '2(a)', reading: 'total' },
    };
    play.file('chair', { filing: 'commission:S-1', step: 'decide', with: choice }, next());
    const declared = play.rows
      .filter(({ kind }) => kind === 'declaration')
      .map(({ body }) => JSON.parse(body));
    expect(declared).toMatchObject([{ declaration: 'choice', clause: '2(a)', reading: 'total' }]);
    const wrong = { ...choice, choice: { clause: '2(a)', reading: 'nobodys' } };
    play.file('chair', { filing: 'commission:S-1', step: 'decide', with: wrong }, next());
    expect(play.refusals()).toEqual(['case-refuses step']);
  });

  it('is named by a new case that is like the one it remedied', () => {
    const { play, id, next } = remedied();
    play.give(shot(instant(next()), 35.9));
    const newCase = play.cases().find((one) => one.clause === '4' && one.id !== id);
    expect(newCase?.history.at(-1)).toMatchObject({
      entry: 'step',
      step: { step: 'note', with: { recurrenceOf: id, remedy: 'commission:R-1' } },
    });
    expect(filings(play.rows).get('commission:R-1')?.history.at(-1)).toMatchObject({
      rule: 'recurrence',
    });
  });
});

describe('counter-evidence', () => {
  const evidence = (party: string, by: string, lon: number) => {
    const play = new Play();
    const item = {
      kind: 'object',
      class: 'tank',
      seenAt: '2026-03-10T09:55:00Z',
      position: { lon, lat: 47.6 },
      sigmaM: 5,
      party,
    };
    const items = Array.from({ length: 3 }, () => item);
    play.file(
      by,
      {
        file: 'counter-evidence',
        id: 'E-1',
        with: { party: by === 'liaison-a' ? 'A' : 'B', items },
      },
      SEEN,
    );
    return play;
  };

  it('is judged as what the mission sees, and never more than undetermined by itself', () => {
    const play = evidence('B', 'liaison-a', 35.5);
    const outcome = filings(play.rows).get('A:E-1')?.outcome as unknown as {
      source: string;
      findings: readonly { verdict: string; probability: number; reason: string }[];
    };
    expect(outcome.source).toBe('party-A');
    expect(outcome.findings.length).toBeGreaterThan(0);
    expect(outcome.findings.filter(({ verdict }) => verdict === 'breach')).toEqual([]);
    expect(
      outcome.findings.some(({ reason }) => /unauthenticated, single source/.test(reason)),
    ).toBe(true);
  });

  it('moves no track, opens no case, and makes no finding of the mission', () => {
    const play = evidence('B', 'liaison-a', 35.5);
    const made = play.rows.filter(({ kind }) =>
      /^(track|case|finding|event|observation)$/.test(kind),
    );
    expect(made).toEqual([]);
  });
});

describe('a window of silence in the walk', () => {
  const AREA = {
    type: 'Polygon',
    coordinates: [
      [
        [35.4, 47.5],
        [35.6, 47.5],
        [35.6, 47.7],
        [35.4, 47.7],
        [35.4, 47.5],
      ],
    ],
  };
  const silence = (between: readonly JournalInput[]) => {
    const play = new Play();
    const said = {
      works: 'water',
      from: '2026-03-10T12:00:00Z',
      to: '2026-03-10T13:30:00Z',
      area: AREA,
    };
    play.file('residents', { file: 'silence', id: 'Q-1', with: said }, SEEN);
    for (const who of ['liaison-a', 'liaison-b'])
      play.file(who, { filing: 'humanitarian:Q-1', step: 'guarantee' }, SEEN + 60_000);
    play.give(...between);
    const shownBefore = shownFilings(play.rows).get('humanitarian:Q-1');
    play.tick(moment('2026-03-10T20:00:00Z'));
    expect(shownFilings(play.rows).get('humanitarian:Q-1')).toEqual(shownBefore);
    play.tick(moment('2026-03-10T20:00:01Z'));
    const id = 'humanitarian:Q-1';
    return [filings(play.rows).get(id)?.state, shownFilings(play.rows).get(id)?.state];
  };
  const look = message(
    'facts',
    {
      fact: 'coverage',
      sensor: 'aster-mast-1',
      area: AREA,
      from: '2026-03-10T12:00:00Z',
      to: '2026-03-10T13:00:00Z',
      pd: 0.9,
    },
    moment('2026-03-10T13:00:00Z'),
  );
  const fire = shot(moment('2026-03-10T12:40:00Z'));

  it('is kept, broken or not observed by what the walk saw, told six hours after its hour', () => {
    expect(silence([fire, look])).toEqual(['broken', 'broken']);
    expect(silence([look])).toEqual(['kept', 'kept']);
    expect(silence([])).toEqual(['not-observed', 'not-observed']);
  });

  it('is told by nothing that only staff may know', () => {
    const closed = shot(moment('2026-03-10T12:40:00Z'), 35.5, 'nobody-knows');
    expect(silence([closed, look])).toEqual(['broken', 'kept']);
  });
});

describe('filings of either party', () => {
  it('are the same but for the name, in every record', () => {
    const play = (a: 'A' | 'B') => {
      const b = a === 'A' ? 'B' : 'A';
      const [ours, theirs] = [`liaison-${a.toLowerCase()}`, `liaison-${b.toLowerCase()}`];
      const one = new Play();
      const text = 'Shots.';
      one.file(ours, { file: 'protest', id: 'P-1', with: { party: a, against: b, text } }, SEEN);
      one.file('duty-officer', { filing: `${a}:P-1`, step: 'acknowledge' }, SEEN + 1_000);
      one.file('duty-officer', { filing: `${a}:P-1`, step: 'forward' }, SEEN + 2_000);
      one.file(theirs, { filing: `${a}:P-1`, step: 'answer', with: { text } }, SEEN + 3_000);
      one.file(
        ours,
        { file: 'message', id: 'M-1', with: { to: ['mission'], priority: 'flash', text } },
        SEEN + 4_000,
      );
      one.file(theirs, { filing: `${a}:M-1`, step: 'acknowledge' }, SEEN + 5_000);
      one.file(
        ours,
        { file: 'crossing', id: 'X-1', with: { crossing: 'x', status: 'open' } },
        SEEN + 6_000,
      );
      one.tick(SEEN + HOUR);
      return one.rows
        .filter(({ kind }) => !kind.startsWith('release') || kind === 'released-filing')
        .map(({ kind, body }) => `${kind} ${body.replace(/sha256:[0-9a-f]+/g, '#')}`);
    };
    const swapped = play('B').map((line) =>
      line
        .replace(/(?<![A-Za-z0-9-])[AB](?=[":])/g, (party) => (party === 'A' ? 'B' : 'A'))
        .replace(/liaison-[ab]/g, (who) => (who === 'liaison-a' ? 'liaison-b' : 'liaison-a'))
        .replace(
          /"shownTo":\[[^\]]*\]/g,
          (list) => `"shownTo":${JSON.stringify(JSON.parse(list.slice(10)).sort())}`,
        ),
    );
    expect(swapped).toEqual(play('A'));
  });
});

describe('a journal with filings', () => {
  it('is folded alike whole and in parts, by way of a snapshot after each entry', () => {
    const { play } = remedied();
    const whole = folded(mission, play.inputs);
    const parts = folded(mission, play.inputs, (walk) => {
      walk.state.labels = walk.labels.entries();
      const state = deserialize(serialize(walk.state)) as WalkState;
      return new Walk(PORTS, mission, state);
    });
    expect(parts.rows).toEqual(whole.rows);
  });

  it('refuses whoever speaks for another, and who has no voice', () => {
    const play = new Play();
    const said = { to: ['mission'], priority: 'urgent', text: 'x' };
    play.file('liaison-a', { file: 'message', id: 'M-1', by: 'liaison-b', with: said }, SEEN);
    play.file('patrol-aster-1', { file: 'message', id: 'M-1', with: said }, SEEN);
    play.file('nobody', { file: 'message', id: 'M-1', with: said }, SEEN);
    play.file(
      'demining',
      { file: 'complaint', id: 'K-1', with: { about: 'water', households: '1' } },
      SEEN,
    );
    expect(play.refusals()).toEqual([
      'not-theirs by',
      'not-theirs by',
      'unknown-person by',
      'not-theirs by',
    ]);
    expect(filings(play.rows).size).toBe(0);
  });
});
