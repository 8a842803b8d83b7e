import { heightAboveEllipsoid, type Instant, instant, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import type { Sighting } from '@greenline/observation';
import { type Chance, chance } from './chance.ts';
import { type Course, courseAlong } from './course.ts';
import { type Mover, randomMover, whereIs } from './mover.ts';

/** What a scenario plays on. */
export interface Stage {
  readonly line: readonly Position[];
  /** On the left and on the right of the line's direction. */
  readonly parties: readonly [left: string, right: string];
  /** Registered sensors that see things, each with one sigma of its positions. */
  readonly eyes: readonly [Eye, ...Eye[]];
  /** Registered patrols that hear and see. */
  readonly patrols: readonly [Patrol, ...Patrol[]];
  readonly seed: number;
}

export interface Eye {
  readonly id: string;
  readonly nation: string;
  readonly sigmaM: number;
}

export interface Patrol {
  readonly id: string;
  readonly nation: string;
}

/** What a patrol heard: where it stood, in which direction and about how far off. */
export interface Heard {
  readonly patrol: Patrol;
  readonly at: Instant;
  readonly position: Position;
  readonly what: string;
  readonly bearingDeg: number;
  readonly distanceM: number;
}

/** What the sensors say in one second of the simulation, and what was true. */
export interface Moment {
  readonly sightings: readonly Sighting[];
  readonly heard: readonly Heard[];
  readonly periods: readonly Looked[];
  readonly truth: readonly {
    readonly id: string;
    readonly kind: string;
    readonly position: Position;
  }[];
}

/** A sensor's account of where it looked, with or without anything seen. */
export interface Looked {
  readonly sensor: string;
  readonly nation: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Closed ring of [lon, lat]. */
  readonly ring: readonly (readonly [number, number])[];
  readonly detectionProbability: number;
}

/** A second of the simulation after another, from a beginning. */
export interface Scenario {
  moment(second: number): Moment;
}

const EVERY_S = 5;
const PERIOD_S = 60;

/**
 * A quiet day in the zone: farmers, lorries, the mission's own cars and drones, a few vehicles of both
 * parties where they may be and one of each where it may not, a shot now and then.
 *
 * Both sides have as many of everything.
 */
export function gentle(stage: Stage, beginning: Instant): Scenario {
  const draw = chance(stage.seed);
  const course = courseAlong(stage.line);
  const movers = cast(stage, draw, course);
  const noise = chance(stage.seed ^ 0x5bd1e995);
  return {
    moment(second) {
      const at = instant(beginning + second * 1000);
      const sightings: Sighting[] = [];
      const truth: Moment['truth'][number][] = [];
      for (const [index, mover] of movers.entries()) {
        if ((second + index) % EVERY_S !== 0) continue;
        const position = whereIs(mover, course, second);
        truth.push({ id: mover.id, kind: mover.kind, position });
        const eye = stage.eyes[index % stage.eyes.length] ?? stage.eyes[0];
        if (noise.uniform() < 0.85) sightings.push(seen(mover, eye, position, at, noise));
      }
      const heard = second % 97 === 20 ? [hearing(stage, course, at, second, noise)] : [];
      return { sightings, heard, periods: looks(stage, course, at, second), truth };
    },
  };
}

function cast(stage: Stage, draw: Chance, course: Course): readonly Mover[] {
  const movers: Mover[] = [];
  for (const side of [1, -1] as const) {
    const party = side === 1 ? stage.parties[0] : stage.parties[1];
    const add = (
      kind: string,
      count: number,
      beside: readonly [number, number],
      speedMps: number,
      more: { party?: string; identity?: string; heightM?: number } = {},
    ) => {
      for (let n = 0; n < count; n++) {
        const id = `${kind}-${side === 1 ? 'left' : 'right'}-${movers.length + 1}`;
        movers.push(randomMover(id, kind, draw, course, { side, beside, speedMps, ...more }));
      }
    };
    add('civilian-vehicle', 10, [500, 18_000], 14);
    add('tractor', 4, [800, 15_000], 4);
    add('mission-vehicle', 3, [300, 12_000], 12, { party: 'mission' });
    add('uncrewed-aircraft', 2, [1_000, 9_000], 25, { heightM: 400, party: 'mission' });
    add('uncrewed-aircraft', 1, [4_000, 14_000], 20, { heightM: 200 });
    add('military-truck', 4, [24_000, 38_000], 14, { party });
    add('tank', 3, [23_000, 36_000], 6, { party });
    add('howitzer', 3, [24_000, 39_000], 1, { party });
    add('ifv', 1, [6_000, 14_000], 8, { party });
    add('tank', 1, [19_400, 20_600], 1, { party });
  }
  return movers;
}

function seen(mover: Mover, eye: Eye, truth: Position, at: Instant, noise: Chance): Sighting {
  const position = destination(
    truth,
    noise.between(0, 360),
    metres(eye.sigmaM * Math.SQRT2 * Math.sqrt(-Math.log(1 - noise.uniform()))),
  );
  return {
    kind: 'object',
    sensor: eye.id,
    observedAt: at,
    uncertaintyS: 1,
    position:
      mover.heightM === undefined
        ? position
        : { ...position, height: heightAboveEllipsoid(mover.heightM) },
    sigmaM: eye.sigmaM,
    class: { [mover.kind]: 0.97 },
    ...(mover.party !== undefined && { party: mover.party }),
    ...(mover.identity !== undefined && { identity: mover.identity }),
    exercise: true,
  };
}

function hearing(stage: Stage, course: Course, at: Instant, second: number, noise: Chance): Heard {
  const patrol = stage.patrols[Math.floor(second / 97) % stage.patrols.length] ?? stage.patrols[0];
  return {
    patrol,
    at,
    position: course.at(noise.between(0.05, 0.95) * course.lengthM, noise.between(-3000, 3000)),
    what: noise.pick(['explosion', 'shot', 'burst']),
    bearingDeg: Math.round(noise.between(0, 359)),
    distanceM: Math.round(noise.between(800, 6_000)),
  };
}

/** Every eye tells every minute where it has looked: its share of the line, 20 km wide. */
function looks(stage: Stage, course: Course, at: Instant, second: number): readonly Looked[] {
  if (second % PERIOD_S !== PERIOD_S - 1) return [];
  return stage.eyes.map((eye, index) => {
    const share = course.lengthM / stage.eyes.length;
    const along = [index * share, (index + 0.35) * share, (index + 0.7) * share];
    const left = along.map((metre) => course.at(metre, 10_000));
    const right = along.map((metre) => course.at(metre, -10_000));
    const ring = [...right, ...left.reverse()].map(({ lon, lat }) => [lon, lat] as const);
    const [first] = ring;
    return {
      sensor: eye.id,
      nation: eye.nation,
      from: instant(at - PERIOD_S * 1000),
      to: at,
      ring: first === undefined ? ring : [...ring, first],
      detectionProbability: 0.85,
    };
  });
}
