/** What following objects through scans takes, without the rest of the room: a command starts faster. */
export type { ObjectTrack } from './object-track.ts';
export { ObjectTracker } from './object-tracker.ts';
export { parseScan } from './parse-scan.ts';
export type { RegisteredSensor } from './registration.ts';
export type { Scan } from './scan.ts';
export { ScanDoor } from './scan-door.ts';
export { parseSector, type Sector } from './sector.ts';
