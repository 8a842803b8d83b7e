import type { Label } from '@greenline/labels';
import { type Action, namesOf, type Principal, RELEASED_KINDS } from '@greenline/sharing';

/**
 * The shipped policy once more, in plain code written apart from the Cedar text, so that two ways
 * of saying it can be compared. For tests alone: nothing decides by it.
 */
export function referencePolicy(
  who: Principal,
  action: Action,
  what: Label,
  nodeInExercise: boolean,
): boolean {
  if (what.exercise !== nodeInExercise) return false;
  if ((who.exercise ?? false) !== nodeInExercise) return false;
  const names = namesOf(who);
  if (what.notReleasableTo.some((name) => names.includes(name))) return false;
  if (who.role === 'public' && what.notReleasableTo.length > 0) return false;

  switch (action) {
    case 'stream':
      return who.role === 'staff';
    case 'export':
      return who.role === 'staff' && (!what.originatorControlled || names.includes(what.owner));
    case 'decide':
      return who.role === 'staff' && who.may.includes('decide');
    case 'suspend':
      return who.role === 'staff' && who.may.includes('suspend');
    case 'intake':
    case 'declare':
    case 'report':
      if (!who.may.includes(action)) return false;
      return who.role === 'staff' || (who.role !== 'public' && names.includes(what.owner));
  }

  if (who.role === 'staff') return true;
  if (!RELEASED_KINDS.some((kind) => action === `read:${kind}`)) return false;
  if (what.releasableTo.some((name) => name === 'public' || names.includes(name))) return true;
  if (who.role === 'contributor') return what.owner === who.member;
  if (who.role === 'party' && action === 'read:released-declaration')
    return what.owner === who.member;
  return who.role === 'humanitarian' && action === 'read:hazard-warning';
}
