import { z } from 'zod';
import { insideWords, subjectWords } from '../judging/place.ts';
import { presence } from '../judging/presence.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';

/** Things of some classes may not be in a zone. */
export const noPresence = clauseKind({
  kind: 'no-presence',
  summary: 'Things of these classes may not be in a zone.',
  shape: { what: z.array(z.string()).min(1), zone: z.string() },
  describe: ({ what, zone }, naming) =>
    `No ${naming.things(what, 'or')} may be in ${naming.zone(zone)}.`,
  prepare(clause, terms) {
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    return placeRule({
      of: ['object'],
      things,
      area: zone.area,
      assess: (look) => presence(zone, things, look, clause.strict),
      say: (row) =>
        `${subjectWords(row)} is ${insideWords(row.measured ?? 0, row.against ?? '', row.sigma)}, where none may be (limit 0 m)`,
    });
  },
});
