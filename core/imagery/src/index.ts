export type { ChangeMap } from './change-map.ts';
export { type ChangedArea, changedAreas } from './changed-areas.ts';
export { normalisedDifference, opticalChange } from './optical-change.ts';
export type { Raster } from './raster.ts';
export { falseAlarmRate, thresholdFor } from './ratio-distribution.ts';
export { type SarChangeOptions, sarChange } from './sar-change.ts';
