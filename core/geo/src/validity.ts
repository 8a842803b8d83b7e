import type { Instant } from '@greenline/base';

/** When something holds: from `from` on, until just before `to`. An absent end is open. */
export interface Validity {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Whether a zone is in force; one without validity always is. */
export function inForce(zone: { readonly validity?: Validity }, at: Instant): boolean {
  const { from, to } = zone.validity ?? {};
  return (from === undefined || at >= from) && (to === undefined || at < to);
}
