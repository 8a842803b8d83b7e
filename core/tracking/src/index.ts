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
export type { Track, TrackId } from './track.ts';
