import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { insideWords, subjectWords } from '../judging/place.ts';
import { presence } from '../judging/presence.ts';
import type { Assessment, Hearing } from '../judging/rule.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { percentText, percentWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';
import { growthOf, newnessOf } from './newness.ts';

/** As much as two measures of one thing may differ. */
const TOLERANCE = 0.1;

/**
 * No new works in a zone after a moment, and what stood there does not grow: trenches, roads, buildings,
 * mines against the status quo.
 */
export const construction = clauseKind({
  kind: 'construction',
  summary: 'Nothing of these classes is newly made in a zone after a moment, or made to grow.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    since: timeText.describe('what was seen by then is status quo'),
    baseline: z.array(z.string()).optional().describe('ids of things recorded as status quo'),
    growth: percentText.optional().describe('as much as a thing may grow; absent: 10 %'),
  },
  describe: ({ what, zone, since, baseline = [], growth = TOLERANCE }, naming) =>
    `No ${naming.things(what, 'or')} may be newly made in ${naming.zone(zone)} after ${naming.time(since)}; what stood there by then${baseline.length === 0 ? '' : `, ${listWords(baseline, 'and')} among it,`} may grow by no more than ${percentWords(growth)}.`,
  limits: ({ what, zone, growth = TOLERANCE }) =>
    what.map((name) => ({ about: `growth of ${name} in ${zone}`, limit: percentWords(growth) })),
  prepare(clause, terms) {
    const { growth = TOLERANCE, strict = false } = clause;
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    const since = terms.moment(clause.since, 'since');
    const baseline = new Set(clause.baseline);
    return [
      placeRule({
        of: ['object'],
        area: zone.area,
        assess(look, hearing) {
          const found = standing(look, hearing);
          if (found === undefined) return undefined;
          const { chance, place } = found;
          const doubt =
            place.doubt ?? (chance === undefined ? 'nobody looked here before' : undefined);
          return {
            ...place,
            probability: place.probability * (chance ?? 0.5),
            ...(doubt === undefined ? {} : { doubt }),
          };
        },
        say: (row) =>
          `${subjectWords(row)} is ${insideWords(row.measured ?? 0, row.against ?? '', row.sigma)}; nothing new may be there after ${since.text} (limit 0 m)`,
      }),
      placeRule({
        part: 'growth',
        of: ['object'],
        area: zone.area,
        assess(look, hearing) {
          const grown = growthOf(look);
          const found = grown === undefined ? undefined : standing(look, hearing);
          if (grown === undefined || found === undefined) return undefined;
          const { chance = 0, place } = found;
          // What is new is judged as new, whatever its size.
          if (chance > 0) return { elsewhere: true, room: place.room };
          const over = strict ? grown.share >= growth : grown.share > growth;
          return {
            ...place,
            against: `${zone.words}, ${grown.words}`,
            probability: over ? place.probability : 0,
            measured: grown.share,
            limit: growth,
            margin: grown.share - growth,
            unit: 'share',
          };
        },
        say: (row) =>
          `${subjectWords(row)} in ${row.against}, grew by ${percentWords(row.measured ?? 0)}, limit ${percentWords(row.limit ?? 0)}`,
      }),
    ];

    /** A thing in the zone, once the status quo is fixed, and whether it is new. */
    function standing(
      look: Look,
      hearing: Hearing,
    ): { readonly place: Assessment; readonly chance: number | undefined } | undefined {
      const from = hearing.at(since);
      if (from === undefined || look.at < from) return undefined;
      const found = presence(zone, things, look, strict);
      if (found === undefined) return undefined;
      const { chance, words } = newnessOf(look, from);
      return baseline.has(look.id)
        ? { chance: 0, place: { ...found, against: `${zone.words}, status quo` } }
        : { chance, place: { ...found, against: `${zone.words}, ${words}` } };
    }
  },
});
