import type { JsonObject } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Desk, MINUTE, PEOPLE, type Person, SOUND } from './filings.fixture.ts';
import { type Filing, FORM_NAMES, FORMS, type FormName, tickFilings } from './index.ts';

const WORDS: Readonly<Record<string, JsonObject>> = {
  answer: { text: 'So it is.', outcome: 'remedied' },
  weigh: { result: 'neither', text: 'No other source.' },
  comment: { text: 'We were not there.' },
  close: { text: 'Heard.' },
  verify: { text: 'Seen.' },
  reject: { text: 'Not seen.' },
  waive: { text: 'No longer owed.' },
  refuse: { text: 'No.' },
  cancel: { text: 'No longer needed.' },
  extend: { dueAt: '2027-01-01T00:00:00Z', text: 'Floods.' },
  decide: { item: 'told-1', decision: 'Withdraw.' },
  corroborate: { how: 'visit' },
  refute: { how: 'imagery' },
  correct: { killed: SOUND.casualties.injured, injured: SOUND.casualties.killed },
  update: { status: 'closed' },
  receive: { digest: SOUND.delivery.digest },
};

const people = Object.keys(PEOPLE) as readonly Person[];
const steps = [...new Set(FORM_NAMES.flatMap((name) => Object.keys(FORMS[name].steps)))];

/** Only the fields that a step knows: what is left over makes it wrong, which is tried too. */
const said = (form: FormName, step: string, sound: boolean): JsonObject => {
  const words = WORDS[step] ?? {};
  const rule = FORMS[form].steps[step];
  if (!sound || rule === undefined) return words;
  const fits = [words, ...Object.entries(words).map(([key, value]) => ({ [key]: value })), {}];
  return fits.find((one) => rule.content.safeParse(one).success) ?? words;
};

/** Mostly steps of the form, and mostly well said: else every walk would end at the door. */
const actOn = (form: FormName) =>
  fc.record({
    who: fc.constantFrom(...people),
    step: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...Object.keys(FORMS[form].steps)) },
      { weight: 1, arbitrary: fc.constantFrom(...steps) },
    ),
    sound: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.boolean()),
    after: fc.constantFrom(0, 0, 1, MINUTE, 20 * MINUTE, 26 * 60 * MINUTE),
  });

/** The states that a form can ever be in. */
const statesOf = (name: FormName): ReadonlySet<string> => {
  const { steps: rules, clocks } = FORMS[name];
  return new Set([
    ...Object.values(rules).flatMap(({ from, to }) => [
      ...from,
      ...(typeof to === 'string' ? [to] : []),
    ]),
    ...clocks.flatMap((clock) => clock.while),
    ...['acknowledged', 'answered', 'corroborated', 'guaranteed', 'received', 'not-guaranteed'],
    ...['closed', 'kept', 'broken', 'in-doubt', 'not-observed', 'open', 'restricted', 'sent'],
    ...['delivered', 'uneven'],
  ]);
};

const filers: Readonly<Record<FormName, Person>> = {
  protest: 'a',
  message: 'a',
  'comment-window': 'officer',
  'counter-evidence': 'a',
  session: 'chair',
  remedy: 'chair',
  casualties: 'residents',
  silence: 'residents',
  crossing: 'a',
  complaint: 'residents',
  delivery: 'node',
};

describe.each(FORM_NAMES)('a %s, whoever does what in whatever order', (name) => {
  const act = actOn(name);

  it('reaches no state that its form does not lead to, and loses no line', () => {
    let taken = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
        const desk = new Desk();
        const [opened] = desk.file(filers[name], name, 'F-1', SOUND[name]).changed;
        if (opened === undefined) throw new Error(`${name} is not filed`);
        let before: Filing = opened;
        for (const { who, step, sound, after } of acts) {
          desk.goOn(after);
          const outcome = desk.step(who, opened.id, step, said(name, step, sound));
          const now = desk.filing(opened.id);
          expect(now.history.slice(0, before.history.length)).toEqual(before.history);
          expect(statesOf(name).has(now.state)).toBe(true);
          const line = now.history.at(-1);
          if (outcome.refusal === undefined) {
            taken += 1;
            const rule = FORMS[name].steps[step];
            expect(line).toMatchObject({ entry: 'step', step, by: PEOPLE[who].id });
            expect(rule?.from).toContain((line as { before: string }).before);
          } else {
            refused += 1;
            const moved = now.history.slice(before.history.length);
            expect(moved.filter(({ entry }) => entry === 'step')).toEqual([]);
          }
          const runs = now.clocks.filter(({ to }) => to === undefined).map(({ clock }) => clock);
          expect(new Set(runs).size).toBe(runs.length);
          before = now;
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(20);
  });

  it('says the same of party B as of party A', () => {
    const other = (text: string) =>
      text.replace(/"(A|B|a|b)("|:)/g, (_all, party: string, end: string) => {
        const image = { A: 'B', B: 'A', a: 'b', b: 'a' }[party];
        return `"${image}${end}`;
      });
    const image = (value: unknown) => JSON.parse(other(JSON.stringify(value)));
    const plain = (filing: Filing | undefined) =>
      JSON.parse(
        JSON.stringify(filing, (key, value) =>
          key === 'digest' || key === 'label' || key === 'text'
            ? undefined
            : key === 'shownTo'
              ? [...value].sort()
              : value,
        ),
      );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const run = (side: 'here' | 'there') => {
          const swap = (who: Person): Person =>
            side === 'here' ? who : who === 'a' ? 'b' : who === 'b' ? 'a' : who;
          const desk = new Desk();
          const words = side === 'here' ? SOUND[name] : image(SOUND[name]);
          const [filed] = desk.file(swap(filers[name]), name, 'F-1', words).changed;
          if (filed === undefined) throw new Error(`${name} is not filed`);
          for (const { who, step, sound, after } of acts) {
            desk.goOn(after);
            desk.step(swap(who), filed.id, step, said(name, step, sound));
          }
          tickFilings(desk.book, desk.now, desk.context);
          return plain(desk.filing(filed.id));
        };
        const sorted = (value: unknown) =>
          JSON.parse(
            JSON.stringify(value, (key, inside) =>
              key === 'shownTo' ? [...inside].sort() : inside,
            ),
          );
        expect(sorted(image(run('there')))).toEqual(sorted(run('here')));
      }),
      { numRuns: 25 },
    );
  });
});
