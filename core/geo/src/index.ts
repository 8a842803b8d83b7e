import type { Instant, Metres, Result } from '@greenline/base';
import type {
  Area,
  AreaError,
  Band,
  Corridor,
  Cut,
  Disc,
  Ends,
  PolygonArea,
  Sector,
} from './area.ts';
import type { Position } from './position.ts';

export type * from './area.ts';
export { checkPosition, type Position, type PositionError } from './position.ts';

// Signatures published ahead of their bodies; each is replaced by its export as it lands.

// ---- geodesics
export interface GeodesicPath {
  readonly distance: Metres /** degrees clockwise from north, [0, 360) */;
  readonly azimuth: number;
  readonly arrivalAzimuth: number;
}
export declare function geodesicBetween(from: Position, to: Position): GeodesicPath;
export declare function distanceBetween(from: Position, to: Position): Metres;
export declare function azimuthTo(from: Position, to: Position): number;
export declare function destination(from: Position, azimuth: number, distance: Metres): Position;
// ---- local tangent frame; O names the origin so that points of two frames cannot be mixed
export interface LocalFrame<O extends string> {
  readonly name: O;
  readonly origin: Position;
}
export interface LocalPoint<O extends string> {
  readonly frame: O;
  readonly east: Metres;
  readonly north: Metres;
  readonly up: Metres;
}
export declare function localFrame<O extends string>(name: O, origin: Position): LocalFrame<O>;
export declare function toLocal<O extends string>(
  frame: LocalFrame<O>,
  position: Position,
): LocalPoint<O>;
export declare function fromLocal<O extends string>(
  frame: LocalFrame<O>,
  point: { east: number; north: number; up?: number },
): Position;

// ---- lines
import type { Line, LineError, LineSide } from './line.ts';

export type { Line, LineError, LineSide };
/** Checks and makes a line of at least two vertices, segments geodesics. */
export declare function lineOf(
  positions: readonly Position[],
  options?: { readonly allowClosed?: boolean },
): Result<Line, LineError>;
export declare function lengthOf(line: Line): Metres;
/** distance: geodesic, never negative; signed: positive on `side`, negative across */
export interface LineMeasure {
  readonly distance: Metres;
  readonly signed: Metres;
  readonly side: LineSide;
  readonly nearest: Position /** metres from the first vertex to `nearest` */;
  readonly along: Metres;
  readonly pastEnd: boolean;
}
/** exact (below 1 mm) */
export declare function measureFromLine(
  line: Line,
  from: LineSide,
  position: Position,
): LineMeasure;
/** hot loops: error ≤ 5 mm within 50 km, see docstring */
export declare function signedDistance(line: Line, from: LineSide, position: Position): Metres;
// ---- areas
export declare function bandZone(
  line: Line,
  depths: {
    readonly left?: number;
    readonly right?: number;
    readonly from?: number;
    readonly ends?: Ends;
  },
): Result<Band, AreaError>;
/** open or closed rings are judged: they must be closed */
export declare function polygonZone(
  polygons: readonly {
    readonly outer: readonly Position[];
    readonly holes?: readonly (readonly Position[])[];
  }[],
): Result<PolygonArea, LineError>;
export declare function corridorZone(
  path: Line,
  widthM: number,
  ends?: Ends,
): Result<Corridor, AreaError>;
export declare function discZone(centre: Position, radiusM: number): Result<Disc, AreaError>;
export declare function sectorZone(of: Area, cut: Cut): Result<Sector, AreaError>;
export declare function union(parts: readonly Area[]): Result<Area, AreaError>;
export declare function intersection(parts: readonly Area[]): Result<Area, AreaError>;
export declare function difference(from: Area, parts: readonly Area[]): Result<Area, AreaError>;
// ---- membership; preparing costs, asking is quick
export interface PreparedArea {
  readonly area: Area;
  contains(lon: number, lat: number): boolean;
  /** lonLat: lon, lat, lon, lat…; writes 1 or 0 into `out`, returns how many lie inside */
  containsBatch(lonLat: Float64Array, out: Uint8Array): number;
  /** metres to the boundary, positive inside, zero on it; rounded by the caller; sign exact, size a lower bound in compositions */
  insideBy(position: Position): Metres;
  readonly bounds: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
}
export declare function prepareArea(area: Area): Result<PreparedArea, AreaError>;
// ---- probability
/** [ee, en, nn] in m², east-north */
export type Covariance = readonly [ee: number, en: number, nn: number];
export declare function isotropic(sigmaM: number): Covariance;
export declare function probabilityInside(
  area: PreparedArea,
  position: Position,
  covariance: Covariance,
): number;
/** nearer = P(signed distance from own side < depth); beyond = 1 - nearer; signed is the measure at the position itself */
export interface BeyondLimit {
  readonly nearer: number;
  readonly beyond: number;
  readonly signed: Metres;
  readonly margin: Metres;
}
export declare function probabilityBeyond(
  line: Line,
  side: LineSide,
  depth: number,
  position: Position,
  covariance: Covariance,
): BeyondLimit;
// ---- validity
export interface Validity {
  readonly from?: Instant;
  readonly to?: Instant;
}
export declare function inForce(zone: { readonly validity?: Validity }, at: Instant): boolean;
// ---- extent and drawing
export declare function areaKm2(prepared: PreparedArea): number;
export declare function perimeterKm(prepared: PreparedArea): number;
export declare function lengthKm(line: Line): number;

import type * as GeoJson from './geojson.ts';

export type { GeoJson };
export declare function toGeoJson(area: PreparedArea): GeoJson.MultiPolygon;
export declare function lineToGeoJson(line: Line): GeoJson.LineString;
export declare function lineFromGeoJson(json: unknown): Result<Line, GeoJson.GeoJsonError>;
export declare function polygonsFromGeoJson(
  json: unknown,
): Result<PolygonArea, GeoJson.GeoJsonError>;
export declare function positionFromGeoJson(json: unknown): Result<Position, GeoJson.GeoJsonError>;
// ---- no-targeting grid
export interface Cell {
  readonly id: string;
  readonly sizeM: number;
  readonly centre: Position /** west, south, east, north */;
  readonly bounds: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  readonly polygon: PolygonArea;
}
export declare function cellOf(position: Position, sizeM?: number): Cell;
/** the 1-km cell: same cell, same output */
export declare function coarsen(position: Position): Cell;
