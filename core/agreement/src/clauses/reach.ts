import { roundDistance } from '@greenline/base';
import { z } from 'zod';
import { byParty } from '../judging/by-party.ts';
import type { Look } from '../judging/look.ts';
import { lengthWithSigma, placeIn, subjectWords } from '../judging/place.ts';
import type { Assessment, Elsewhere } from '../judging/rule.ts';
import { standOff } from '../judging/stand-off.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { lengthText, lengthWords } from '../language/quantity.ts';
import { lineOfParty } from '../language/schema.ts';

/**
 * No weapon stands where it can reach the other party's line: its own greatest range decides, and a
 * weapon across that line reaches whatever its range. Sinai 1974, paragraph 2.
 */
export const reach = clauseKind({
  kind: 'reach',
  summary: 'No weapon of these classes stands where it can reach the other party’s line.',
  shape: {
    what: z.array(z.string()).min(1),
    line: lineOfParty.describe('each party’s own line: weapons are held against the other’s'),
    margin: lengthText.optional().describe('distance to keep beyond the range; absent: none'),
    zone: z.string().optional().describe('where it holds; absent: everywhere'),
  },
  describe: ({ what, line, margin, zone }, naming) =>
    `No ${naming.things(what, 'or')} may stand${zone === undefined ? '' : ` in ${naming.zone(zone)}`} where it can reach the other party’s line (${naming.lineOf(line)})${margin === undefined ? '' : ` or comes nearer to that than ${lengthWords(margin)}`}.`,
  prepare(clause, terms) {
    const { strict = false, margin = 0 } = clause;
    const lines = terms.lineFor(clause.line, 'line');
    const things = terms.things(clause.what, 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const parties = clause.parties ?? terms.parties;
    return placeRule({
      of: ['object'],
      things,
      ...(zone === undefined ? {} : { area: zone.area }),
      assess(look) {
        if (zone?.inForceAt(look.at) === false) return undefined;
        const assessed = byParty(parties, look, 'lines', (party) => against(party, look));
        return assessed === undefined || zone === undefined
          ? assessed
          : within(assessed, placeIn(zone.area, look, true));
      },
      say: (row) =>
        `${subjectWords(row)} stands ${lengthWithSigma(Math.abs(row.measured ?? 0), row.sigma)} ${(row.measured ?? 0) < 0 ? 'across' : 'from'} ${row.against}, limit ${row.limit === undefined ? 'its range, which is not stated' : `${lengthWords(row.limit)}, its range${margin === 0 ? '' : ` and ${lengthWords(margin)}`}`}`,
    });

    function against(party: string, look: Look): Assessment | undefined {
      const [first, second] = terms.parties;
      const line = lines.get(party === first ? second : first);
      if (line?.inForceAt(look.at) !== true) return undefined;
      return standOff(
        line,
        party,
        (name, attributes) => {
          const belongs = things.test(name, attributes);
          if (belongs === false) return undefined;
          const range = terms.rangeOf(name, attributes);
          return {
            metres: range === undefined ? undefined : roundDistance(range + margin),
            strict,
            doubt: belongs === true ? undefined : belongs.unless,
          };
        },
        look,
      );
    }
  },
});

/**
 * The chance of standing in the zone and within reach at once: both hang on the distance from much the
 * same line, so the lesser of the two is taken.
 */
function within(assessed: Assessment, placed: ReturnType<typeof placeIn>): Assessment | Elsewhere {
  if (placed === undefined) return assessed;
  const room = Math.min(assessed.room, Math.abs(placed.insideBy));
  if (placed.probability === 0) return { elsewhere: true, room };
  const place = Math.min(assessed.placeProbability, placed.probability);
  const kind = assessed.probability / Math.max(assessed.placeProbability, Number.MIN_VALUE);
  return { ...assessed, probability: place * kind, placeProbability: place, room };
}
