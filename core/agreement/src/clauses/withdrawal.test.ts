import { metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleObject, exampleOptions, exampleText } from '../example.ts';
import { describeAgreement, judge } from '../index.ts';

/** Clause 3 of the example: no distance at all, only the side of the line. */
const sided = (strict = '') =>
  exampleAgreement(exampleText().replace('distance: 25 km', `distance: 0 km${strict}`));

const vertex = { lon: 31, lat: 48.2 };

function found(party: string, azimuth: number, away: number, agreement = sided()) {
  const position = away === 0 ? vertex : destination(vertex, azimuth, metres(away));
  const gun = exampleObject({
    id: 'g1',
    party,
    position,
    class: { howitzer: 1 },
    attributes: { calibreMm: 122 },
  });
  return judge(agreement, [gun], exampleOptions).find(({ clause }) => clause === '3');
}

describe('a withdrawal by no distance', () => {
  it('lets each party stand on its own side, and not a metre across', () => {
    expect(found('A', 0, 1)).toMatchObject({ verdict: 'compliant' });
    expect(found('A', 180, 1)).toMatchObject({ verdict: 'breach' });
    expect(found('B', 180, 1)).toMatchObject({ verdict: 'compliant' });
    expect(found('B', 0, 1)).toMatchObject({ verdict: 'breach' });
  });

  it('takes the line itself for one’s own side, unless the limit is strict', () => {
    expect(found('A', 0, 0)).toMatchObject({ verdict: 'compliant' });
    expect(found('A', 0, 0, sided(', strict: true'))).toMatchObject({ verdict: 'breach' });
  });

  it('is told as what it is', () => {
    expect(describeAgreement(sided())).toContain('Heavy must stay behind their own reference line');
    expect(found('A', 180, 5)?.reason).toMatch(/g1 of A stands \d[\d.]* m across line, limit 0 m/);
  });
});
