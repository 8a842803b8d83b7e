import { nodeHasher } from '@greenline/crypto';
import type { Label } from '@greenline/labels';
import { label } from '@greenline/labels';
import type { Action, PolicyEngine, Principal } from '@greenline/sharing';
import { policyEngineContract } from '@greenline/sharing/contract';
import { describe, expect, it } from 'vitest';
import { differ } from './differential.ts';
import { cedarEngine, type PolicyFiles } from './index.ts';

const engine = (text?: string): PolicyEngine => {
  const files = text === undefined ? undefined : new Map([['own.cedar', text]]);
  const made = cedarEngine(nodeHasher, files);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
};
const refused = (files: PolicyFiles) => {
  const made = cedarEngine(nodeHasher, files);
  return made.ok ? [] : made.error;
};
const officer: Principal = { id: 'officer', role: 'staff', name: 'Officer', may: [] };
const party: Principal = { id: 'a', role: 'party', member: 'A', name: 'A', may: [] };
const operational = { exercise: false };
const ALL = '@id("all") permit (principal, action, resource);';

policyEngineContract('Cedar', engine);

describe('the shipped policy', () => {
  it('agrees with the reference on 100,000 random questions', { timeout: 60_000 }, () => {
    const size = { questions: 100_000, principals: 10, labels: 12 };
    const { differences, asked, allowed } = differ(engine(), 20_260_310, size);
    expect(differences).toEqual([]);
    expect(asked).toBe(100_000);
    expect(allowed).toBeGreaterThan(2_000);
  });
});

describe('a mission that brings its own policy', () => {
  it('is heard', () => {
    const own = engine(
      `@id("only-tracks") permit (principal, action == Action::"read:track", resource);`,
    );
    const asked = label({ owner: 'mission' });
    expect(own.decide(officer, 'read:track', asked, operational)).toEqual({
      allow: true,
      reason: 'permitted by only-tracks',
    });
    expect(own.decide(officer, 'read:event', asked, operational).reason).toBe(
      'no policy permits it',
    );
    expect(own.version).not.toBe(engine().version);
  });

  it('cannot lift the floor: exact records stay with staff, exercise stays apart', () => {
    const own = engine(ALL);
    const toAll = label({ owner: 'A', releasableTo: ['public'] });
    expect(own.decide(party, 'read:track', toAll, operational)).toEqual({
      allow: false,
      reason: 'forbidden by no-targeting',
    });
    const drill = label({ owner: 'A', exercise: true });
    expect(own.decide(officer, 'read:track', drill, operational).reason).toContain(
      'exercise-apart',
    );
  });

  it.each([
    ['that does not parse', 'permit (principal', /unexpected|expected/],
    ['without an @id', 'permit (principal, action, resource);', /no @id/],
    ['that takes an @id of the floor', ALL.replace('all', 'no-targeting'), /taken/],
    [
      'with an attribute nobody has',
      '@id("x") permit (principal, action, resource) when { resource.owned };',
      /owned/,
    ],
    [
      'with an optional attribute unchecked',
      '@id("x") forbid (principal, action, resource) when { principal.member == "A" };',
      /member/,
    ],
    [
      'with an action nobody knows',
      '@id("x") permit (principal, action == Action::"read:all", resource);',
      /read:all/,
    ],
    [
      'with a forbid that can never hold',
      '@id("x") forbid (principal, action, resource) when { false };',
      /impossible|always false/,
    ],
    ['that is a template', '@id("x") permit (principal == ?principal, action, resource);', /templ/],
  ])('%s is refused, with the reason', (_, text, reason) => {
    const errors = refused(new Map([['own.cedar', text]]));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map((error) => error.text).join('\n')).toMatch(reason);
  });
});

describe('whatever goes wrong in a decision', () => {
  const ask = (own: PolicyEngine, asked: unknown, action: Action = 'read:track') =>
    own.decide(officer, action, asked as Label, operational);
  const good = label({ owner: 'mission' });

  it('is a denial where a forbid fails, though Cedar would skip it and allow', () => {
    const own = engine(
      `${ALL} @id("fails") forbid (principal, action, resource) when { 9223372036854775807 + 1 == 0 };`,
    );
    expect(ask(own, good)).toMatchObject({ allow: false });
    expect(ask(own, good).reason).toMatch(/^policy fails failed/);
  });

  it('is a denial where a permit fails beside one that holds', () => {
    const own = engine(
      `${ALL} @id("fails") permit (principal, action, resource) when { -9223372036854775807 - 2 == 0 };`,
    );
    expect(ask(own, good).allow).toBe(false);
  });

  it.each([
    ['an attribute is missing', ({ notReleasableTo: _, ...rest }: Label) => rest],
    ['an attribute is of another type', (one: Label) => ({ ...one, exercise: 'false' })],
    ['a number beyond 2^53 stands for a text', (one: Label) => ({ ...one, owner: 2 ** 60 })],
    ['a set holds sets', (one: Label) => ({ ...one, releasableTo: ['A', ['B']] })],
    ['a set holds null', (one: Label) => ({ ...one, caveats: [null] })],
    ['a text stands for an entity', (one: Label) => ({ ...one, owner: { __entity: 'x' } })],
    ['attributes nest 200 deep', (one: Label) => ({ ...one, owner: nested(200) })],
    ['attributes nest 20,000 deep', (one: Label) => ({ ...one, owner: nested(20_000) })],
    ['there is no label', () => undefined],
  ])('is a denial where %s', (_, spoil) => {
    const own = engine(ALL);
    const answer = attempt(() => ask(own, spoil(good)));
    expect(answer.allow).toBe(false);
    expect(ask(own, good).allow).toBe(true);
  });

  it('is a denial for an action nobody knows', () => {
    expect(ask(engine(ALL), good, 'read:everything' as Action).allow).toBe(false);
  });

  it('is nothing to a label of 10,000 readers', () => {
    const readers = Array.from({ length: 10_000 }, (_, index) => `nation-${index}`);
    const wide = label({ owner: 'mission', releasableTo: [...readers, 'A'] });
    const narrow = label({ owner: 'mission', releasableTo: readers });
    const own = engine();
    expect(own.decide(party, 'read:released-event', wide, operational).allow).toBe(true);
    expect(own.decide(party, 'read:released-event', narrow, operational).allow).toBe(false);
  });

  it('is nothing to names that read like policy text', () => {
    const odd = label({
      owner: 'A"; permit (principal, action, resource); //',
      releasableTo: ['*'],
    });
    expect(engine().decide(party, 'read:released-event', odd, operational).allow).toBe(false);
  });
});

/** As the decision point does: an engine that throws has denied. */
function attempt(ask: () => { readonly allow: boolean }): { readonly allow: boolean } {
  try {
    return ask();
  } catch {
    return { allow: false };
  }
}

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}
