export type { Event, EventId } from './event.ts';
export { type EventFuser, type EventsState, eventFuser, noEvents } from './event-fuser.ts';
export type { SenseOf } from './happenings/arrival.ts';
export type { Settled } from './happenings/arrival-fuser.ts';
export { parseHappeningReport, type ReportFlaw } from './happenings/parse-report.ts';
export type { Happening, HappeningReport } from './happenings/report.ts';
export { happenings } from './happenings/solve.ts';
export { nearestNeighbourTracker, type Tracker } from './nearest-neighbour.ts';
export { type Allowance, allowanceFrom, spend } from './objects/allowance.ts';
export type { ObjectTrack } from './objects/object-track.ts';
export { ObjectTracker } from './objects/object-tracker.ts';
export { parseScan, type ScanFlaw } from './objects/parse-scan.ts';
export type { RegisteredSensor } from './objects/registration.ts';
export { AT_ONCE, type Scan } from './objects/scan.ts';
export { ScanDoor, type Shed } from './objects/scan-door.ts';
export { parseSector, type Sector } from './objects/sector.ts';
export {
  noDoubts,
  type Plausibility,
  type PlausibilityState,
  plausibility,
} from './plausibility/plausibility.ts';
export type { FollowedLook, SweptLooks, TrackExchange } from './scan-follower.ts';
export type { SensorOffset } from './sectors/sector-net.ts';
export type { Sweep, SweptField, SweptMeasure } from './sectors/sweep.ts';
export type { Track, TrackId } from './track.ts';
export { emptyTracker, type TrackerState } from './tracker-state.ts';
