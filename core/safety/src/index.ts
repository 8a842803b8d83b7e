export type { AlertEntry, AlertId, AlertState, SafetyAlert } from './alert.ts';
export {
  type AlertBook,
  acknowledgeable,
  applyAlertStep,
  emptyAlertBook,
  raiseAlert,
  tickAlerts,
} from './alert-book.ts';
export { type AlertCause, causeOf } from './alert-cause.ts';
export {
  ALERT_STEPS,
  type AlertCommand,
  MISSION_STEPS,
  type MissionCommand,
  parseAlertCommand,
  parseMissionCommand,
} from './command.ts';
export { csvOf, DATA_SET, DATA_SETS, type DataSet, type DataSetName } from './data-set.ts';
export { type Interference, interferenceOf } from './interference.ts';
export { type AlertPractice, DEFAULT_ALERT_PRACTICE } from './practice.ts';
export { type Restriction, restrictionOf } from './restriction.ts';
export { applyMissionStep, type Suspension } from './suspension.ts';
