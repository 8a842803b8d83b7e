import type { Instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import {
  exampleObject,
  exampleOf,
  exampleOptions,
  examplePrintout,
  exampleText,
} from '../example.ts';
import { checkAgreement, judge } from '../index.ts';

const ZONES = 'zones:\n  strait: { disc: { centre: [31, 46], radius: 20 km } }';
const of = (limits: string) =>
  exampleOf(`- { cite: "19", kind: passage, what: [vessel], zone: strait, ${limits} }`, ZONES);
const both = of('minSpeed: 2 m/s, maxSpeed: 10 m/s');
const vessel = (attributes: object, parts: object = {}, sigmaM?: number) =>
  exampleObject(
    {
      id: 'v1',
      class: { 'naval-vessel': 1 },
      position: { lon: 31, lat: 46 },
      attributes: attributes as Record<string, number>,
      ...parts,
    },
    sigmaM,
  );
const run = (attributes: object, agreement = both, parts: object = {}) =>
  judge(agreement, [vessel(attributes, parts)], exampleOptions);
const verdict = (...args: Parameters<typeof run>) =>
  run(...args).map(({ verdict: said, probability }) =>
    probability === Number(said === 'breach') ? said : `${said} ${probability}`,
  )[0];

describe('passage through a strait', () => {
  it('keeps to the limits of speed: the limits themselves belong to it', () => {
    const at = (speedMs: number, agreement = both) => verdict({ speedMs }, agreement);
    expect([0, 1.999, 2, 10, 10.001].map((speed) => at(speed))).toEqual([
      'breach',
      'breach',
      'compliant',
      'compliant',
      'breach',
    ]);
    const strict = of('minSpeed: 2 m/s, maxSpeed: 10 m/s, strict: true');
    expect([2, 2.001, 9.999, 10].map((speed) => at(speed, strict))).toEqual([
      'breach',
      'compliant',
      'compliant',
      'breach',
    ]);
    expect(at(100, of('minSpeed: 2 m/s'))).toBe('compliant');
    expect(at(0, of('maxSpeed: 10 m/s'))).toBe('compliant');
    expect(at(-1)).toBe('undetermined 1');
  });

  it('is told with the speed, the limit and how far beyond it', () => {
    expect(run({ speedMs: 0.5 })[0]).toMatchObject({
      measured: 0.5,
      limit: 2,
      margin: 1.5,
      unit: 'm/s',
    });
    expect(run({ speedMs: 12 })[0]?.reason).toContain(
      'naval-vessel v1 of A passes through strait at 12 m/s, limit at 2 m/s or more and at 10 m/s or less, 2 beyond it',
    );
  });

  it('is undetermined where nobody states a speed', () => {
    expect(verdict({})).toBe('undetermined 1');
    expect(run({})[0]?.reason).toContain('(speed is not stated)');
  });

  it('is weighed by the error of the speed', () => {
    const at = (speedMs: number) => verdict({ speedMs, speedSigmaMs: 0.1 });
    expect([10.164, 10.165].map(at)).toEqual(['undetermined 0.949497', 'breach 0.950529']);
    expect([9.836, 9.835].map(at)).toEqual(['undetermined 0.050503', 'compliant 0.049471']);
    expect([1.836, 1.835].map(at)).toEqual(['undetermined 0.949497', 'breach 0.950529']);
  });

  it('is no matter outside, nor of other classes', () => {
    expect(verdict({ speedMs: 0 }, both, { position: { lon: 31.3, lat: 46 } })).toBeUndefined();
    expect(verdict({ speedMs: 0 }, both, { class: { tank: 1 } })).toBeUndefined();
  });

  it('bears a stop that is shorter than the dwell', () => {
    const agreement = of('minSpeed: 2 kn, dwell: 10 min');
    const stopped = (minutes: number) =>
      vessel({ speedMs: 0 }, { at: (Date.UTC(2026, 2, 10, 12) + minutes * 60_000) as Instant });
    const verdicts = (...minutes: readonly number[]) =>
      judge(agreement, minutes.map(stopped), exampleOptions).map(({ verdict: said }) => said);
    expect(verdicts(0, 9.99)).toEqual(['undetermined']);
    expect(verdicts(0, 10)).toEqual(['undetermined', 'breach']);
  });

  it('reads knots and kilometres an hour', () => {
    const speeds = of('minSpeed: 2 kn, maxSpeed: 36 km/h');
    expect(examplePrintout(speeds)).toContain(
      'Vessels must pass through “strait” at 1.03 m/s or more and at 10 m/s or less.',
    );
    expect(verdict({ speedMs: 1.0288 }, speeds)).toBe('breach');
    expect(verdict({ speedMs: 1.0289 }, speeds)).toBe('compliant');
  });

  it.each([
    ['without a limit', '', /say minSpeed, maxSpeed or both/],
    ['with limits exchanged', ', minSpeed: 9 kn, maxSpeed: 2 kn', /is less than minSpeed/],
    ['with a limit without unit', ', minSpeed: 2', /a speed with its unit, as 15 kn/],
  ])('%s is refused', (_, limits, words) => {
    const text = exampleText().replace(
      '{ cite: "10", kind: movement }',
      `{ cite: "10", kind: passage, what: [vessel], zone: own${limits} }`,
    );
    const checked = checkAgreement(text, exampleOptions.hasher);
    expect(checked.ok ? '' : checked.error.map((one) => one.text).join()).toMatch(words);
  });
});
