import type { Deployment } from '@greenline/declarations';
import { z } from 'zod';
import type { Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';

/** Who may be deployed where, and with how many people. */
export const composition = clauseKind({
  kind: 'composition',
  summary: 'Which nations and alliances may have people in a zone, and how many.',
  shape: {
    zone: z.string().optional().describe('absent: any zone'),
    bar: z.array(z.string()).optional().describe('nations that may have nobody there'),
    barAlliances: z.array(z.string()).optional(),
    only: z.array(z.string()).optional().describe('the only nations that may'),
    ceilings: z
      .record(z.string(), z.number().int().min(0))
      .optional()
      .describe('most people of a nation'),
  },
  describe: ({ zone, bar = [], barAlliances = [], only, ceilings = {} }) => {
    const terms = [
      ...(bar.length === 0 ? [] : [`nobody from ${bar.join(', ')}`]),
      ...(barAlliances.length === 0 ? [] : [`no forces under ${barAlliances.join(', ')}`]),
      ...(only === undefined ? [] : [`only ${only.join(', ')}`]),
      ...Object.entries(ceilings).map(([nation, most]) => `at most ${most} from ${nation}`),
    ];
    return `In ${zone ?? 'every zone'}: ${terms.join('; ')}.`;
  },
  prepare(clause, terms) {
    if (clause.zone !== undefined) terms.zone(clause.zone, 'zone');
    return ledgerRule<null>({
      of: ['declaration'],
      start: () => null,
      take(_, fact, hearing) {
        if (fact.fact !== 'declaration' || fact.declaration.declaration !== 'deployment') return [];
        const deployment = fact.declaration;
        if (clause.zone !== undefined && deployment.zone !== clause.zone) return [];
        const { limit, against } = limitFor(deployment);
        if (limit === undefined) return [];
        const outcome: Outcome = {
          subject: [`${deployment.nation}:${deployment.zone}`],
          party: deployment.nation,
          nature: 'substantive',
          at: deployment.from,
          probability: Number(limit !== 'none' && deployment.personnel > limit),
          what: 'people',
          against,
          measured: deployment.personnel,
          unit: 'count',
          ...(limit === 'none' ? {} : { limit, margin: deployment.personnel - limit }),
          evidence: hearing.evidence(fact),
        };
        return [outcome];
      },
      say: (row) =>
        `${row.party} has ${row.measured} people deployed (${row.subject.join(', ')}), limit ${row.limit ?? 'none'}: ${row.against}`,
    });

    function limitFor(d: Deployment): {
      readonly limit: number | 'none' | undefined;
      readonly against: string;
    } {
      if (clause.bar?.includes(d.nation))
        return { limit: 0, against: `${d.nation} may have nobody there` };
      if (d.alliance !== undefined && clause.barAlliances?.includes(d.alliance))
        return { limit: 0, against: `no forces under ${d.alliance}` };
      if (clause.only !== undefined && !clause.only.includes(d.nation))
        return { limit: 0, against: `only ${clause.only.join(', ')} may` };
      const ceiling = clause.ceilings?.[d.nation];
      if (ceiling !== undefined) return { limit: ceiling, against: `ceiling of ${d.nation}` };
      const ruled =
        clause.bar !== undefined || clause.barAlliances !== undefined || clause.only !== undefined;
      return { limit: ruled ? 'none' : undefined, against: 'no ceiling' };
    }
  },
});
