import { type Instant, instant } from '@greenline/base';
import {
  fromLocal,
  type LocalFrame,
  localFrame,
  type Position,
  type Rings,
  toLocal,
} from '@greenline/geo';
import type { Drone, Wind } from './drone.ts';
import { Obstacles } from './obstacles.ts';
import type { Outline, Spot } from './plane.ts';
import { sweep, type Unflown } from './sorties.ts';

/** An area to be swept by one drone, from one place, with what must not be flown over. */
export interface FlightRequest {
  readonly area: readonly Rings[];
  readonly noFly: readonly Rings[];
  readonly launch: Position;
  readonly drone: Drone;
  readonly wind: Wind;
  /** Take-off of the first flight. */
  readonly from: Instant;
  /** Between landing and the next take-off, seconds. */
  readonly turnaroundS: number;
}

/** One flight; heights are metres above ground. */
export interface Flight {
  readonly drone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly heightM: number;
  readonly airspeedMps: number;
  /** Launch, turns and landing, in order. */
  readonly way: readonly Position[];
  /** Passes of the camera, each from one end to the other. */
  readonly passes: readonly (readonly [Position, Position])[];
}

/** A pass that no flight of this drone can fly from this place. */
export interface UnflownPass {
  readonly pass: readonly [Position, Position];
  readonly because: Unflown['because'];
}

export interface FlightPlan {
  readonly flights: readonly Flight[];
  readonly unflown: readonly UnflownPass[];
}

/**
 * Flights over an area, in a plane that touches the ellipsoid at the launch site: at 40 km from it
 * lengths are 1 m short.
 */
export function flightPlan(request: FlightRequest): FlightPlan {
  const { launch, drone, wind, turnaroundS } = request;
  const frame = localFrame('launch', launch);
  const noFly = request.noFly.map(({ outer }) => outlineOf(frame, outer));
  const { sorties, unflown } = sweep({
    patches: request.area.map(({ outer, holes = [] }) => ({
      outer: outlineOf(frame, outer),
      holes: holes.map((hole) => outlineOf(frame, hole)),
    })),
    noFly,
    obstacles: new Obstacles(noFly),
    launch: [0, 0],
    drone,
    wind,
  });
  const position = ([east, north]: Spot): Position => {
    const { lon, lat } = fromLocal(frame, { east, north });
    return { lon, lat };
  };
  let { from } = request;
  const flights = sorties.map(({ way, lanes, seconds }): Flight => {
    const to = instant(from + Math.ceil(seconds * 1000));
    const flight: Flight = {
      drone: drone.id,
      from,
      to,
      heightM: drone.heightM,
      airspeedMps: drone.airspeedMps,
      way: way.map(position),
      passes: lanes.map(([a, b]) => [position(a), position(b)] as const),
    };
    from = instant(to + turnaroundS * 1000);
    return flight;
  });
  return {
    flights,
    unflown: unflown.map(({ lane: [a, b], because }) => ({
      pass: [position(a), position(b)],
      because,
    })),
  };
}

function outlineOf(frame: LocalFrame<'launch'>, ring: readonly Position[]): Outline {
  const spots = ring.map((position): Spot => {
    const { east, north } = toLocal(frame, { lon: position.lon, lat: position.lat });
    return [east, north];
  });
  const [first, last] = [spots[0], spots[spots.length - 1]];
  const closed =
    first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
  return closed ? spots.slice(0, -1) : spots;
}
