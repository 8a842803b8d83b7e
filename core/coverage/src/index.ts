export type { EffortCell } from './cells.ts';
export {
  type AdequacySpan,
  adequacy,
  type CoverageOption,
  type CrossingQuestion,
  cellsWithin,
  type OptionAdequacy,
} from './crossing/adequacy.ts';
export { type Crossing, type Glance, placesAlong } from './crossing/crossing.ts';
export {
  type DetectionChance,
  detectionChance,
  type PreparedGlance,
  prepareGlances,
} from './crossing/detection-chance.ts';
export {
  type AdequacyOptions,
  type OptionsError,
  parseAdequacyOptions,
} from './crossing/parse-options.ts';
export { glancesOfPlaced, type PlacedSensors, placesEvery } from './crossing/placed-sensors.ts';
export { simulateCrossing } from './crossing/simulate-crossing.ts';
export { type Effort, type EffortShares, effort, effortShares } from './effort.ts';
export type { EffortArea, PolygonCoordinates } from './effort-area.ts';
export type { EffortSpan } from './effort-span.ts';
export type { Look } from './look.ts';
export {
  type AccessSpan,
  type AccessWindow,
  accessWindows,
  type Satellite,
} from './orbit/access.ts';
export { type AccessZone, accessZone } from './orbit/access-zone.ts';
export type { NoOrbit } from './orbit/candidates.ts';
export { type CellAccess, cellAccess } from './orbit/cell-access.ts';
export { checkElements, type ElementError, type ElementSet } from './orbit/element-set.ts';
export { type ElementsAge, elementsAge } from './orbit/elements-age.ts';
export { type AccessCase, type CaseError, parseAccessCase } from './orbit/parse-access-case.ts';
export { parseSensor, type SensorError } from './orbit/parse-sensor.ts';
export { type Passes, type PassRow, passes } from './orbit/passes.ts';
export { Propagator, type States } from './orbit/propagator.ts';
export { type Revisit, revisit } from './orbit/revisit.ts';
export type { SatelliteSensor } from './orbit/sensor.ts';
export { sunElevation } from './orbit/sun.ts';
export { type TemeState, temeState } from './orbit/teme-state.ts';
export { decodeTwoLine, encodeTwoLine } from './orbit/two-line.ts';
export { checksum, twoLineFields } from './orbit/two-line-fields.ts';
export type { ZoneError } from './orbit/zone-rings.ts';
export { type CoverageFactError, parseCoverageFact } from './parse-coverage-fact.ts';
export {
  DEFAULT_PATROL_PRACTICE,
  lookOfPatrol,
  type PatrolPractice,
  type PatrolPresence,
} from './patrol-presence.ts';
export {
  type Camera,
  type CameraFootprint,
  cameraFootprint,
  type FootprintError,
} from './terrain/camera-footprint.ts';
export { type ElevationGrid, heightAt, isHeight } from './terrain/elevation-grid.ts';
export {
  type ElevationRaster,
  type GroundError,
  groundAbout,
  groundHeight,
} from './terrain/elevation-raster.ts';
export {
  type PlacedCase,
  type PlacedObserver,
  parsePlacedCase,
} from './terrain/parse-placed-case.ts';
export {
  parseViewshedCase,
  type ViewshedCase,
  type ViewshedCaseError,
} from './terrain/parse-viewshed-case.ts';
export { withinSector } from './terrain/sector.ts';
export { type Viewpoint, type Viewshed, type ViewshedError, viewshed } from './terrain/viewshed.ts';
export { type VisibleCells, visibleCells } from './terrain/visible-cells.ts';
