import { describe, expect, it } from 'vitest';
import {
  exampleEvent,
  exampleObject,
  exampleOf,
  exampleOptions,
  examplePrintout,
  exampleText,
} from '../example.ts';
import { checkAgreement, judge } from '../index.ts';

const fast = exampleOf(
  `- { cite: "9", kind: condition, what: [ground-vehicle], zone: town, breach: 'fact.attributes.speed > 20.0' }`,
  'zones:\n  town: { disc: { centre: [31, 48], radius: 5 km } }',
);
const anywhere = (breach: string) =>
  exampleOf(`- { cite: "9", kind: condition, what: [happening, object], breach: '${breach}' }`);
const vehicle = (attributes: object, parts: object = {}, sigmaM?: number) =>
  exampleObject(
    {
      id: 't1',
      class: { tank: 1 },
      position: { lon: 31, lat: 48 },
      attributes: attributes as Record<string, number>,
      ...parts,
    },
    sigmaM,
  );
const verdict = (...[agreement, ...facts]: [typeof fast, ...Parameters<typeof judge>[1][]]) =>
  judge(
    agreement,
    facts.flatMap((one) => [...one]),
    exampleOptions,
  ).map(({ verdict: said, probability }) =>
    probability === Number(said === 'breach') ? said : `${said} ${probability}`,
  )[0];

describe('a clause that only an expression can say', () => {
  it('is broken where it is true, kept where it is false, undetermined where it cannot tell', () => {
    const at = (attributes: object) => verdict(fast, [vehicle(attributes)]);
    expect([at({ speed: 20 }), at({ speed: 20.001 })]).toEqual(['compliant', 'breach']);
    expect([at({}), at({ speed: 'fast' })]).toEqual(['undetermined 1', 'undetermined 1']);
  });

  it('says so in one sentence with the expression', () => {
    const reason = (attributes: object) =>
      judge(fast, [vehicle(attributes)], exampleOptions)[0]?.reason;
    expect(reason({ speed: 30 })).toBe(
      'Clause 9: tank t1 of A in town breaks; a breach is where fact.attributes.speed > 20.0; P(breach) 1, breach; source mast 1.',
    );
    expect(reason({})).toContain('cannot be decided from what is known');
  });

  it('is weighed by place and class', () => {
    const at = (lon: number, share = 1) =>
      verdict(fast, [
        vehicle({ speed: 30 }, { position: { lon, lat: 48 }, class: { tank: share } }, 500),
      ]);
    expect(at(31.2)).toBeUndefined();
    expect(at(31.067)).toMatch(/^undetermined 0\.4/);
    expect([at(31, 0.949), at(31, 0.95)]).toEqual(['undetermined 0.949', 'breach 0.95']);
    expect([at(31, 0.051), at(31, 0.05)]).toEqual(['undetermined 0.051', 'compliant 0.05']);
  });

  it('is asked of objects and events, whole numbers and party included', () => {
    const many = anywhere('fact.attributes.rounds >= 3 && fact.party == "A"');
    const burst = (rounds: number, party: string) =>
      exampleEvent({
        id: 'e1',
        class: { burst: 1 },
        party,
        sources: ['a', 'b'],
        attributes: { rounds },
      });
    expect(verdict(many, [burst(3, 'A')])).toBe('breach');
    expect(verdict(many, [burst(2, 'A')])).toBe('compliant');
    expect(verdict(many, [burst(3, 'B')])).toBe('compliant');
  });

  it('is none of the clause for other classes', () => {
    expect(verdict(fast, [vehicle({ speed: 30 }, { class: { howitzer: 1 } })])).toBeUndefined();
  });

  it('is printed as it is written, and refused where it is no CEL', () => {
    expect(examplePrintout(fast)).toContain(
      'Of ground vehicles in “town”, it is a breach where this is true: fact.attributes.speed > 20.0',
    );
    const text = exampleText().replace(
      '{ cite: "10", kind: movement }',
      '{ cite: "10", kind: condition, what: [tank], breach: "fact.party ==" }',
    );
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? [] : checked.error).toMatchObject([
      { field: 'clauses[9].breach', text: expect.stringContaining('is no CEL expression') },
    ]);
  });
});
