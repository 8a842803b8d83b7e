import { instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import {
  exampleAgreement,
  exampleEvent,
  exampleObject,
  exampleOptions,
  exampleText,
} from './example.ts';
import { checkAgreement, type Fact, judge, LiveJudge, parseFacts } from './index.ts';

const HEAD = `
milestones:
  EIF: { at: "2026-03-01 00:00" }
  verified: { declared: true }
  quiet: { silence: 48 h, zone: buffer, since: EIF }
  later: { at: EIF+9d }
phases:
  tanks: { from: quiet, to: quiet+15d }
  guns: { after: tanks, to: quiet+39d }
  salvage: { from: verified, to: verified+2d }
clauses:
  - { cite: tanks, kind: no-presence, zone: own, what: [tank], phase: tanks }
  - { cite: guns, kind: no-presence, zone: own, what: [heavy], phase: guns }
  - { cite: salvage, kind: no-presence, zone: own, what: [military-truck], phase: salvage }
  - { cite: later, kind: no-presence, zone: own, what: [trench], from: later, to: later+2d }
`;
const text = exampleText().replace('\nclauses:', HEAD);
const agreement = exampleAgreement(text);
const errors = (from: string, to: string) => {
  expect(text).toContain(from);
  const checked = checkAgreement(text.replace(from, to), exampleOptions.hasher);
  return checked.ok
    ? ''
    : checked.error.map(({ line, text: words }) => `${line}: ${words}`).join('\n');
};
const HOUR = 3_600_000;
/** Hours after entry into force, 28 February 22:00 UTC. */
const EIF = Date.UTC(2026, 1, 28, 22);
const at = (hours: number) => instant(EIF + hours * HOUR);
const inOwn = { lon: 31, lat: 48.21 };
const seen = (id: string, kind: string, hours: number) =>
  exampleObject(
    { id, class: { [kind]: 1 }, attributes: { calibreMm: 122 }, position: inOwn, at: at(hours) },
    10,
  );
const shot = (hours: number, parts: object = {}) =>
  exampleEvent({ id: `s${hours}`, at: at(hours), position: inOwn, ...parts });
const declared = (line: object): readonly Fact[] => {
  const parsed = parseFacts([JSON.stringify(line)], exampleOptions.hasher);
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value.facts;
};
const verdicts = (clause: string, facts: readonly Fact[]) =>
  judge(agreement, facts, exampleOptions)
    .filter((one) => one.clause === clause)
    .map(({ verdict, from }) => [verdict, (from - EIF) / HOUR]);

describe('a phase that silence begins', () => {
  it('begins 48 hours after entry into force where nobody fires', () => {
    const facts = [seen('t', 'tank', 47.9), seen('t', 'tank', 48), seen('t', 'tank', 49)];
    expect(verdicts('tanks', facts)).toEqual([['breach', 48]]);
  });

  it('begins 48 hours after the last shot, and a shot after its beginning does not undo it', () => {
    const facts = [shot(20), ...[50, 68, 80].map((hours) => seen('t', 'tank', hours)), shot(70)];
    expect(verdicts('tanks', facts)).toEqual([['breach', 68]]);
  });

  it('is not held back by fire elsewhere, by what is no fire, or by what nobody vouches for', () => {
    const elsewhere = shot(40, { position: { lon: 31, lat: 49.5 } });
    const flare = shot(41, { class: { flare: 1 } });
    const rumour = shot(42, { trust: 'unauthenticated' });
    const facts = [elsewhere, flare, rumour, seen('t', 'tank', 48)];
    expect(verdicts('tanks', facts)).toEqual([['breach', 48]]);
  });

  it('opens the next phase when it ends, days later', () => {
    const facts = [100, 407.9, 408, 985].map((hours) => seen('g', 'howitzer', hours));
    expect(verdicts('guns', facts)).toEqual([['breach', 408]]);
  });

  it('judges what stands still from the hour on, live and ticked', () => {
    const live = new LiveJudge(agreement, exampleOptions);
    const far = { lon: 31, lat: 48.21 };
    const take = (hours: number) =>
      live.take(exampleObject({ id: 't', position: far, at: at(hours) })).map((one) => one.clause);
    expect(take(1)).not.toContain('tanks');
    live.tick(at(60));
    expect(take(61)).toContain('tanks');
  });
});

describe('a phase that people declare', () => {
  const facts = [0, 30, 50].map((hours) => seen('m', 'military-truck', hours));
  const milestone = (name: string) =>
    declared({ fact: 'milestone', name, at: '2026-03-02T00:00:00Z' });

  it('holds from the declaration on, and not without', () => {
    expect(verdicts('salvage', facts)).toEqual([]);
    expect(verdicts('salvage', [...milestone('verified'), ...facts])).toEqual([['breach', 30]]);
  });

  it('is not moved where the file says when it is', () => {
    expect(verdicts('later', [...milestone('later'), seen('w', 'trench', 30)])).toEqual([]);
    expect(verdicts('later', [seen('w', 'trench', 216)])).toEqual([['breach', 216]]);
  });
});

describe('an agreement with milestones and phases', () => {
  it.each([
    [
      'a milestone counted from itself',
      '{ at: EIF+9d }',
      '{ at: later+9d }',
      /cannot be counted from itself/,
    ],
    ['a milestone that nobody knows', 'from: later,', 'from: latre,', /did you mean later\?/],
    [
      'a milestone that nothing counts from',
      'from: later, to: later+2d',
      'from: EIF+9d',
      /is counted from nowhere/,
    ],
    ['a silence that counts from itself', 'since: EIF }', 'since: quiet }', /never comes/],
    [
      'two forms of a milestone',
      '{ declared: true }',
      '{ declared: true, at: EIF }',
      /exactly one of at, declared and silence/,
    ],
    [
      'a phase that ends before it begins',
      'to: quiet+15d',
      'to: quiet-1h',
      /phase tanks never starts/,
    ],
    [
      'phases that come after one another',
      'from: quiet, to: quiet+15d',
      'after: guns, to: quiet+15d',
      /never starts/,
    ],
    [
      'a phase after one without an end',
      'from: quiet, to: quiet+15d',
      'from: quiet',
      /phase tanks has no end/,
    ],
    ['a phase that nobody knows', 'phase: salvage', 'phase: salvace', /did you mean salvage\?/],
    ['a phase that no clause uses', ', phase: salvage', '', /used by no clause and no phase/],
    [
      'a window of one milestone the wrong way round',
      'to: later+2d',
      'to: later-2d',
      /lies before from|never in force/,
    ],
    [
      'a zone that hangs on what is declared',
      'own: { band',
      'own: { validity: { from: verified }, band',
      /not known beforehand/,
    ],
  ])('is refused for %s', (_, from, to, words) => {
    expect(errors(from, to)).toMatch(words);
  });
});
