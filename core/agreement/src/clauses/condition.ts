import { z } from 'zod';
import { placeIn, subjectWords } from '../judging/place.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';

/**
 * What no other kind says: a breach is where an expression over the fact is true.
 *
 * The expression is asked at the best estimate; how well a place is known counts only for the zone.
 */
export const condition = clauseKind({
  kind: 'condition',
  summary: 'A breach is where a CEL expression over the fact is true.',
  shape: {
    what: z.array(z.string()).min(1),
    breach: z.string().describe('CEL over `fact`: fact.attributes.speedMs > 20.0'),
    zone: z.string().optional().describe('absent: anywhere'),
  },
  describe: ({ what, breach, zone }, naming) =>
    `Of ${naming.things(what, 'and')}${zone === undefined ? '' : ` in ${naming.zone(zone)}`}, it is a breach where this is true: ${breach}`,
  prepare(clause, terms) {
    const things = terms.things(clause.what, 'what');
    const breaks = terms.condition(clause.breach, 'breach');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    return placeRule({
      of: ['object', 'event', 'flight'],
      things,
      ...(zone === undefined ? { anywhere: true } : { area: zone.area }),
      assess(look) {
        const matched = match(things, look);
        if (matched === undefined || zone?.inForceAt(look.at) === false) return undefined;
        const placed =
          zone === undefined
            ? { probability: 1, insideBy: 0 }
            : placeIn(zone.area, look, clause.strict);
        if (placed !== undefined && placed.probability < 1e-6)
          return { elsewhere: true, room: Math.abs(placed.insideBy) };
        const broken = breaks(look);
        const here = placed?.probability ?? 0.5;
        const doubt =
          matched.doubt ??
          (placed === undefined
            ? 'place unknown'
            : broken === undefined
              ? `whether ${clause.breach} cannot be decided from what is known`
              : undefined);
        return {
          probability: broken === false ? 0 : here * matched.probability,
          placeProbability: here,
          room: 0,
          what: matched.what,
          against: `${zone === undefined ? '' : ` in ${zone.words}`}${broken === undefined ? '' : broken ? ' breaks' : ' keeps'}`,
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) => `${subjectWords(row)}${row.against}; a breach is where ${clause.breach}`,
    });
  },
});
