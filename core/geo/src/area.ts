import type { Metres } from '@greenline/base';
import type { Line } from './line.ts';
import type { Position } from './position.ts';

/** A ring of a polygon: closed (first vertex repeated), its edges geodesics. */
export type Ring = readonly Position[];

/** An outer ring, counter-clockwise, and its holes, clockwise (RFC 7946). */
export interface Polygon {
  readonly outer: Ring;
  readonly holes: readonly Ring[];
}

/** How far a band reaches on one side of its line: from `from` to `to` metres, both inclusive. */
export interface Depth {
  readonly from: Metres;
  readonly to: Metres;
}

/**
 * What a band does past the ends of its line.
 *
 * `round` keeps every place within the distance of the line, the end included; its side there is
 * that of the end segment carried on. `flat` stops at the geodesic perpendicular through each end,
 * taken to the line's course over the band's depth.
 */
export type Ends = 'flat' | 'round';

/** The places whose geodesic distance from a line lies within a depth, side by side. */
export interface Band {
  readonly kind: 'band';
  readonly line: Line;
  readonly left?: Depth;
  readonly right?: Depth;
  readonly ends: Ends;
}

/** One or more polygons that do not overlap. */
export interface PolygonArea {
  readonly kind: 'polygons';
  readonly polygons: readonly Polygon[];
}

/** All places within half of `width` of a path. */
export interface Corridor {
  readonly kind: 'corridor';
  readonly path: Line;
  readonly width: Metres;
  readonly ends: Ends;
}

/** All places within a geodesic distance of a centre. */
export interface Disc {
  readonly kind: 'disc';
  readonly centre: Position;
  readonly radius: Metres;
}

/**
 * What cuts a sector out of an area.
 *
 * `meridian`: east or west of a longitude. `along`: the places whose nearest point of `line` lies
 * between two markers, in metres along the line from its first vertex. `bearing`: clockwise from
 * azimuth `from` to azimuth `to`, seen from `centre`.
 */
export type Cut =
  | { readonly kind: 'meridian'; readonly lon: number; readonly keep: 'east' | 'west' }
  | {
      readonly kind: 'along';
      readonly line: Line;
      readonly from?: Metres;
      readonly to?: Metres;
    }
  | {
      readonly kind: 'bearing';
      readonly centre: Position;
      readonly from: number;
      readonly to: number;
    };

/** A part of an area. */
export interface Sector {
  readonly kind: 'sector';
  readonly of: Area;
  readonly cut: Cut;
}

/** An area made of others by membership. `difference` is the first without all the rest. */
export interface Composition {
  readonly kind: 'union' | 'intersection' | 'difference';
  readonly parts: readonly Area[];
}

/** A part of the earth's surface that a rule can speak of. Boundaries belong to it. */
export type Area = Band | PolygonArea | Corridor | Disc | Sector | Composition;

/** Why an area was refused, and what to change. */
export type AreaError =
  | { readonly kind: 'bad-depth'; readonly side: 'left' | 'right'; readonly text: string }
  | { readonly kind: 'bad-end'; readonly vertex: number; readonly text: string }
  | { readonly kind: 'no-side'; readonly text: string }
  | {
      readonly kind: 'bad-size';
      readonly what: 'width' | 'radius';
      readonly value: number;
      readonly text: string;
    }
  | { readonly kind: 'bad-cut'; readonly text: string }
  | { readonly kind: 'bad-position'; readonly text: string }
  | { readonly kind: 'no-parts'; readonly text: string }
  | { readonly kind: 'near-pole'; readonly text: string }
  | { readonly kind: 'too-large'; readonly text: string };
