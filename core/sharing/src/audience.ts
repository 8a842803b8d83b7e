import { type Label, label } from '@greenline/labels';
import type { Principal } from './principal.ts';

/**
 * Those who get the same release, byte for byte: both parties together, one contributing nation, the
 * joint commission, or everybody. There is no audience of one party.
 */
export type Audience =
  | { readonly kind: 'parties'; readonly members: readonly [string, string] }
  | { readonly kind: 'nation'; readonly member: string }
  | { readonly kind: 'commission' }
  | { readonly kind: 'public' };

/** As records and files write it: `parties`, `commission`, `public`, or the id of the nation. */
export const audienceName = (audience: Audience): string =>
  audience.kind === 'nation' ? audience.member : audience.kind;

/**
 * The audience whose releases a principal reads: list these alone, for another's tell the same things
 * under other ids. `undefined` for staff and humanitarians.
 */
export function audienceOf(principal: Principal): string | undefined {
  if (principal.role === 'party') return 'parties';
  if (principal.role === 'public' || principal.role === 'commission') return principal.role;
  return principal.role === 'contributor' ? principal.member : undefined;
}

/** The one label of all that is released to an audience: it says nothing of what it was made from. */
export function releaseLabel(audience: Audience | 'humanitarian', exercise: boolean): Label {
  return label({ owner: 'mission', releasableTo: recipientsOf(audience), exercise });
}

export function recipientsOf(audience: Audience | 'humanitarian'): readonly string[] {
  if (audience === 'humanitarian') return ['humanitarian'];
  if (audience.kind === 'parties') return [...audience.members].sort();
  return audience.kind === 'nation' ? [audience.member] : [audience.kind];
}

/**
 * Whether what was made under a label may, made coarse, go to all members of an audience.
 *
 * A record with caveats stays: nobody but its owner knows what they ask for. One that its originator
 * controls goes back to the originator alone. `notReleasableTo` anybody keeps it from the public,
 * since the public includes them.
 */
export function mayGoTo(audience: Audience, marked: Label): boolean {
  if (marked.caveats.length > 0) return false;
  if (audience.kind === 'public')
    return (
      !marked.originatorControlled &&
      marked.notReleasableTo.length === 0 &&
      marked.releasableTo.includes('public')
    );
  return recipientsOf(audience).every((name) => mayRead(name, marked));
}

function mayRead(name: string, marked: Label): boolean {
  if (marked.notReleasableTo.includes(name)) return false;
  if (marked.owner === name) return true;
  if (marked.originatorControlled) return false;
  return marked.releasableTo.includes('public') || marked.releasableTo.includes(name);
}
