import type { Instant } from '@greenline/base';
import { z } from 'zod';
import type { Evidence } from '../judging/look.ts';
import { partyWords } from '../judging/place.ts';
import type { Hearing, Outcome } from '../judging/rule.ts';
import { clauseKind, ledgerRule } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { durationText } from '../language/quantity.ts';
import { stretchWords } from '../language/time-words.ts';
import {
  type Books,
  declaredElsewhere,
  emptyBooks,
  enterStock,
  enterVisit,
} from './inventory/books.ts';
import { listed, visited } from './inventory/visited.ts';

/**
 * Storage sites keep what their inventories name, by serial number, as inspectors find it.
 *
 * A visit with full access finds a site complete or not; a partial one verifies nothing, though what it
 * sees may still be out of place; a denied one is held against whoever keeps the site.
 */
export const inventory = clauseKind({
  kind: 'inventory',
  summary: 'Storage sites keep what their inventories name, by serial number, and nothing else.',
  shape: {
    sites: z.array(z.string()).min(1).optional().describe('absent: every site that is visited'),
    holding: z
      .array(z.string())
      .min(1)
      .optional()
      .describe(
        'holding areas: sites that do not meet the criteria of permanent storage, where nothing counts as compliant',
      ),
    stays: durationText
      .optional()
      .describe(
        'how long a thing seen at one site cannot be at another; absent: it may have been moved at any time',
      ),
  },
  describe({ sites, holding, stays }) {
    const terms = [
      `${sites === undefined ? 'Every storage site' : listWords(sites, 'and')} must keep what its inventory names, by serial number, and nothing else`,
      ...(holding === undefined
        ? []
        : [
            `what is in ${listWords(holding, 'or')} is in a holding area and does not count as stored`,
          ]),
      ...(stays === undefined
        ? []
        : [`a serial seen at two sites within ${stretchWords(stays)} is on two things`]),
    ];
    return `${terms.join('; ')}.`;
  },
  prepare(clause, terms) {
    const { sites, holding = [], stays } = clause;
    const strange = holding.findIndex((site) => sites?.includes(site) === false);
    if (strange !== -1)
      terms.refuse(
        `${holding[strange]} is none of the sites: name it there too`,
        'holding',
        strange,
      );
    const speaksOf = (site: string) => sites === undefined || sites.includes(site);
    return ledgerRule<Books>({
      of: ['declaration'],
      start: emptyBooks,
      take(books, fact, hearing) {
        if (fact.fact !== 'declaration') return [];
        const { declaration } = fact;
        const evidence = hearing.evidence(fact);
        if (declaration.declaration === 'inventory') {
          const { site, at } = declaration;
          const before = books.stocks.get(site);
          const gone = enterStock(books, declaration, evidence);
          const open = [...(books.withdrawn.get(site) ?? []), ...gone];
          if (open.length > 0) books.withdrawn.set(site, open);
          const word = before === undefined ? evidence : hearing.both(before.evidence, evidence);
          return at === undefined
            ? []
            : [...books.withdrawn.keys()]
                .filter(speaksOf)
                .flatMap((one) =>
                  one === site
                    ? withdrawn(books, one, at, word, gone.length > 0)
                    : withdrawn(books, one, at, evidence),
                );
        }
        if (declaration.declaration !== 'visit') return [];
        const { site, at } = declaration;
        if (!speaksOf(site)) {
          enterVisit(books, declaration, evidence);
          return [];
        }
        const found = visited(books, declaration, { holding, stays }, evidence, hearing);
        enterVisit(books, declaration, evidence);
        return [...found, ...withdrawn(books, site, at, paper(books, site, evidence, hearing))];
      },
      say: (row) => `site ${row.subject.join(', ')} of ${partyWords(row.party)}: ${row.against}`,
    });
  },
});

const paper = (books: Books, site: string, word: Evidence, hearing: Hearing): Evidence => {
  const stock = books.stocks.get(site);
  return stock === undefined ? word : hearing.both(stock.evidence, word);
};

/** What a site's inventory named once and no inventory names now: where it went nobody said. */
function withdrawn(
  books: Books,
  site: string,
  at: Instant,
  evidence: Evidence,
  more = false,
): readonly Outcome[] {
  const before = books.withdrawn.get(site);
  if (before === undefined) return [];
  const key = `${site}\u001fwithdrawn`;
  const open = before.filter(
    (serial) =>
      books.stocks.get(site)?.serials.has(serial) !== true &&
      declaredElsewhere(books, serial, site).length === 0,
  );
  if (!more && open.length === before.length && books.flagged.has(key)) return [];
  if (open.length === 0) books.withdrawn.delete(site);
  else books.withdrawn.set(site, open);
  if (open.length === 0 && !books.flagged.delete(key)) return [];
  if (open.length > 0) books.flagged.add(key);
  return [
    {
      subject: [site],
      party: books.stocks.get(site)?.party ?? 'unknown',
      nature: 'procedural',
      part: 'withdrawn',
      at,
      probability: open.length === 0 ? 0 : 0.5,
      what: 'withdrawn',
      against: `${open.length} serials taken out of its inventory and declared nowhere since (limit 0)${open.length === 0 ? '' : `: ${listed(open)}`}`,
      measured: open.length,
      limit: 0,
      margin: open.length,
      unit: 'count',
      evidence,
      ...(open.length === 0 ? {} : { doubt: 'whether they may leave is for people to decide' }),
    },
  ];
}
