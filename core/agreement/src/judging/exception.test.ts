import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleObject, exampleOptions, exampleText } from '../example.ts';
import { judge } from '../index.ts';

const inBuffer = { lon: 32.2, lat: 48.1 };

/** The finding of clause 2 about a tank, with one exception for parties. */
function found(excused: string, party: string | undefined) {
  const text = exampleText().replace(
    '{ cite: 2(a), kind: zone, zone: site }',
    `{ cite: 2(a), kind: party, parties: [${excused}] }`,
  );
  const { party: _, ...tank } = exampleObject({ id: 't1', position: inBuffer });
  const fact = party === undefined ? tank : { ...tank, party };
  const used = text.replace(/ {2}site: .*\n/, '');
  return judge(exampleAgreement(used), [fact], exampleOptions).find(({ clause }) => clause === '2');
}

describe('an exception for a party', () => {
  it('excuses what is its own, and nothing of the other’s', () => {
    expect(found('A', 'A')).toMatchObject({ verdict: 'compliant', probability: 0 });
    expect(found('A', 'B')).toMatchObject({ verdict: 'breach', party: 'B' });
  });

  it('leaves undetermined what may be its own', () => {
    const finding = found('A', undefined);
    expect(finding).toMatchObject({ verdict: 'undetermined', party: 'unknown' });
    expect(finding?.reason).toContain('whose it is is unknown, and A would be excused');
  });

  it('that stands for the mission leaves no doubt: the mission knows what is its own', () => {
    expect(found('mission', undefined)).toMatchObject({ verdict: 'breach', party: 'unknown' });
  });
});
