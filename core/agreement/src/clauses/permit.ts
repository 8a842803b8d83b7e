import { permitsFor } from '@greenline/declarations';
import { z } from 'zod';
import { partyWords } from '../judging/place.ts';
import { clauseKind, ledgerRule, sentence } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { countedBeyond, enterSized, noSizes, type Sizes, seenBeyond } from './notice/size.ts';
import { sizeNames } from './notice/size-names.ts';
import { countWords } from './tally.ts';

/**
 * What is allowed keeps to the size that was allowed. Its time and its area need no clause of their
 * own: outside them a permit excuses nothing.
 */
export const permit = clauseKind({
  kind: 'permit',
  summary: 'No more takes part in what a permit allows than the permit says.',
  shape: {
    permits: z.array(z.string()).min(1).describe('kinds of permits'),
    zone: z.string().optional().describe('the zone of which counts are held against permits'),
  },
  binds: 'whoever holds a permit',
  describe: ({ permits }) =>
    `${sentence(`no more may take part in ${listWords(permits, 'or')} than the permit says`)}.`,
  limits: ({ permits }) =>
    permits.map((kind) => ({ about: `${kind} by permit`, limit: 'what the permit says' })),
  prepare(clause, terms) {
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const names = sizeNames(terms);
    const strict = clause.strict === true;
    return ledgerRule<Sizes>({
      of: ['declaration', 'object', 'count'],
      start: noSizes,
      take(sizes, fact, hearing, look) {
        if (fact.fact === 'declaration') {
          const { declaration } = fact;
          if (declaration.declaration === 'permit' && clause.permits.includes(declaration.kind))
            enterSized(sizes, declaration);
          return [];
        }
        if (fact.fact === 'count') {
          if (zone === undefined || fact.zone !== zone.name || !zone.inForceAt(fact.at)) return [];
          const sought = { kinds: clause.permits, party: fact.party };
          const held = permitsFor(hearing.register, sought).filter(
            ({ from, to }) => from <= fact.at && fact.at <= to,
          );
          return countedBeyond(sizes, held, fact, names, strict, hearing);
        }
        if (look === undefined) return [];
        const { permits } = hearing.register;
        return seenBeyond(sizes, permits, look, hearing.evidence(fact), names, strict, hearing);
      },
      say({ measured = 0, sigma, what, party, against, limit }) {
        const spread = sigma > 0 ? ` ± ${countWords(sigma)}` : '';
        return `${partyWords(party)} has ${countWords(measured)}${spread} ${what} under permit ${against}, which allows ${limit}`;
      },
    });
  },
});
