import type { Position, PositionError } from './position.ts';

/** A side of a line, seen along its direction. The caller says which party it belongs to. */
export type LineSide = 'left' | 'right';

/** A polyline whose segments are geodesics. Made by `lineOf`, which checks it. */
export interface Line {
  readonly positions: readonly Position[];
}

/** Why a line or a ring was refused. `vertex` counts from zero; `ring` where there are several. */
export type LineError = {
  readonly ring?: number;
  readonly polygon?: number;
  readonly text: string;
} & (
  | { readonly kind: 'too-few'; readonly count: number }
  | { readonly kind: 'bad-vertex'; readonly vertex: number; readonly error: PositionError }
  | { readonly kind: 'duplicate'; readonly vertex: number }
  | { readonly kind: 'self-crossing'; readonly vertex: number; readonly other: number }
  | { readonly kind: 'closed'; readonly vertex: number }
  | { readonly kind: 'not-closed'; readonly vertex: number }
  | { readonly kind: 'wrong-order'; readonly vertex: number }
  | { readonly kind: 'segment-too-long'; readonly vertex: number }
  | { readonly kind: 'near-pole'; readonly vertex: number }
);
