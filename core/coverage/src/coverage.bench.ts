import { type Instant, instant } from '@greenline/base';
import { adequacy } from './crossing/adequacy.ts';
import { glancesOfPlaced } from './crossing/placed-sensors.ts';
import type { EffortArea } from './effort-area.ts';
import { accessWindows, type Satellite } from './orbit/access.ts';
import { type AccessZone, accessZone } from './orbit/access-zone.ts';
import { cellAccess } from './orbit/cell-access.ts';
import { Propagator } from './orbit/propagator.ts';
import type { SatelliteSensor } from './orbit/sensor.ts';
import type { ElevationGrid } from './terrain/elevation-grid.ts';
import { viewshed } from './terrain/viewshed.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): Promise<Figure> | Figure;
}

interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly besides?: string;
}

const START: Instant = instant(Date.UTC(2026, 2, 10));
const DAY = { start: START, durationS: 86_400 };

const SENSORS: readonly SatelliteSensor[] = [
  { type: 'pyramid', side: 'both', nearOffNadirDeg: 20, farOffNadirDeg: 50, alongHalfDeg: 0.5 },
  { type: 'pyramid', side: 'nadir', acrossHalfDeg: 10.3, alongHalfDeg: 0.5 },
  { type: 'cone', maxOffNadirDeg: 40 },
];

/** Thirty made-up satellites, 480 to 800 km up, most of them sun-synchronous. */
const satellites: readonly Satellite[] = Array.from({ length: 30 }, (_, i) => ({
  name: `S${i}`,
  sensor: SENSORS[i % 3] as SatelliteSensor,
  elements: {
    noradCatId: String(90_000 + i),
    epoch: instant(START - 3_600_000 * (i % 24)),
    meanMotion: 14.3 + (i % 10) * 0.1,
    eccentricity: 0.0005,
    inclination: i % 5 === 4 ? 53 : 98,
    raOfAscNode: (i * 137) % 360,
    argOfPericenter: (i * 71) % 360,
    meanAnomaly: (i * 211) % 360,
    bstar: 1e-4,
    meanMotionDot: 0,
    meanMotionDdot: 0,
  },
}));

/** 2,000 cells of a bent strip of 1,000 km by 40 km. */
function cells(): Float64Array {
  return Float64Array.from({ length: 4_000 }, (_, i) => {
    const k = Math.floor(i / 2);
    const [along, across] = [Math.floor(k / 8) / 250, (k % 8) / 8];
    return i % 2 === 0
      ? 32 + 6 * Math.sin(along * 2) + across * 0.4
      : 46.4 + 5.6 * along + across * 0.2;
  });
}

function strip(): AccessZone {
  const edge = Array.from({ length: 26 }, (_, i) => [
    32 + 6 * Math.sin((i / 25) * 2),
    46.4 + (5.6 * i) / 25,
  ]);
  const other = edge.map(([lon = 0, lat = 0]) => [lon + 0.5, lat - 0.1]).reverse();
  const zone = accessZone([[[...edge, ...other, edge[0] as number[]]]]);
  if (!zone.ok) throw new Error(zone.error.text);
  return zone.value;
}

/** Ground that is rough at every scale: fractal noise, 600 m between its lowest and its highest. */
function roughGround(side: number, cellM: number): ElevationGrid {
  const z = new Float32Array(side * side);
  for (let octave = 0; octave < 9; octave++) {
    const period = side / 3 / 2 ** octave;
    const height = 150 / 1.9 ** octave;
    for (let row = 0; row < side; row++) {
      for (let col = 0; col < side; col++) {
        const i = row * side + col;
        z[i] = (z[i] as number) + height * noise(col / period, row / period, octave);
      }
    }
  }
  return { width: side, height: side, cellM, z };
}

/** Values between -1 and 1 at whole places, the same on every machine; smooth between them. */
function noise(x: number, y: number, seed: number): number {
  const [c, r] = [Math.floor(x), Math.floor(y)];
  const at = (col: number, row: number) => {
    const mixed = Math.sin(col * 127.1 + row * 311.7 + seed * 74.7) * 43_758.5453;
    return 2 * (mixed - Math.floor(mixed)) - 1;
  };
  const smooth = (t: number) => t * t * (3 - 2 * t);
  const [u, v] = [smooth(x - c), smooth(y - r)];
  const upper = at(c, r) + u * (at(c + 1, r) - at(c, r));
  const lower = at(c, r + 1) + u * (at(c + 1, r + 1) - at(c, r + 1));
  return upper + v * (lower - upper);
}

function seen(grid: ElevationGrid, at: { col: number; row: number }, maxDistM: number): number {
  const shed = viewshed(grid, { ...at, heightM: 30, targetHeightM: 2, maxDistM });
  if (!shed.ok) throw new Error(shed.error.text);
  return shed.value.clearance.reduce((sum, metres) => sum + (metres >= 0 ? 1 : 0), 0);
}

const BELT: EffortArea = {
  type: 'Polygon',
  coordinates: [
    [
      [30, 46.4],
      [41.9, 46.4],
      [41.9, 47.6],
      [30, 47.6],
      [30, 46.4],
    ],
  ],
};

const THREE_VEHICLES = {
  count: 3,
  headwayS: 60,
  speedMps: 8,
  pathM: [
    [0, 0],
    [5_000, 2_000],
  ],
  withinS: 1_800,
} as const;

const TOWERS = {
  kind: 'tower',
  everyKm: 5,
  rangeM: 8_000,
  detectionProbability: 0.5,
  nightProbability: 0.4,
  glimpseS: 600,
  availability: 0.85,
};

/** Times a piece of work: seconds by the clock, and how many of them were its own. */
function timed<T>(work: () => T): {
  readonly made: T;
  readonly seconds: number;
  readonly cpu: string;
} {
  const [began, own] = [performance.now(), process.cpuUsage()];
  const made = work();
  const { user, system } = process.cpuUsage(own);
  const seconds = (performance.now() - began) / 1000;
  return { made, seconds, cpu: `${((user + system) / 1e6).toFixed(2)} s of CPU` };
}

export const benches: readonly Bench[] = [
  {
    name: 'terrain: viewshed of 30 km, 30-m cells, one core',
    run() {
      const grid = roughGround(2_001, 30);
      const look = () => seen(grid, { col: 1_000, row: 1_000 }, 30_000);
      look();
      const { made, seconds, cpu } = timed(look);
      return { value: seconds, unit: 's', besides: `${cpu}, ${made} cells seen` };
    },
  },
  {
    name: 'terrain: viewsheds of 400 sensors, 10 km, 30-m cells',
    run() {
      const grid = roughGround(2_001, 30);
      const { seconds, cpu } = timed(() => {
        for (let i = 0; i < 400; i++) {
          seen(grid, { col: 340 + (i % 20) * 66, row: 340 + Math.floor(i / 20) * 66 }, 10_000);
        }
      });
      return { value: seconds, unit: 's', besides: cpu };
    },
  },
  {
    name: 'orbits: states fixed to the Earth, 30 satellites at 28,800 moments',
    async run() {
      const propagator = await Propagator.open();
      const { elements } = satellites[0] as Satellite;
      propagator.states(elements, START, 1000, 200_000);
      const { seconds, cpu } = timed(() => {
        for (let hour = 0; hour < 24; hour += 3) {
          const from = instant(START + hour * 3_600_000);
          for (const { elements: one } of satellites) propagator.states(one, from, 3_000, 3_600);
        }
      });
      propagator.close();
      return { value: 864_000 / seconds, unit: 'states/s', besides: `864,000 in ${cpu}` };
    },
  },
  {
    name: 'orbits: 30 satellites × 2,000 cells × 24 h at 1 s',
    async run() {
      const propagator = await Propagator.open();
      const grid = cells();
      const { made, seconds, cpu } = timed(() => cellAccess(propagator, satellites, grid, DAY));
      propagator.close();
      const besides = Array.isArray(made) ? `${cpu}, ${made.length} accesses` : 'no orbit';
      return { value: seconds, unit: 's', besides };
    },
  },
  {
    name: 'orbits: windows of 30 satellites over a 1,000-km strip, 24 h',
    async run() {
      const propagator = await Propagator.open();
      const zone = strip();
      const { made, seconds, cpu } = timed(() =>
        satellites.map((satellite) => accessWindows(propagator, satellite, zone, DAY)),
      );
      propagator.close();
      return { value: seconds, unit: 's', besides: `${cpu}, ${made.flat().length} windows` };
    },
  },
  {
    name: 'coverage: would we see it, at 2,000 places at one moment',
    run() {
      const line = Array.from({ length: 200 }, (_, i) => ({
        lon: 30 + i * 0.06,
        lat: 47 + Math.sin(i / 40),
      }));
      const glances = glancesOfPlaced(TOWERS, line, START, instant(START + 7_200_000));
      const span = { area: BELT, from: START, to: instant(START + 3_600_000), cellKm: 7.8 };
      const { made, seconds, cpu } = timed(() =>
        adequacy({ name: 'towers', glances }, THREE_VEHICLES, span),
      );
      return { value: seconds, unit: 's', besides: `${cpu}, ${made.places.length} places` };
    },
  },
];
