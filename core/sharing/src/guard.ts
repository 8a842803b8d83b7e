import { fail, ok, type Result } from '@greenline/base';
import { isExactKind, isReleasedKind, type RecordKind } from './action.ts';
import type { Principal } from './principal.ts';

/** Why somebody may not even ask. */
export interface GuardRefusal {
  readonly kind: 'exact-record' | 'unknown-kind';
  /** One sentence for the one who asked. */
  readonly text: string;
}

/**
 * What a principal may ask for at all, before any policy is asked.
 *
 * Whatever leaves for anybody who is not mission staff is computed anew from coarse facts, never
 * filtered from exact ones: so exact kinds are closed to them whatever a label or a policy says, and
 * a kind that nobody has thought about is closed to everybody.
 */
export function guard(principal: Principal, kind: string): Result<RecordKind, GuardRefusal> {
  if (isReleasedKind(kind)) return ok(kind);
  if (!isExactKind(kind))
    return fail({
      kind: 'unknown-kind',
      text: `"${kind}" is not a kind of record that anybody may ask for`,
    });
  if (principal.role === 'staff') return ok(kind);
  return fail({
    kind: 'exact-record',
    text: `${kind} records are for mission staff alone; ask for released records instead`,
  });
}
