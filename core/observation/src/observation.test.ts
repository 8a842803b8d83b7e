import { distanceBetween } from '@greenline/geo';
import { describe, expect, it } from 'vitest';
import { isA, isKind, placed, probabilityOf } from './index.ts';

describe('the taxonomy', () => {
  it('knows that a tank is an armoured vehicle and a military one', () => {
    expect(isA('tank', 'military-vehicle')).toBe(true);
    expect(isA('military-vehicle', 'tank')).toBe(false);
    expect(isA('tank', 'tank')).toBe(true);
  });

  it('knows battalions as units, and aircraft by what they are for', () => {
    expect(isA('battalion', 'unit')).toBe(true);
    expect(isA('battalion', 'brigade')).toBe(false);
    expect(isA('battery', 'unit')).toBe(true);
    expect(isA('reconnaissance-aircraft', 'combat-aircraft')).toBe(false);
    expect(isA('combat-aircraft', 'aircraft')).toBe(true);
  });

  it('takes a border guard for an armed person, and no camel for anybody', () => {
    expect(isA('border-guard', 'armed-person')).toBe(true);
    expect(isA('border-guard', 'military-person')).toBe(false);
    expect(isA('animal', 'person')).toBe(false);
  });

  it('knows no word that nobody taught it', () => {
    expect(isKind('constructor')).toBe(false);
    expect(isA('spaceship', 'object')).toBe(false);
  });

  it('adds up what lies below a wide kind', () => {
    expect(probabilityOf({ tank: 0.5, ifv: 0.3, tractor: 0.2 }, 'armoured-vehicle')).toBeCloseTo(
      0.8,
    );
  });
});

describe('a thing heard in a direction at a distance', () => {
  const observer = { lon: 37, lat: 48 };

  it('lies that far along that bearing', () => {
    const thing = placed({ position: observer, bearingDeg: 90, distanceM: 3000 }, {});
    expect(distanceBetween(observer, thing?.position ?? observer)).toBeCloseTo(3000, 3);
    expect(thing?.position.lon).toBeGreaterThan(37);
    expect(thing).not.toHaveProperty('covariance');
  });

  it('is known across the bearing as well as the ear hears, and along as well as it judges', () => {
    const sense = { bearingSigmaDeg: 10, rangeSigmaShare: 0.3 };
    const thing = placed({ position: observer, bearingDeg: 90, distanceM: 3000 }, sense);
    expect(Math.sqrt(thing?.covariance?.[0] ?? 0)).toBeCloseTo(900, 6);
    expect(Math.sqrt(thing?.covariance?.[2] ?? 0)).toBeCloseTo(3000 * Math.tan(Math.PI / 18), 6);
  });

  it('lies nearer over the ground where the ray rises', () => {
    const ray = { position: observer, bearingDeg: 90, distanceM: 3000, elevationDeg: 60 };
    expect(distanceBetween(observer, placed(ray, {})?.position ?? observer)).toBeCloseTo(1500, 3);
  });

  it('is nowhere without a distance', () => {
    expect(placed({ position: observer, bearingDeg: 90 }, {})).toBeUndefined();
  });
});
