import { type PreparedArea, polygonsFromGeoJson, prepareArea } from '@greenline/geo';
import type { JudgeOptions, JudgeState } from './judge-state.ts';
import type { Evidence } from './look.ts';
import type { Hearing } from './rule.ts';
import type { RollUp } from './subject.ts';

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
    both: (a, b) => both(a, b, options.rollUp),
  };
}

function both(a: Evidence, b: Evidence, rollUp: RollUp): Evidence {
  return {
    digests: [...new Set([...a.digests, ...b.digests])].slice(-8),
    label: a.label === b.label ? a.label : rollUp(a.label, b.label),
    sources: [...new Set([...a.sources, ...b.sources])].sort(),
    authenticated: a.authenticated && b.authenticated,
    exercise: a.exercise || b.exercise,
  };
}
