import { type Instant, instant } from '@greenline/base';
import type { AdequacyOptions, PlacedSensors } from '@greenline/coverage';

/** A camera and radar tower: half of the vehicles at 8 km in any one minute's look. Planning figures, unconfirmed. */
const tower = (everyKm: number): PlacedSensors => ({
  kind: 'tower',
  everyKm,
  rangeM: 8_000,
  detectionProbability: 0.5,
  nightProbability: 0.4,
  glimpseS: 600,
  availability: 0.85,
});

/** A drone that goes round its stretch of line for as long as it can fly; another then takes its place. */
const drone = (everyKm: number): PlacedSensors => ({
  kind: 'drone',
  everyKm,
  rangeM: everyKm * 500,
  detectionProbability: 0.8,
  nightProbability: 0.6,
  glimpseS: 3_600,
  availability: 0.6,
});

/** What is weighed where nobody names options: three vehicles that come and stay, to be seen within half an hour. */
export function plannedOptions(from: Instant): AdequacyOptions {
  return {
    from,
    to: instant(from + 86_400_000),
    crossing: { count: 3, headwayS: 60, speedMps: 0, pathM: [[0, 0]], withinS: 1_800 },
    options: [
      { name: 'towers every 20 km', glances: [], placed: [tower(20)] },
      { name: 'towers every 10 km', glances: [], placed: [tower(10)] },
      { name: 'towers every 5 km', glances: [], placed: [tower(5)] },
      { name: 'drones every 50 km', glances: [], placed: [drone(50)] },
      {
        name: 'towers every 10 km and drones every 50 km',
        glances: [],
        placed: [tower(10), drone(50)],
      },
    ],
  };
}
