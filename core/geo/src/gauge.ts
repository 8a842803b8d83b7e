import type { Area, Composition } from './area.ts';
import { bandGauge } from './band-gauge.ts';
import { type Bounds, boundsAround, boundsOf, mergeBounds } from './bounds.ts';
import { type Chain, upAt } from './chain.ts';
import { cutGauge } from './cut-gauge.ts';
import { arcOfChord, type Ecef, newEcef, radiusOfCurvature, writeEcef } from './ellipsoid.ts';
import { exactBetween, exactDistance } from './exact-distance.ts';
import { nearestOf, newNearest } from './nearest.ts';
import type { Position } from './position.ts';
import { ringChain } from './rings.ts';

/** What an area answers for one place: the ground on which membership and probability stand. */
export interface Gauge {
  /**
   * Metres to the boundary, positive inside, zero on it.
   *
   * The sign is exact; the size never exceeds the true distance to the boundary, so that whole
   * cells can be settled by one question. With `exact`, the place of `at`, distances are Karney's;
   * without, they err as `nearestOf` says.
   */
  insideBy(at: Ecef, exact?: Position): number;
  /** No part of the area, and no gap in it, is narrower than this, as far as is known; metres. */
  readonly grain: number;
  readonly bounds: Bounds;
  /** The boundary itself, the inside on its left, where the area is given by it. */
  readonly boundary?: Chain;
}

export function gaugeOf(area: Area): Gauge {
  switch (area.kind) {
    case 'band':
      return bandGauge(area);
    case 'corridor': {
      const depth = { from: 0, to: area.width / 2 } as const;
      return bandGauge({ line: area.path, ends: area.ends, left: depth, right: depth });
    }
    case 'polygons':
      return boundaryGauge(ringChain(area));
    case 'disc':
      return discGauge(area.centre, area.radius);
    case 'sector': {
      const whole = gaugeOf(area.of);
      const cut = cutGauge(area.cut);
      return {
        ...interior(whole, cut),
        grain: Math.min(whole.grain, cut.grain),
        bounds: whole.bounds,
      };
    }
    default:
      return compositionGauge(area);
  }
}

function boundaryGauge(chain: Chain): Gauge {
  const near = newNearest();
  const bounds = boundsOf(chain, 0);
  return {
    bounds,
    boundary: chain,
    grain: Math.min(500, Math.max(1, bounds.heightM / 50)),
    insideBy(at, exact) {
      nearestOf(chain, at, near);
      const { side } = near;
      const d = exact === undefined ? near.distance : exactDistance(chain, at, exact, near);
      return side >= 0 ? d : -d;
    },
  };
}

function discGauge(centre: Position, radius: number): Gauge {
  const middle = writeEcef(centre.lon, centre.lat, newEcef());
  const up = upAt(middle);
  return {
    bounds: boundsAround(centre, radius),
    grain: radius,
    insideBy(at, exact) {
      if (exact !== undefined) return radius - exactBetween(centre, middle, exact, at);
      const [dx, dy, dz] = [at.x - middle.x, at.y - middle.y, at.z - middle.z];
      const chord = Math.hypot(dx, dy, dz);
      const upward = dx * up.x + dy * up.y + dz * up.z;
      const northward = (dz - up.z * upward) / (Math.sqrt(1 - up.z * up.z) * (chord || 1));
      return radius - arcOfChord(chord, radiusOfCurvature(up.z, northward));
    },
  };
}

function compositionGauge(area: Composition): Gauge {
  const gauges = area.parts.map(gaugeOf);
  const [first, ...rest] = gauges as [Gauge, ...Gauge[]];
  const grain = Math.min(...gauges.map((part) => part.grain));
  if (area.kind === 'union') {
    return {
      grain,
      bounds: rest.reduce((bounds, part) => mergeBounds(bounds, part.bounds), first.bounds),
      insideBy(at, exact) {
        let most = first.insideBy(at, exact);
        for (const part of rest) most = Math.max(most, part.insideBy(at, exact));
        return most;
      },
    };
  }
  const others = area.kind === 'intersection' ? rest : rest.map(outsideOf);
  return {
    grain,
    bounds: first.bounds,
    insideBy(at, exact) {
      let least = first.insideBy(at, exact);
      for (const part of others) least = Math.min(least, part.insideBy(at, exact));
      return least;
    },
  };
}

const interior = (a: Pick<Gauge, 'insideBy'>, b: Pick<Gauge, 'insideBy'>) => ({
  insideBy: (at: Ecef, exact?: Position) => Math.min(a.insideBy(at, exact), b.insideBy(at, exact)),
});

const outsideOf = (gauge: Gauge): Pick<Gauge, 'insideBy'> => ({
  insideBy: (at, exact) => -gauge.insideBy(at, exact),
});
