export { type Admission, type AdmissionRefusal, admit } from './admission.ts';
export { admitFiling } from './admit-filing.ts';
export type { Declared } from './declared.ts';
export { type Envelope, envelopeText, windowOf } from './envelope.ts';
export { unfamiliar } from './familiar.ts';
export { filerOf } from './filing-context.ts';
export { deviceOf, handOf, linkOfHand, NODE, OPERATOR, SIMULATION } from './hands.ts';
export type { Journal, JournalEntry, JournalInput, Lane } from './journal.ts';
export {
  type Mission,
  type MissionError,
  type MissionFiles,
  missionDigest,
  missionText,
  type Region,
  readMission,
} from './mission.ts';
export type { MissionFile } from './mission-schema.ts';
export type { Folded } from './output.ts';
export {
  inPicture,
  LONGEST_PICTURE_MS,
  PastWalk,
  type PictureRecords,
  type PictureSpan,
  TRACK_MS,
} from './past-walk.ts';
export { publicationText } from './publish.ts';
export type { Effects, RecordStore, Row, RowKind, RowQuery } from './record-store.ts';
export { readRecord, recordText } from './record-text.ts';
export { type SensorRow, type SensorsShown, showSensors } from './sensor-watch.ts';
export { taskableAssets } from './taskable-assets.ts';
export type { RecordedVideo } from './video-segment.ts';
export { Walk, type WalkPorts } from './walk.ts';
export { freshState, type WalkState } from './walk-state.ts';
