import { describe, expect, it } from 'vitest';
import {
  exampleEvent,
  exampleOf,
  exampleOptions,
  examplePrintout,
  exampleText,
} from '../example.ts';
import { checkAgreement, judge } from '../index.ts';

const agreement = exampleOf(
  '- { cite: "12", kind: cyber, against: { monitors: true, infrastructure: [Dam X, Grid Y], sectors: [health] } }',
);
const act = (attributes: object, parts: object = {}) =>
  exampleEvent({
    id: 'c1',
    class: { intrusion: 1 },
    sources: ['cert', 'mission'],
    attributes: attributes as Record<string, string>,
    ...parts,
  });
const run = (attributes: object, parts: object = {}, of = agreement) =>
  judge(of, [act(attributes, parts)], exampleOptions);
const verdicts = (attributes: object, parts: object = {}, of = agreement) =>
  run(attributes, parts, of).map(({ verdict, probability }) =>
    probability === Number(verdict === 'breach') ? verdict : `${verdict} ${probability}`,
  );

describe('an act through networks or radio', () => {
  it('against the monitors, listed infrastructure or a sector is a breach by nobody known', () => {
    for (const attributes of [
      { targetKind: 'monitors' },
      { target: 'mission' },
      { target: 'Dam X' },
      { target: ['Bank Z', 'Grid Y'] },
      { targetKind: 'infrastructure', sector: 'health', target: 'Clinic Q' },
    ])
      expect(verdicts(attributes)).toEqual(['breach']);
    expect(run({ target: 'Dam X' })[0]).toMatchObject({ party: 'unknown', nature: 'substantive' });
    expect(run({ target: 'Dam X', confidence: 97 })[0]?.reason).toBe(
      'Clause 12: intrusion c1 by an unknown party against Dam X, stated with confidence 97 %; barred against the monitors, Dam X, Grid Y, the sector health; P(breach) 0.97, breach, attribution undetermined: private persons are not excluded (Hague Regulations, art. 41); sources cert, mission.',
    );
  });

  it('against anything else is none of the clause', () => {
    expect(verdicts({ targetKind: 'infrastructure', sector: 'finance', target: 'Bank Z' })).toEqual(
      [],
    );
    expect(verdicts({ target: 'Dam X' }, { class: { shot: 1 } })).toEqual([]);
  });

  it('is undetermined where nobody says against whom', () => {
    expect(verdicts({})).toEqual(['undetermined 1']);
    expect(verdicts({ targetKind: 'infrastructure' })).toEqual(['undetermined 1']);
    expect(verdicts({ target: 'Bank Z' })).toEqual(['undetermined 1']);
  });

  it('is weighed by the confidence stated, from 0 to 100', () => {
    const weighed = (confidence: unknown) => verdicts({ target: 'Dam X', confidence });
    expect([95, 94.9, 5.1, 5, 0].map(weighed)).toEqual([
      ['breach 0.95'],
      ['undetermined 0.949'],
      ['undetermined 0.051'],
      ['compliant 0.05'],
      ['compliant'],
    ]);
    expect([101, -1, 'high'].map(weighed)).toEqual([
      ['undetermined 1'],
      ['undetermined 1'],
      ['undetermined 1'],
    ]);
  });

  it('is jamming and spoofing as well, without a place', () => {
    for (const name of ['jamming', 'spoofing', 'denial-of-service', 'data-destruction'])
      expect(verdicts({ targetKind: 'monitors' }, { class: { [name]: 1 } })).toEqual(['breach']);
    const only = exampleOf(
      '- { cite: "12", kind: cyber, what: [jamming], against: { monitors: true } }',
    );
    expect(verdicts({ targetKind: 'monitors' }, {}, only)).toEqual([]);
    expect(verdicts({ targetKind: 'monitors' }, { class: { jamming: 1 } }, only)).toEqual([
      'breach',
    ]);
  });

  it('is undetermined where the clause binds a party and nobody knows whose it was', () => {
    const bound = exampleOf(
      '- { cite: "12", kind: cyber, parties: [A], against: { infrastructure: [Dam X] } }',
    );
    expect(verdicts({ target: 'Dam X' }, {}, bound)).toEqual(['undetermined 1']);
    expect(verdicts({ target: 'Dam X' }, { party: 'A' }, bound)).toEqual(['breach']);
    expect(verdicts({ target: 'Dam X' }, { party: 'B' }, bound)).toEqual([]);
  });

  it('that one source nobody vouches for tells of is undetermined', () => {
    expect(verdicts({ target: 'Dam X' }, { trust: 'unauthenticated', sources: ['x'] })).toEqual([
      'undetermined 1',
    ]);
  });
});

describe('an outage', () => {
  const outage = (share: number, act: number) =>
    verdicts({ target: 'Dam X' }, { class: { outage: share, 'denial-of-service': act } });

  it('alone is at most undetermined: it may have other causes', () => {
    expect(outage(1, 0)).toEqual(['undetermined 1']);
    expect(run({ target: 'Dam X' }, { class: { outage: 1 } })[0]?.reason).toContain(
      '(an outage may have other causes)',
    );
    expect(outage(0.05, 0)).toEqual(['compliant 0.05']);
  });

  it('beside an act is a breach where the act alone reaches the standard of proof', () => {
    expect([outage(0.051, 0.949), outage(0.05, 0.95)]).toEqual([['undetermined 1'], ['breach']]);
  });
});

describe('a clause about cyber acts', () => {
  it('is printed in plain English, and refused where it protects nobody', () => {
    expect(examplePrintout(agreement)).toContain(
      'There may be no cyber acts, jamming, spoofing or outages against the monitors, Dam X, Grid Y, the sector health.',
    );
    const text = exampleText().replace(
      '{ cite: "10", kind: movement }',
      '{ cite: "10", kind: cyber, against: {} }',
    );
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? [] : checked.error).toMatchObject([
      { field: 'clauses[9].against', text: expect.stringContaining('must name monitors: true') },
    ]);
  });
});
