import type { Instant, JsonObject } from '@greenline/base';
import type { MultiPolygon, Polygon } from 'geojson';

/** Where a declaration holds: rings of [lon, lat], RFC 7946. */
export type DeclaredArea = Polygon | MultiPolygon;

/** An activity announced beforehand: an exercise, a flight, a movement. */
export interface Notice {
  readonly declaration: 'notice';
  readonly id: string;
  /** What is announced, as clauses name it: `exercise`, `medevac`, `flight`. */
  readonly kind: string;
  readonly party: string;
  /** When the mission received it: lead times are counted from here. */
  readonly receivedAt: Instant;
  readonly from: Instant;
  readonly to: Instant;
  readonly area: DeclaredArea;
  /** Most of each thing, as `{"personnel": 200}`. */
  readonly size?: JsonObject;
}

/** An activity that the commission or the mission allowed. */
export interface Permit {
  readonly declaration: 'permit';
  readonly id: string;
  readonly kind: string;
  readonly party: string;
  readonly area: DeclaredArea;
  readonly from: Instant;
  readonly to: Instant;
  readonly size?: JsonObject;
}

/** An inspection that took place, of a zone or of a storage site. */
export interface Inspection {
  readonly declaration: 'inspection';
  readonly zone?: string;
  readonly site?: string;
  readonly at: Instant;
  readonly result: string;
}

/** What a party says it keeps at a storage site, by serial number. */
export interface Inventory {
  readonly declaration: 'inventory';
  readonly site: string;
  readonly party: string;
  readonly serials: readonly string[];
}

/** What inspectors found at a storage site. */
export interface Visit {
  readonly declaration: 'visit';
  readonly site: string;
  readonly at: Instant;
  readonly seen: readonly string[];
  readonly access: 'full' | 'partial' | 'denied';
}

/** Who has people where. */
export interface Deployment {
  readonly declaration: 'deployment';
  readonly nation: string;
  readonly alliance?: string;
  readonly zone: string;
  readonly personnel: number;
  readonly from: Instant;
  /** Exclusive; absent: until further notice. */
  readonly to?: Instant;
}

/** What a party, a nation or the mission has announced, promised or reported. */
export type Declaration = Notice | Permit | Inspection | Inventory | Visit | Deployment;

/** The moment from which the mission could know of it; an inventory and a permit hold from the start. */
export function knownAt(declaration: Declaration): Instant {
  switch (declaration.declaration) {
    case 'notice':
      return declaration.receivedAt;
    case 'permit':
    case 'deployment':
      return declaration.from;
    case 'inspection':
    case 'visit':
      return declaration.at;
    case 'inventory':
      return 0 as Instant;
  }
}
