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
  /** Id of the request that it answers. */
  readonly request?: string;
}

/** What a party says it keeps at a storage site, by serial number. */
export interface Inventory {
  readonly declaration: 'inventory';
  readonly site: string;
  readonly party: string;
  readonly serials: readonly string[];
  /** From when it holds; absent: from the start. A later one replaces it. */
  readonly at?: Instant;
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

/** A moment of the agreement that came: entry into force, D-day, a step that was verified. */
export interface Milestone {
  readonly declaration: 'milestone';
  /** As the agreement calls it, `EIF`. */
  readonly name: string;
  readonly at: Instant;
}

/** The reading of a clause that the commission chose. */
export interface Choice {
  readonly declaration: 'choice';
  readonly clause: string;
  readonly reading: string;
  /** From when it holds. */
  readonly at: Instant;
}

/** An act that a party owed, done: mine records handed over, a share of the weapons stored. */
export interface Fulfilment {
  readonly declaration: 'fulfilment';
  readonly id: string;
  /** As the agreement calls it, `mine-records`. */
  readonly act: string;
  readonly party: string;
  readonly at: Instant;
  /** Of the whole, 0 to 1, all that was done so far included. Absent: the whole. */
  readonly share?: number;
  /** The mission has seen it for itself. Absent: the party says so. */
  readonly verified?: true;
}

/** A party asks the mission to inspect. */
export interface InspectionRequest {
  readonly declaration: 'request';
  readonly id: string;
  readonly party: string;
  /** The mission’s time runs from here. */
  readonly receivedAt: Instant;
  readonly zone?: string;
  readonly site?: string;
}

/** The parties agree that clauses are not applied for a time: agreed activities. */
export interface Waiver {
  readonly declaration: 'waiver';
  readonly id: string;
  readonly clauses: readonly string[];
  /** Holds once both parties are named. */
  readonly agreedBy: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** Absent: wherever the clauses hold. */
  readonly area?: DeclaredArea;
}

/** What a nation gives to the mission: people, aircraft, sensors, an analysis cell. */
export interface Contribution {
  readonly declaration: 'contribution';
  readonly id: string;
  readonly nation: string;
  readonly domain: 'land' | 'sea' | 'air' | 'space' | 'cyber';
  readonly what: string;
  readonly count?: number;
  readonly from: Instant;
  /** Exclusive; absent: until further notice. */
  readonly to?: Instant;
}

/** A party calls on the coordination mechanism before it acts, and what came of it. */
export interface MechanismCall {
  readonly declaration: 'mechanism-call';
  readonly id: string;
  readonly party: string;
  readonly at: Instant;
  readonly outcome: 'pending' | 'answered' | 'failed';
}

/** What a party, a nation or the mission has announced, promised or reported. */
export type Declaration =
  | Notice
  | Permit
  | Inspection
  | Inventory
  | Visit
  | Deployment
  | Milestone
  | Choice
  | Fulfilment
  | InspectionRequest
  | Waiver
  | Contribution
  | MechanismCall;

/** The moment from which the mission could know of it; an inventory without a time holds from the start. */
export function knownAt(declaration: Declaration): Instant {
  switch (declaration.declaration) {
    case 'notice':
    case 'request':
      return declaration.receivedAt;
    case 'permit':
    case 'deployment':
    case 'waiver':
    case 'contribution':
      return declaration.from;
    case 'inspection':
    case 'visit':
    case 'milestone':
    case 'choice':
    case 'fulfilment':
    case 'mechanism-call':
      return declaration.at;
    case 'inventory':
      return declaration.at ?? (0 as Instant);
  }
}
