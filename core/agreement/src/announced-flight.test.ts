import { type Digest, type Instant, instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleOptions, exampleText } from './example.ts';
import { type Fact, type Finding, type FlightFact, judge, parseFacts } from './index.ts';

const agreement = exampleAgreement(
  `${exampleText()}
  - cite: "11"
    kind: notice
    activity: flight
    lead: 24 h
    what: [uncrewed-aircraft]
    parties: [mission]
`,
);

const START = Date.UTC(2026, 2, 10, 6);
const at = (minutes: number): Instant => instant(START + minutes * 60_000);

const ANNOUNCED = {
  fact: 'notice',
  id: 'N-1',
  kind: 'flight',
  party: 'mission',
  receivedAt: '2026-03-09T05:00:00Z',
  from: '2026-03-10T06:00:00Z',
  to: '2026-03-10T07:00:00Z',
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [30.5, 47.9],
        [31.5, 47.9],
        [31.5, 48.5],
        [30.5, 48.5],
        [30.5, 47.9],
      ],
    ],
  },
};

/** An uncrewed aircraft of the mission flies along a parallel, minute by minute. */
const flight = (parts: Partial<FlightFact>, last: number): FlightFact => ({
  fact: 'flight',
  digest: `sha256:${'1'.repeat(64)}` as Digest,
  id: 'mission-1',
  class: { 'uncrewed-aircraft': 1 },
  party: 'mission',
  sources: ['telemetry'],
  path: [
    { at: at(10), position: { lon: 31, lat: 48.2 } },
    { at: at(last), position: { lon: 31.2, lat: 48.2 } },
  ],
  ...parts,
});

function told(facts: readonly Fact[]): readonly Finding[] {
  const parsed = parseFacts([JSON.stringify(ANNOUNCED)], exampleOptions.hasher);
  if (!parsed.ok) throw new Error(parsed.error.text);
  return judge(agreement, [...parsed.value.facts, ...facts], exampleOptions).filter(
    ({ clause, nature }) => clause.startsWith('11') && nature === 'substantive',
  );
}

describe('a flight of the mission that was announced to the parties', () => {
  it('keeps to the time and the area while it flies within both', () => {
    const findings = told([flight({}, 60)]);
    expect(findings.map(({ clause, verdict }) => [clause, verdict])).toEqual([
      ['11, area', 'compliant'],
      ['11, window', 'compliant'],
    ]);
  });

  it('is a breach of the mission from the moment the time announced has ended', () => {
    const breaches = told([flight({}, 72)]).filter(({ verdict }) => verdict === 'breach');
    expect(breaches).toMatchObject([
      { clause: '11, window', party: 'mission', measured: 12, limit: 0, unit: 'min' },
    ]);
    expect(breaches[0]?.from).toBeGreaterThan(at(60));
    expect(breaches[0]?.from).toBeLessThan(at(61));
    expect(breaches[0]?.to).toBe(at(72));
  });

  it('is nobody’s breach for certain while nobody knows whose it is', () => {
    const { party: _, ...nameless } = flight({ id: 'nameless' }, 60);
    const findings = judge(agreement, [nameless], exampleOptions).filter(
      ({ clause }) => clause === '11',
    );
    expect(findings).toMatchObject([{ verdict: 'undetermined', party: 'unknown' }]);
    expect(findings[0]?.reason).toContain('whose it is is unknown');
  });

  it('is no matter of the clause when a party flies it', () => {
    expect(told([flight({ party: 'A' }, 72)])).toEqual([]);
  });
});
