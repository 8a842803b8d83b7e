import type { Digest } from '@greenline/base';
import { type PreparedArea, polygonsFromGeoJson, prepareArea } from '@greenline/geo';
import type { JudgeOptions, JudgeState } from './judge-state.ts';
import type { Evidence } from './look.ts';
import type { Hearing } from './rule.ts';
import { KEPT, type RollUp } from './subject.ts';

/** What rules may ask of a judge's state. Declared areas are prepared once, and not remembered in it. */
export function hearingOf(state: JudgeState, options: JudgeOptions, at: Hearing['at']): Hearing {
  const areas = new WeakMap<object, { readonly area: PreparedArea | undefined }>();
  return {
    register: state.register,
    at,
    area(declared) {
      let known = areas.get(declared);
      if (known === undefined) {
        const polygons = polygonsFromGeoJson(declared.area);
        const made = polygons.ok ? prepareArea(polygons.value) : undefined;
        known = { area: made?.ok === true ? made.value : undefined };
        areas.set(declared, known);
      }
      return known.area;
    },
    evidence: (fact) => ({
      digests: [fact.digest],
      label: fact.label ?? options.label,
      sources: fact.sources ?? [],
      authenticated: fact.trust !== 'unauthenticated',
      exercise: fact.exercise === true,
    }),
    digestOf: (id) => state.declared.get(id),
    both: (a, b) => together([a, b], options.rollUp),
    together: (all) => together(all, options.rollUp),
  };
}

/** Of digests the last eight remain, as each is joined to those before. */
function together(all: readonly [Evidence, ...Evidence[]], rollUp: RollUp): Evidence {
  const [first] = all;
  if (all.length === 1) return first;
  const digests: Digest[] = [];
  let { label, sources, authenticated, exercise } = first;
  let sorted = false;
  for (const one of all) {
    for (const digest of one.digests) if (!digests.includes(digest)) digests.push(digest);
    if (digests.length > KEPT) digests.splice(0, digests.length - KEPT);
    if (label !== one.label) label = rollUp(label, one.label);
    if (!holdsAll(sources, one.sources)) {
      sources = [...new Set([...sources, ...one.sources])].sort();
      sorted = true;
    }
    authenticated &&= one.authenticated;
    exercise ||= one.exercise;
  }
  if (!sorted && sources.length > 1) sources = [...new Set(sources)].sort();
  return { digests, label, sources, authenticated, exercise };
}

function holdsAll(known: readonly string[], more: readonly string[]): boolean {
  if (known === more) return true;
  for (const one of more) if (!known.includes(one)) return false;
  return true;
}
