import { type Declaration, nearestName } from '@greenline/declarations';
import { KINDS } from '@greenline/observation';
import { PERSONNEL } from './clauses/notice/size-names.ts';
import type { Fact } from './fact.ts';
import type { PreparedAgreement } from './prepared.ts';

/**
 * Why the agreement cannot hear a fact, in one sentence: it names a zone, a clause, a reading, a
 * milestone or a class that is not there. `undefined` where every name stands for something.
 */
export function unheard(agreement: PreparedAgreement, fact: Fact): string | undefined {
  if (fact.fact === 'count') return unknown('zone', fact.zone, agreement.zones.keys());
  return fact.fact === 'declaration' ? unheardWord(agreement, fact.declaration) : undefined;
}

function unheardWord(agreement: PreparedAgreement, said: Declaration): string | undefined {
  switch (said.declaration) {
    case 'milestone':
      return unknown('milestone that people declare', said.name, agreement.declaredMilestones);
    case 'choice': {
      const read = agreement.clauses.filter(({ cite }) => cite === said.clause);
      if (read.length === 0) return unknownClause(agreement, said.clause);
      const readings = read.flatMap(({ reading }) => reading ?? []);
      return unknown(`reading of clause ${said.clause}`, said.reading, readings);
    }
    case 'waiver': {
      const missing = said.clauses.flatMap((cite) => unknownClause(agreement, cite) ?? []);
      const absent = agreement.parties.find((party) => !said.agreedBy.includes(party));
      return missing[0] ?? (absent === undefined ? undefined : `${absent} has not agreed to it`);
    }
    case 'notice': {
      const { classes = {}, models = {} } = agreement.source;
      const known = [...KINDS, PERSONNEL, ...Object.keys(classes), ...Object.keys(models)];
      const missing = Object.keys(said.size ?? {}).find((name) => !known.includes(name));
      return missing === undefined ? undefined : unknown('class', missing, known);
    }
    case 'deployment':
      return unknown('zone', said.zone, agreement.zones.keys());
    case 'inspection':
    case 'request':
      return said.zone === undefined
        ? undefined
        : unknown('zone', said.zone, agreement.zones.keys());
    default:
      return undefined;
  }
}

const unknownClause = (agreement: PreparedAgreement, cite: string): string | undefined =>
  unknown(
    'clause',
    cite,
    agreement.clauses.map((clause) => clause.cite),
  );

function unknown(what: string, name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.includes(name)) return undefined;
  const near = nearestName(name, names);
  return `there is no ${what} ${name}${near === undefined ? '' : `: did you mean ${near}?`}`;
}
