export type { Decoded, DecodeError, Feed, FeedMemory, RawMessage } from './feed.ts';
export type {
  ClassProbabilities,
  Covariance,
  Handling,
  Observation,
  ObservationId,
  ObservationKind,
  Sighting,
  Sightline,
  Trust,
} from './observation.ts';
export type { ObservationPeriod } from './period.ts';
export { placed, type Sense } from './placed.ts';
export type { DoubtKind, PlausibilityDoubt } from './plausibility-doubt.ts';
export type { ScanHabit, Sensor, SensorRegistry } from './sensor.ts';
export { isA, isKind, KINDS, probabilityOf } from './taxonomy.ts';
export { ASKED, ASSETS, assetOf } from './told-words.ts';
