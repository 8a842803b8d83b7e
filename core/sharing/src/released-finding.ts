import type { Finding } from '@greenline/agreement';
import { formatInstant, type Instant } from '@greenline/base';
import { hourOf } from './coarse-fact.ts';
import type { ToldSubject } from './release-state.ts';
import type { ReleasedFinding } from './released.ts';

/**
 * What is told of a finding that was judged from coarse facts.
 *
 * Numbers of the coarse judge are rounded once more, to whole kilometres, and the reason is worded
 * anew from what is told. Figures in other units than metres are left out.
 */
export function releasedFinding(
  finding: Finding,
  subject: ToldSubject,
  released: { readonly id: string; readonly audience: string; readonly exercise?: true },
): ReleasedFinding {
  const inMetres = finding.unit === 'm';
  const kilometres = (name: string, value: number | undefined) =>
    inMetres && value !== undefined ? { [name]: Math.round(value / 1000) + 0 } : {};
  const told = {
    kind: 'released-finding' as const,
    ...released,
    clause: finding.clause,
    agreement: finding.agreement,
    version: finding.version,
    ...(finding.reading !== undefined && { reading: finding.reading }),
    nature: finding.nature,
    verdict: finding.verdict,
    party: finding.party,
    class: subject.class,
    ...(subject.atLeast !== undefined && { atLeast: subject.atLeast }),
    from: hourOf(finding.from),
    to: hourOf(finding.to),
    ...kilometres('measuredKm', finding.measured),
    ...(inMetres && finding.limit !== undefined && { limitKm: Math.round(finding.limit) / 1000 }),
    ...kilometres('marginKm', finding.margin),
    ...(subject.cell !== undefined && { cell: subject.cell }),
  };
  return { ...told, reason: reasonOf(told) };
}

const VERDICTS = {
  breach: 'against',
  compliant: 'in keeping with',
  undetermined: 'undetermined under',
} as const;

function reasonOf(told: Omit<ReleasedFinding, 'reason'>): string {
  const { measuredKm, limitKm, cell, verdict, clause, atLeast } = told;
  const what = atLeast === undefined ? told.class : `at least ${atLeast} of ${told.class}`;
  const where = cell === undefined ? 'place not told' : `cell ${cell.id}`;
  const limit = limitKm === undefined ? '' : ` (limit ${limitKm} km)`;
  const measured = measuredKm === undefined ? '' : `, measured about ${measuredKm} km${limit}`;
  return (
    `${what}, party ${told.party}, ${where}, ${span(told.from, told.to)}${measured}: ` +
    `${VERDICTS[verdict]} clause ${clause}, judged from the cell and the hour alone.`
  );
}

const span = (from: Instant, to: Instant): string =>
  from === to ? `hour of ${formatInstant(from)}` : `${formatInstant(from)} to ${formatInstant(to)}`;
