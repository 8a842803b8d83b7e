export type { Event, EventId } from './event.ts';
export { type EventFuser, type EventsState, eventFuser, noEvents } from './event-fuser.ts';
export { parseHappeningReport, type ReportFlaw } from './happenings/parse-report.ts';
export type { Happening, HappeningReport } from './happenings/report.ts';
export { happenings } from './happenings/solve.ts';
export {
  emptyTracker,
  nearestNeighbourTracker,
  type Tracker,
  type TrackerState,
} from './nearest-neighbour.ts';
export { type ObjectTrack, ObjectTracker } from './objects/object-tracker.ts';
export { parseScan, type ScanFlaw } from './objects/parse-scan.ts';
export type { Scan } from './objects/scan.ts';
export { ScanDoor, type Shed } from './objects/scan-door.ts';
export { parseSector, type Sector } from './objects/sector.ts';
export type { Track, TrackId } from './track.ts';
