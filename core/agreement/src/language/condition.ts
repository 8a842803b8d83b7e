import type { CelInput } from '@bufbuild/cel';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { fail, ok, type Result } from '@greenline/base';
import type { Look } from '../judging/look.ts';

/** A compiled expression; `undefined` where it cannot be decided from what is known. */
export type Condition = (look: Look) => boolean | undefined;

/** Longer than any condition that a person would read. */
const LONGEST = 2000;

/** Compiles a CEL expression over the variable `fact`. The error is one sentence. */
export function compileCondition(expression: string): Result<Condition, string> {
  if (expression.length > LONGEST) return fail(`is over ${LONGEST} characters long: say less`);
  let evaluate: (bindings: Record<string, CelInput>) => unknown;
  try {
    evaluate = plan(celEnv(), parse(expression));
  } catch (error) {
    return fail(`is no CEL expression: ${error instanceof Error ? error.message : String(error)}`);
  }
  return ok((look) => {
    const result = evaluate({ fact: factOf(look) });
    return isCelError(result) || typeof result !== 'boolean' ? undefined : result;
  });
}

function factOf(look: Look): CelInput {
  let most = '';
  for (const name of Object.keys(look.classes))
    if ((look.classes[name] ?? 0) > (look.classes[most] ?? 0)) most = name;
  const { position } = look;
  return toCel({
    kind: look.of,
    id: look.id,
    party: look.party,
    class: most,
    classes: look.classes,
    attributes: look.attributes,
    direction: look.direction,
    ...(position === undefined ? {} : { lon: position.lon, lat: position.lat }),
    ...(position?.height === undefined ? {} : { height: position.height }),
  });
}

function toCel(value: unknown): CelInput {
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([name, member]) => [name, toCel(member)]));
  return value as CelInput;
}
