import { z } from 'zod';
import { insideWords, placeIn, subjectWords, UNPLACED } from '../judging/place.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';

/** Things of some classes may not be in a zone. */
export const noPresence = clauseKind({
  kind: 'no-presence',
  summary: 'Things of these classes may not be in a zone.',
  shape: { what: z.array(z.string()).min(1), zone: z.string() },
  describe: ({ what, zone }) => `No ${what.join(', ')} may be in ${zone}.`,
  prepare(clause, terms) {
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    return placeRule({
      of: ['object'],
      area: zone.area,
      assess(look) {
        const matched = match(things, look);
        if (matched === undefined || !zone.inForceAt(look.at)) return undefined;
        const { what, doubt } = matched;
        const placed = placeIn(zone.area, look, clause.strict);
        if (placed === undefined) return { ...UNPLACED, what, against: zone.words };
        return {
          probability: placed.probability * matched.probability,
          placeProbability: placed.probability,
          room: Math.abs(placed.insideBy),
          what,
          against: zone.words,
          measured: placed.insideBy,
          limit: 0,
          margin: placed.insideBy,
          unit: 'm',
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) =>
        `${subjectWords(row)} is ${insideWords(row.measured ?? 0, row.against ?? '', row.sigma)}, where none may be (limit 0 m)`,
    });
  },
});
