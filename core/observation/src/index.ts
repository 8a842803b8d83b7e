export type {
  Decoded,
  DecodeError,
  Feed,
  FeedMemory,
  FeedSettings,
  RawMessage,
  TaskAnswer,
  TrustClass,
} from './feed.ts';
export type {
  ClassProbabilities,
  Covariance,
  Handling,
  Observation,
  ObservationId,
  ObservationKind,
  Polar,
  Sighting,
  Sightline,
  TimeDifference,
  Trust,
} from './observation.ts';
export type { ObservationPeriod } from './period.ts';
export { placed, type Sense } from './placed.ts';
export type { DoubtKind, PlausibilityDoubt } from './plausibility-doubt.ts';
export { sightlineOf } from './polar.ts';
export { isFresh, type ReplayWindow, taken } from './replay-window.ts';
export type { ScanHabit, Sensor, SensorRegistry, SensorTasking } from './sensor.ts';
export {
  type ClockOffset,
  clockOffset,
  emptySensorBook,
  noteHeard,
  noteSpoken,
  type SensorBook,
  type Silence,
  type SilenceNote,
  type Speaking,
  type Stretch,
  silencesBy,
  stretchesBy,
} from './sensor-book.ts';
export { isA, isKind, KINDS, probabilityOf } from './taxonomy.ts';
export { ASKED, ASSETS, assetOf } from './told-words.ts';
