import { formatInstant, type Instant, instant, metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { exampleObject, exampleOf, exampleOptions, examplePrintout } from '../example.ts';
import { type FlightFact, judge, LiveJudge } from '../index.ts';

const ZONES = 'zones:\n  bay: { disc: { centre: [31, 46], radius: 20 km } }';
const of = (more = '') =>
  exampleOf(
    `- { cite: "3", kind: identification, what: [vessel, aircraft], zone: bay${more} }`,
    ZONES,
  );
const tolerant = of(', tolerance: 15 min');
const AT = Date.UTC(2026, 2, 10, 12);
const vessel = (attributes: object, parts: object = {}, sigmaM?: number) =>
  exampleObject(
    {
      id: 'v1',
      class: { 'civilian-vessel': 1 },
      position: { lon: 31, lat: 46 },
      at: AT as Instant,
      attributes: attributes as Record<string, string>,
      ...parts,
    },
    sigmaM,
  );
const run = (attributes: object, agreement = tolerant, parts: object = {}, sigmaM?: number) =>
  judge(agreement, [vessel(attributes, parts, sigmaM)], exampleOptions);
const verdicts = (...args: Parameters<typeof run>) =>
  run(...args).map(({ verdict, probability }) =>
    probability === Number(verdict === 'breach') ? verdict : `${verdict} ${probability}`,
  );
const silentSince = (seconds: number) => ({
  lastIdentifiedAt: formatInstant(instant(AT - seconds * 1000)),
});

describe('a vessel where all identify themselves', () => {
  it('is compliant while it does, dark when it does not, undetermined where nobody says', () => {
    expect(verdicts({ identified: true })).toEqual(['compliant']);
    expect(verdicts({ identified: false })).toEqual(['breach']);
    expect(verdicts({})).toEqual(['undetermined 1']);
    expect(verdicts({ identified: 'yes' })).toEqual(['undetermined 1']);
    expect(run({})[0]?.reason).toContain('(whether it identifies itself is not stated)');
  });

  it('may be silent for the tolerance and no longer', () => {
    const silent = (seconds: number, more?: string) =>
      verdicts(silentSince(seconds), more === undefined ? tolerant : of(more))[0];
    expect([899.999, 900, 900.001].map((seconds) => silent(seconds))).toEqual([
      'compliant',
      'compliant',
      'breach',
    ]);
    const strict = ', tolerance: 15 min, strict: true';
    expect([silent(899.999, strict), silent(900, strict)]).toEqual(['compliant', 'breach']);
    expect([silent(0, ''), silent(0.001, '')]).toEqual(['compliant', 'breach']);
    expect(verdicts({ silentS: 900 })).toEqual(['compliant']);
    expect(verdicts({ silentS: 901, identified: true })).toEqual(['breach']);
    expect(verdicts({ silentS: -1 })).toEqual(['undetermined 1']);
    expect(verdicts({ lastIdentifiedAt: 'yesterday' })).toEqual(['undetermined 1']);
  });

  it('is told in one sentence with the silence, the limit and the margin', () => {
    const [dark] = run(silentSince(1500));
    expect(dark).toMatchObject({ measured: 25, limit: 15, margin: 10, unit: 'min' });
    expect(dark?.reason).toContain(
      'civilian-vessel v1 of A in bay has been silent for 25 min, limit 15 min, 10 min beyond it',
    );
  });

  it('is weighed by the clock it was seen with', () => {
    const unsure = { uncertaintyS: 1.96 };
    const silent = (seconds: number) => verdicts(silentSince(seconds), tolerant, unsure)[0];
    expect([901.64, 901.65].map(silent)).toEqual(['undetermined 0.949497', 'breach 0.950529']);
    expect([898.36, 898.35].map(silent)).toEqual(['undetermined 0.050503', 'compliant 0.049471']);
  });

  it('that states a false identity is undetermined, whatever else is said', () => {
    expect(verdicts({ identified: true, identityConflict: true })).toEqual(['undetermined 1']);
    expect(verdicts({ ...silentSince(2000), identityConflict: true })).toEqual(['undetermined 1']);
  });

  it('owes nothing outside the zone, and is weighed at its edge', () => {
    const at = (away: number, sigmaM?: number) =>
      verdicts(
        { identified: false },
        tolerant,
        { position: destination({ lon: 31, lat: 46 }, 90, metres(away)) },
        sigmaM,
      )[0];
    expect([at(19_999), at(20_001)]).toEqual(['breach', undefined]);
    expect(at(18_320, 1000)).toMatch(/^breach 0\.95/);
    expect(at(18_350, 1000)).toMatch(/^undetermined 0\.94/);
    expect(at(21_590, 1000)).toMatch(/^undetermined 0\.05/);
    expect(at(21_640, 1000)).toMatch(/^compliant 0\.04/);
  });

  it('goes dark in place while others still see it, also live', () => {
    const live = new LiveJudge(tolerant, exampleOptions);
    const seen = (minutes: number, attributes: object) =>
      live.take(vessel(attributes, { at: (AT + minutes * 60_000) as Instant, fused: true }, 20));
    const rows = [
      ...seen(0, silentSince(0)),
      ...seen(15, {}),
      ...seen(15.01, {}),
      ...seen(16, { lastIdentifiedAt: formatInstant(instant(AT + 16 * 60_000)) }),
    ];
    expect(
      rows.filter(({ supersedes }) => supersedes === undefined).map(({ verdict }) => verdict),
    ).toEqual(['compliant', 'breach', 'compliant']);
  });
});

describe('an aircraft where all identify themselves', () => {
  it('is judged along its flight, Remote ID or ADS-B alike', () => {
    const vertex = (seconds: number, lon: number) => ({
      at: (AT + seconds * 1000) as Instant,
      position: { lon, lat: 46 },
    });
    const flight: FlightFact = {
      fact: 'flight',
      id: 'f1',
      digest: 'sha256:f1',
      class: { 'uncrewed-aircraft': 1 },
      party: 'A',
      sources: ['radar'],
      path: [vertex(0, 30.5), vertex(600, 31)],
      attributes: { identified: false },
    };
    const [row] = judge(tolerant, [flight], exampleOptions);
    expect(row).toMatchObject({ verdict: 'breach', subject: ['f1'] });
    // It flies 38.7 km in 600 s, and enters after 18.7 of them.
    expect(((row?.from ?? 0) - AT) / 1000).toBeGreaterThan(288);
    expect(((row?.from ?? 0) - AT) / 1000).toBeLessThan(292);
  });
});

describe('a clause about identification', () => {
  it('is printed in plain English', () => {
    expect(examplePrintout(tolerant)).toContain(
      'Vessels and aircraft in “bay” must identify themselves; silence of 15 minutes is borne.',
    );
  });
});
