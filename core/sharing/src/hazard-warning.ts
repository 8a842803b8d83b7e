import type { ObjectFact } from '@greenline/agreement';
import type { Hasher } from '@greenline/base';
import { checkPosition } from '@greenline/geo';
import type { Label, LabelId } from '@greenline/labels';
import { isA } from '@greenline/observation';
import type { HazardWarning } from './released.ts';
import { saltedId } from './salted-id.ts';

export interface HazardOptions {
  readonly hasher: Hasher;
  /** Release key of `humanitarian`. */
  readonly key: Uint8Array;
  readonly exercise: boolean;
  readonly labelOf: (id: LabelId) => Label | undefined;
}

/**
 * The warning in a fact about mines or unexploded ordnance; `undefined` for all else.
 *
 * Exempt from delay and cells, since it saves lives and shows no force: so at least half of the
 * probability, and more than any other kind's, must be on mines. It goes to humanitarians whatever
 * nation saw it, unless the owner keeps control or names them as not to be told.
 */
export function hazardWarning(
  fact: ObjectFact,
  { hasher, key, exercise, labelOf }: HazardOptions,
): HazardWarning | undefined {
  const marked = fact.label === undefined ? undefined : labelOf(fact.label);
  if (marked === undefined || marked.exercise !== exercise) return undefined;
  if ((fact.exercise === true) !== exercise) return undefined;
  if (marked.originatorControlled || marked.notReleasableTo.includes('humanitarian'))
    return undefined;
  const kind = hazardOf(fact.class);
  const { lon, lat } = fact.position;
  if (kind === undefined || !checkPosition({ lon, lat }).ok) return undefined;
  const told = {
    class: kind,
    at: fact.at,
    position: { lon, lat },
    ...sigmaOf(fact),
    ...(exercise && { exercise: true as const }),
  };
  return { kind: 'hazard-warning', id: saltedId(hasher, key, 'hazard', told), ...told };
}

function hazardOf(classes: ObjectFact['class']): string | undefined {
  let mines = 0;
  let best: string | undefined;
  for (const name of Object.keys(classes).sort()) {
    if (!isA(name, 'minefield')) continue;
    const probability = classes[name] ?? 0;
    mines += probability;
    if (best === undefined || probability > (classes[best] ?? 0)) best = name;
  }
  return mines >= 0.5 ? best : undefined;
}

/** The wider axis; absent where no source stated an accuracy. */
function sigmaOf({ covariance, accuracyUnknown }: ObjectFact): { readonly sigmaM?: number } {
  if (covariance === undefined || accuracyUnknown) return {};
  const wider = Math.sqrt(Math.max(covariance[0], covariance[2]));
  return Number.isFinite(wider) ? { sigmaM: Math.round(wider) } : {};
}
