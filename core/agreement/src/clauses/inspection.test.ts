import { formatInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgreement } from '../check.ts';
import { exampleOptions, examplePrintout } from '../example.ts';
import { agreementOf, agreementText, factsOf, judged, lines, time } from './declared.fixture.ts';

const done = (at: string, parts: object = {}) => ({
  fact: 'inspection',
  zone: 'north',
  at: at.includes('T') ? at : `${at}T00:00:00Z`,
  result: 'done',
  ...parts,
});

describe('an inspection owed every 15 days', () => {
  const agreement = agreementOf(
    '  - { cite: "1", kind: inspection, zone: north, every: 15 d, since: "2026-03-01T00:00:00Z" }',
  );
  const run = (facts: readonly object[], asOf?: string) =>
    judged(agreement, factsOf(...facts), asOf === undefined ? undefined : time(asOf));

  it('is in time on the fifteenth day to the second, and late one second after', () => {
    expect(lines(run([done('2026-03-16')]))).toEqual(['1 north mission compliant 360 360']);
    const [late] = run([done('2026-03-16T00:00:01Z')]);
    expect(late).toMatchObject({ verdict: 'breach', party: 'mission', from: time('2026-03-16') });
  });

  it('that was missed by one day is held against the mission, until it is made good', () => {
    expect(lines(run([done('2026-03-17')]))).toEqual([
      '1 north mission breach 384 360',
      '1 north mission compliant 0 360',
    ]);
    expect(lines(run([], '2026-03-16T00:00:00Z'))).toEqual([]);
    const [missed] = run([], '2026-03-17');
    expect(missed).toMatchObject({ verdict: 'breach', measured: 384, inputs: [] });
    expect(missed?.reason).toBe(
      'Clause 1: 16 d since the mission inspected north the time before, limit 15 d, 24 h beyond it; P(breach) 1, breach; no source named.',
    );
  });

  it('to which access was denied is not done, and excuses the mission for one interval more', () => {
    const refused = done('2026-03-10', { result: 'denied at the gate' });
    expect(lines(run([refused], '2026-03-16T00:00:00Z'))).toEqual([]);
    const [excused] = run([refused], '2026-03-20');
    expect(excused).toMatchObject({ verdict: 'undetermined', from: time('2026-03-16') });
    expect(excused?.reason).toContain('(access was denied)');
    expect(excused?.inputs).toHaveLength(1);
    expect(lines(run([refused, done('2026-03-24')]))).toEqual([
      '1 north mission undetermined 552 360',
      '1 north mission compliant 0 360',
    ]);
    const given = run([refused], '2026-03-26');
    expect(given.map(({ verdict, from }) => [verdict, formatInstant(from)])).toEqual([
      ['undetermined', '2026-03-16T00:00:00Z'],
      ['breach', '2026-03-25T00:00:00Z'],
    ]);
  });

  it('is late until somebody at least tries', () => {
    const refused = done('2026-03-20', { result: 'Denied' });
    const tried = run([refused], '2026-04-10');
    expect(
      tried.map(({ verdict, from, to }) => [verdict, ...[from, to].map(formatInstant)]),
    ).toEqual([
      ['breach', '2026-03-16T00:00:00Z', '2026-03-20T00:00:00Z'],
      ['undetermined', '2026-03-20T00:00:00Z', '2026-03-20T00:00:00Z'],
      ['breach', '2026-04-04T00:00:00Z', '2026-04-04T00:00:00Z'],
    ]);
  });

  it('is owed to each place by itself, and a site is not the zone of another', () => {
    const two = agreementOf(
      '  - { cite: "1", kind: inspection, zones: [north, south], sites: [depot], every: 15 d, since: "2026-03-01T00:00:00Z" }',
    );
    const facts = factsOf(
      done('2026-03-05'),
      done('2026-03-05', { zone: undefined, site: 'depot' }),
    );
    expect(lines(judged(two, facts, time('2026-03-18')))).toEqual([
      '1 depot mission compliant 96 360',
      '1 north mission compliant 96 360',
      '1 south mission breach 408 360',
    ]);
  });

  it('may be another’s duty, or that of several, each charged alone', () => {
    const both = agreementOf(
      '  - { cite: "1", kind: inspection, zone: north, every: 15 d, since: "2026-03-01T00:00:00Z", by: [guard, A] }',
    );
    expect(lines(judged(both, [], time('2026-03-17')))).toEqual([
      '1 A+north A breach 384 360',
      '1 guard+north guard breach 384 360',
    ]);
  });
});

describe('an inspection on request', () => {
  const agreement = agreementOf(
    '  - { cite: "29", kind: inspection, zones: [north, south], onRequest: 48 h }',
  );
  const run = (facts: readonly object[], asOf?: string) =>
    judged(agreement, factsOf(...facts), asOf === undefined ? undefined : time(asOf));
  const request = (id: string, parts: object = {}) => ({
    fact: 'request',
    id,
    party: 'A',
    receivedAt: '2026-03-10T06:00:00Z',
    zone: 'north',
    ...parts,
  });

  it('is in time after 48 hours, and late one second after', () => {
    expect(lines(run([request('R-1'), done('2026-03-12T06:00:00Z')]))).toEqual([
      '29 R-1 mission compliant 48 48',
    ]);
    const [late] = run([request('R-1'), done('2026-03-12T06:00:01Z')]);
    expect(late).toMatchObject({
      verdict: 'breach',
      party: 'mission',
      from: time('2026-03-12T06:00:00Z'),
      to: time('2026-03-12T06:00:01Z'),
      limit: 48,
    });
    expect(late?.inputs).toHaveLength(2);
    expect(late?.reason).toContain('since the mission received request R-1 of A to inspect north');
  });

  it('falls due by itself, and what was done before receipt is no answer', () => {
    const early = done('2026-03-10T05:59:59Z');
    expect(run([early, request('R-1')], '2026-03-12T06:00:00Z')).toEqual([]);
    expect(lines(run([early, request('R-1')], '2026-03-12T07:00:00Z'))).toEqual([
      '29 R-1 mission breach 49 48',
    ]);
  });

  it('is one subject a request: an inspection that names one answers no other', () => {
    const facts = [
      request('R-1'),
      request('R-2', { party: 'B' }),
      request('R-3', { zone: 'south' }),
      done('2026-03-11T06:00:00Z', { request: 'R-2' }),
    ];
    expect(lines(run(facts, '2026-03-12T07:00:00Z'))).toEqual([
      '29 R-2 mission compliant 24 48',
      '29 R-1 mission breach 49 48',
      '29 R-3 mission breach 49 48',
    ]);
    const unnamed = [request('R-1'), request('R-2', { party: 'B' }), done('2026-03-11T06:00:00Z')];
    expect(run(unnamed).map(({ verdict }) => verdict)).toEqual(['compliant', 'compliant']);
  });

  it('binds only where the clause says who may ask and for what', () => {
    const strange = [request('R-1', { party: 'guard' }), request('R-2', { zone: 'east' })];
    expect(run(strange, '2026-03-20')).toEqual([]);
    const open = agreementOf(
      '  - { cite: "29", kind: inspection, onRequest: 48 h, askedBy: [guard] }',
    );
    expect(lines(judged(open, factsOf(...strange), time('2026-03-20')))).toEqual([
      '29 R-1 mission breach 234 48',
    ]);
  });

  it('that was denied in time is nobody’s breach, whenever it is made good', () => {
    const refused = done('2026-03-11T06:00:00Z', { result: 'denied' });
    expect(lines(run([request('R-1'), refused], '2026-03-13T06:00:00Z'))).toEqual([
      '29 R-1 mission undetermined 72 48',
    ]);
    expect(lines(run([request('R-1'), refused, done('2026-03-13T06:00:00Z')]))).toEqual([
      '29 R-1 mission undetermined 72 48',
    ]);
    const late = done('2026-03-12T06:00:01Z', { result: 'denied' });
    expect(run([request('R-1'), late], '2026-03-13T06:00:00Z')[0]?.verdict).toBe('breach');
  });

  it('counts from the first receipt, and is answered once', () => {
    const again = request('R-1', { receivedAt: '2026-03-11T06:00:00Z' });
    expect(lines(run([request('R-1'), again], '2026-03-12T06:30:00Z'))).toEqual([
      '29 R-1 mission breach 48.5 48',
    ]);
    const told = run([request('R-1'), done('2026-03-10T08:00:00Z'), again], '2026-03-20');
    expect(lines(told)).toEqual(['29 R-1 mission compliant 2 48']);
  });
});

describe('two verifications a month', () => {
  const agreement = agreementOf(
    '  - { cite: VI, kind: inspection, zone: north, timesAMonth: 2, since: "2026-02-10 00:00" }',
  );
  const run = (facts: readonly object[], asOf: string) =>
    judged(agreement, factsOf(...facts), time(asOf));

  it('are counted in whole months of the calendar where the agreement holds', () => {
    const facts = [
      done('2026-02-20'),
      done('2026-02-28T21:59:59Z'),
      done('2026-02-28T22:00:00Z'),
      done('2026-03-31T20:59:59Z'),
      done('2026-03-31T21:00:00Z'),
    ];
    const found = run(facts, '2026-04-30T21:00:00Z');
    expect(lines(found)).toEqual([
      'VI 2026-03+north mission compliant 2 2',
      'VI 2026-04+north mission breach 1 2',
    ]);
    expect(found[1]).toMatchObject({
      from: time('2026-03-31T21:00:00Z'),
      to: time('2026-04-30T21:00:00Z'),
      margin: 1,
    });
    expect(found[1]?.reason).toContain(
      'the mission inspected north 1 times in 2026-04, at least 2 are owed, 1 beyond it',
    );
    expect(run(facts, '2026-04-30T20:59:59Z')).toHaveLength(1);
  });

  it('are excused where access was denied, as often as it was', () => {
    const refused = (at: string) => done(at, { result: 'denied' });
    const month = (...facts: readonly object[]) =>
      run(facts, '2026-03-31T21:00:00Z').map(({ verdict }) => verdict);
    expect(month(done('2026-03-02'), refused('2026-03-20'))).toEqual(['undetermined']);
    expect(month(refused('2026-03-20'))).toEqual(['breach']);
    expect(month()).toEqual(['breach']);
    expect(month(done('2026-03-02'), done('2026-03-03'), refused('2026-03-20'))).toEqual([
      'compliant',
    ]);
  });
});

describe('an inspection clause', () => {
  const errors = (clause: string) => {
    const checked = checkAgreement(agreementText(`  - ${clause}`), exampleOptions.hasher);
    return checked.ok ? '' : checked.error.map(({ text }) => text).join('\n');
  };
  it.each([
    ['{ cite: "1", kind: inspection, zone: north }', /say every, timesAMonth or onRequest/],
    ['{ cite: "1", kind: inspection, every: 15 d, since: "2026-03-01" }', /say zone, zones/],
    ['{ cite: "1", kind: inspection, zone: north, every: 15 d }', /say since/],
    ['{ cite: "1", kind: inspection, zones: [nroth], onRequest: 2 d }', /did you mean north/],
    ['{ cite: "1", kind: inspection, onRequest: 2 d, by: [gaurd] }', /did you mean guard/],
    ['{ cite: "1", kind: inspection, zone: north, zones: [north], onRequest: 2 d }', /twice/],
  ])('%s is refused', (clause, words) => expect(errors(clause)).toMatch(words));

  it('reads as one sentence', () => {
    const agreement = agreementOf(
      '  - { cite: VI, kind: inspection, zones: [north, south], timesAMonth: 2, since: "2026-02-01", onRequest: 48 h }',
    );
    expect(examplePrintout(agreement)).toContain(
      'The mission must inspect “north” and “south” at least 2 times in each month and within 48 hours of receiving a request of either party',
    );
  });

  it('finds the same of B’s requests as of A’s', () => {
    const agreement = agreementOf('  - { cite: "29", kind: inspection, onRequest: 48 h }');
    const hours = fc.integer({ min: 0, max: 120 });
    const request = fc.record({
      party: fc.constantFrom('A', 'B'),
      hours,
      zone: fc.constantFrom('north', 'south'),
    });
    const visit = fc.record({ hours, zone: fc.constantFrom('north', 'south'), ok: fc.boolean() });
    const at = (hour: number) => formatInstant((time('2026-03-10') + hour * 3_600_000) as never);
    fc.assert(
      fc.property(fc.array(request), fc.array(visit), (asked, visits) => {
        const facts = (swap: boolean) =>
          factsOf(
            ...asked.map(({ party, hours, zone }, i) => ({
              fact: 'request',
              id: `R-${i}`,
              party: swap ? (party === 'A' ? 'B' : 'A') : party,
              receivedAt: at(hours),
              zone,
            })),
            ...visits.map(({ hours, zone, ok }) =>
              done(at(hours), { zone, result: ok ? 'done' : 'denied' }),
            ),
          );
        const run = (swap: boolean) => lines(judged(agreement, facts(swap), time('2026-03-20')));
        expect(run(true)).toEqual(run(false));
        expect(run(false)).toHaveLength(asked.length);
      }),
      { numRuns: 50 },
    );
  });
});
