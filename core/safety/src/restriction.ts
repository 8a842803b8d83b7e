import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import { ASKED, type Observation, type ObservationId } from '@greenline/observation';

/** Monitors who were denied, delayed or put under a condition: one occasion, as it was reported. */
export interface Restriction {
  readonly kind: 'restriction';
  readonly id: ObservationId;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** By whom; absent where the report does not say. */
  readonly party?: string;
  readonly access: 'denied' | 'delayed' | 'conditional';
  /** How long they waited; absent where nobody said. */
  readonly delayMin?: number;
  /** What was asked of them, one of `ASKED`. */
  readonly asked?: string;
  /** What stood in the way, in the report's own words. */
  readonly what?: string;
  readonly text?: string;
  /** Where the monitors stood: for mission staff alone. */
  readonly position?: Position;
  readonly patrol: string;
  readonly nation: string;
  readonly report?: string;
  readonly label: LabelId;
  readonly exercise?: true;
}

/** The restriction that an observation tells of; `undefined` for any other. */
export function restrictionOf(seen: Observation, recordedAt: Instant): Restriction | undefined {
  if (seen.kind !== 'restriction') return undefined;
  const { access, delayMin, asked, what, report } = seen.attributes ?? {};
  const minutes = typeof delayMin === 'number' && delayMin >= 0 ? delayMin : undefined;
  const position = seen.position ?? seen.sightline?.position;
  return {
    kind: 'restriction',
    id: seen.id,
    at: seen.observedAt,
    recordedAt,
    ...(seen.party !== undefined && { party: seen.party }),
    access:
      access === 'denied' || access === 'delayed' || access === 'conditional'
        ? access
        : minutes === undefined
          ? 'conditional'
          : 'delayed',
    ...(minutes !== undefined && { delayMin: minutes }),
    ...(typeof asked === 'string' && ASKED.includes(asked) && { asked }),
    ...(typeof what === 'string' && { what }),
    ...(seen.text !== undefined && { text: seen.text }),
    ...(position !== undefined && { position }),
    patrol: seen.sensor,
    nation: seen.nation,
    ...(typeof report === 'string' && { report }),
    label: seen.label,
    ...(seen.exercise === true && { exercise: true as const }),
  };
}
