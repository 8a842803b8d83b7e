import { unheard } from '@greenline/agreement';
import { type Declaration, type FieldError, nearestName } from '@greenline/declarations';
import type { Mission } from './mission.ts';

/** Nothing hangs on it here. */
const NO_DIGEST = 'sha256:';

/**
 * Names in a declaration that nobody of the mission bears, each with the nearest that somebody does. A
 * zone written wrongly would match nothing, and nobody would be told.
 *
 * Asked of what is declared anew; what stands in the journal was right under the files of its time.
 */
export function unfamiliar(declaration: Declaration, mission: Mission): readonly FieldError[] {
  const { file, agreement } = mission;
  const parties = file.parties.map(({ id }) => id);
  const nations = file.nations.map(({ id }) => id);
  const cites = [...new Set(agreement.clauses.map(({ cite }) => cite))];
  const errors: FieldError[] = [];
  const ask = (field: string, name: string | undefined, known: readonly string[], what: string) => {
    if (name === undefined || known.includes(name)) return;
    const near = nearestName(name, known);
    const remedy = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`;
    errors.push({ field, text: `${name} is no ${what} of this mission: ${remedy}` });
  };
  // The mission announces its own flights.
  if ('party' in declaration)
    ask('party', declaration.party, [...parties, ...nations, 'mission'], 'party');
  if ('nation' in declaration)
    ask('nation', declaration.nation, [...nations, ...parties], 'nation');
  if ('zone' in declaration) ask('zone', declaration.zone, [...agreement.zones.keys()], 'zone');
  if (declaration.declaration === 'waiver') {
    for (const cite of declaration.clauses) ask('clauses', cite, cites, 'clause');
    for (const party of declaration.agreedBy) ask('agreedBy', party, parties, 'party');
  }
  if (declaration.declaration === 'choice') {
    const { clause, reading } = declaration;
    ask('clause', clause, cites, 'clause');
    const readings = agreement.clauses
      .filter(({ cite }) => cite === clause)
      .flatMap((one) => one.reading ?? []);
    if (cites.includes(clause)) ask('reading', reading, readings, `reading of clause ${clause}`);
  }
  if (declaration.declaration === 'milestone' && agreement.declaredMilestones.size > 0)
    ask('name', declaration.name, [...agreement.declaredMilestones], 'milestone');
  if (declaration.declaration === 'notice') {
    const text = unheard(agreement, { fact: 'declaration', declaration, digest: NO_DIGEST });
    if (text !== undefined) errors.push({ field: 'size', text });
  }
  return errors;
}
