export interface LineString {
  readonly type: 'LineString';
  readonly coordinates: readonly (readonly number[])[];
}
export interface MultiPolygon {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
}
/** path: JSON pointer of the offending value */
export interface GeoJsonError {
  readonly kind: 'malformed' | 'wrong-type' | 'refused';
  readonly path: string;
  readonly text: string;
}
