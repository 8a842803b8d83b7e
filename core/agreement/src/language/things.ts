import { type Json, roundDistance } from '@greenline/base';
import { isA, isKind } from '@greenline/observation';
import type { Look } from '../judging/look.ts';
import { lengthWords } from './quantity.ts';
import type { ClassSource, ModelSource } from './schema.ts';

/** Whether a thing belongs to a class; a text says which attribute would have to be known. */
export type Belongs = boolean | { readonly unless: string };

/** A class of things, or several: decides about one class name with the attributes beside it. */
export interface Things {
  readonly words: string;
  test(name: string, attributes: Attributes): Belongs;
}

/** How a subject belongs to a class of things. */
export interface Matched {
  /** Upper end where attributes are unknown. */
  readonly probability: number;
  /** The most probable name that matched. */
  readonly what: string;
  /** The attribute that would have to be known. */
  readonly doubt: string | undefined;
}

type Attributes = Readonly<Record<string, Json>>;
type Models = Readonly<Record<string, ModelSource>>;
type Limits = {
  readonly over?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly under?: number | undefined;
  readonly atMost?: number | undefined;
};

/** `undefined` where none of the class probabilities belongs. */
export function match(
  things: Things,
  look: Pick<Look, 'classes' | 'attributes'>,
): Matched | undefined {
  let probability = 0;
  let most = 0;
  let what = '';
  let doubt: string | undefined;
  for (const name in look.classes) {
    const share = look.classes[name] ?? 0;
    if (share <= 0) continue;
    const belongs = things.test(name, look.attributes);
    if (belongs === false) continue;
    if (belongs !== true) doubt ??= belongs.unless;
    probability += share;
    if (share > most) {
      most = share;
      what = name;
    }
  }
  if (most === 0) return undefined;
  return { probability: Math.min(1, probability), what, doubt };
}

/** A kind of the taxonomy as a class of things; models of the agreement's table are of their kind. */
export function kindThings(kind: string, models: Models): Things {
  return {
    words: kind,
    test: (name, attributes) => isA(kindOf(name, attributes, models), kind),
  };
}

/** A class as an agreement defines it. */
export function classThings(
  name: string,
  source: ClassSource,
  models: Models,
  without: readonly Things[],
): Things {
  const kinds = source.kinds ?? [];
  const named = new Set(source.models ?? []);
  return {
    words: source.title ?? name,
    test: (written, attributes) => {
      const model = modelOf(written, attributes, models);
      let belongs: Belongs;
      // Whoever counts for a clause may count by a class of the agreement.
      if (written === name && !isKind(name)) return true;
      if (model !== undefined && named.has(model)) belongs = true;
      else if (!kinds.some((kind) => isA(kindOf(written, attributes, models), kind))) return false;
      else belongs = within(source, model === undefined ? undefined : models[model], attributes);
      if (belongs === false) return false;
      for (const other of without) {
        const taken = other.test(written, attributes);
        if (taken === true) return false;
        if (taken !== false && belongs === true) belongs = taken;
      }
      return belongs;
    },
  };
}

/** Several classes as one. */
export function anyOf(classes: readonly Things[]): Things {
  const [only] = classes;
  if (classes.length === 1 && only !== undefined) return only;
  return {
    words: classes.map((one) => one.words).join(' or '),
    test: (name, attributes) => {
      let belongs: Belongs = false;
      for (const one of classes) {
        const here = one.test(name, attributes);
        if (here === true) return true;
        if (here !== false) belongs = here;
      }
      return belongs;
    },
  };
}

/** In words, `calibre at least 100 mm`. */
export function classWords(source: ClassSource): string {
  const what = [...(source.kinds ?? []), ...(source.models ?? [])].join(', ');
  const limits = [
    ...limitWords('calibre', source.calibre, (mm) => `${mm} mm`),
    ...limitWords('range', source.range, lengthWords),
    ...(source.without === undefined ? [] : [`without ${source.without.join(', ')}`]),
  ];
  return [what, ...limits].join('; ');
}

function within(
  source: ClassSource,
  model: ModelSource | undefined,
  attributes: Attributes,
): Belongs {
  const calibre = numberOf(attributes.calibreMm) ?? model?.calibre;
  const range = rangeStated(attributes) ?? model?.range;
  const byCalibre = keeps(source.calibre, calibre, 'calibre');
  const byRange = keeps(source.range, range, 'range');
  if (byCalibre === false || byRange === false) return false;
  return byCalibre === true ? byRange : byCalibre;
}

function keeps(limits: Limits | undefined, value: number | undefined, what: string): Belongs {
  if (limits === undefined) return true;
  if (value === undefined) return { unless: `${what} not stated` };
  return (
    (limits.over === undefined || value > limits.over) &&
    (limits.atLeast === undefined || value >= limits.atLeast) &&
    (limits.under === undefined || value < limits.under) &&
    (limits.atMost === undefined || value <= limits.atMost)
  );
}

/** Greatest range in metres of a thing so named: what the fact states, else what the table of models says. */
export const rangeOf = (name: string, attributes: Attributes, models: Models): number | undefined =>
  rangeStated(attributes) ?? models[modelOf(name, attributes, models) ?? '']?.range;

function rangeStated({ rangeKm }: Attributes): number | undefined {
  const km = numberOf(rangeKm);
  return km === undefined ? undefined : roundDistance(km * 1000);
}

/** The model of the table that a source named, as its class or in the attribute `model`. */
function modelOf(name: string, attributes: Attributes, models: Models): string | undefined {
  if (Object.hasOwn(models, name)) return name;
  const model = attributes.model;
  return typeof model === 'string' && Object.hasOwn(models, model) ? model : undefined;
}

/** The kind of the taxonomy that a name stands for: a model of the table is of its kind. */
export const kindOf = (name: string, attributes: Attributes, models: Models): string =>
  models[modelOf(name, attributes, models) ?? '']?.kind ?? name;

const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

function limitWords(
  what: string,
  limits: Limits | undefined,
  words: (value: number) => string,
): readonly string[] {
  if (limits === undefined) return [];
  const named = { over: 'over', atLeast: 'at least', under: 'under', atMost: 'at most' } as const;
  return Object.entries(named).flatMap(([key, phrase]) => {
    const value = limits[key as keyof typeof named];
    return value === undefined ? [] : [`${what} ${phrase} ${words(value)}`];
  });
}
