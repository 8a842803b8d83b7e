export type {
  Area,
  AreaError,
  Band,
  Composition,
  Corridor,
  Cut,
  Depth,
  Disc,
  Ends,
  Polygon,
  PolygonArea,
  Ring,
  Sector,
} from './area.ts';
export { areaKm2, boundaryOf, perimeterKm } from './boundary.ts';
export type { Bounds } from './bounds.ts';
export { type Cell, cellOf, coarsen } from './cell.ts';
export { exactSigned } from './exact-distance.ts';
export { fromLocal, type LocalFrame, type LocalPoint, localFrame, toLocal } from './frame.ts';
export {
  azimuthTo,
  destination,
  distanceBetween,
  type GeodesicPath,
  geodesicBetween,
} from './geodesic.ts';
export {
  type GeoJsonError,
  type LineString,
  lineFromGeoJson,
  lineToGeoJson,
  type MultiLineString,
  type MultiPolygon,
  polygonsFromGeoJson,
  positionFromGeoJson,
  toGeoJson,
} from './geojson.ts';
export { type Line, type LineError, type LineSide, lengthKm, lengthOf, lineOf } from './line.ts';
export { type LineMeasure, measureFromLine, signedDistance } from './measure.ts';
export { checkPosition, type Position, type PositionError } from './position.ts';
export { type PreparedArea, prepareArea } from './prepared.ts';
export {
  type BeyondLimit,
  type Covariance,
  isotropic,
  probabilityBeyond,
  probabilityInside,
} from './probability.ts';
export { polygonZone, type Rings } from './rings.ts';
export { boundaryShift, lineShift } from './shift.ts';
export { positionFromUtm, positionInZone } from './utm.ts';
export { inForce, type Validity } from './validity.ts';
export {
  bandZone,
  corridorZone,
  difference,
  discZone,
  intersection,
  sectorZone,
  union,
} from './zones.ts';
