import { z } from 'zod';
import { lengthWithSigma, placeIn, subjectWords, UNPLACED } from '../judging/place.ts';
import { clauseKind, hoursWords, placeRule, sentence } from '../language/clause-kind.ts';
import { outsideHours } from '../language/local-time.ts';
import { durationWords } from '../language/quantity.ts';
import { hoursText } from '../language/schema.ts';
import { match } from '../language/things.ts';

/** Movement keeps to a corridor and to its hours. */
export const corridor = clauseKind({
  kind: 'corridor',
  summary: 'Things of these classes keep to a corridor, and to its hours.',
  shape: {
    what: z.array(z.string()).min(1),
    corridor: z.string().describe('the zone that is the corridor, by name'),
    hours: hoursText.optional().describe('when the corridor may be used, local time'),
    within: z.string().optional().describe('zone in which nothing may leave the corridor'),
  },
  describe: ({ what, corridor, hours, within }, naming) =>
    `${sentence(naming.things(what, 'and'))} may use ${naming.zone(corridor)}${hours === undefined ? '' : ` from ${hoursWords(hours)}`}${within === undefined ? '' : ` and may not leave it within ${naming.zone(within)}`}.`,
  limits: ({ what, corridor, hours = 'all day' }) =>
    what.map((name) => ({ about: `${name} in ${corridor}`, limit: hours })),
  prepare(clause, terms) {
    const along = terms.zone(clause.corridor, 'corridor');
    const around = clause.within === undefined ? undefined : terms.zone(clause.within, 'within');
    const things = terms.things(clause.what, 'what');
    const hours = clause.hours === undefined ? undefined : terms.hours(clause.hours, 'hours');
    return placeRule({
      of: ['object', 'flight'],
      things,
      assess(look) {
        const matched = match(things, look);
        if (matched === undefined || !along.inForceAt(look.at)) return undefined;
        const { what, doubt } = matched;
        const inside = placeIn(along.area, look, true);
        const near = around === undefined ? undefined : placeIn(around.area, look, clause.strict);
        if (inside === undefined) return { ...UNPLACED, what, against: along.words };
        const late =
          hours === undefined || inside.probability === 0
            ? 0
            : outsideHours(look.at, hours, terms.timezone);
        const untimely = late > 0 ? inside.probability : 0;
        // Outside the corridor and inside the zone: the corridor may cross the zone's boundary.
        const astray = near === undefined ? 0 : Math.max(0, near.probability - inside.probability);
        const room = Math.min(
          Math.abs(inside.insideBy),
          Math.abs(near?.insideBy ?? Number.POSITIVE_INFINITY),
        );
        if (inside.probability === 0 && (near?.probability ?? 0) === 0)
          return { elsewhere: true, room };
        const common = {
          probability: Math.min(1, untimely + astray) * matched.probability,
          placeProbability: Math.min(1, untimely + astray),
          room: hours === undefined || inside.insideBy < 0 ? room : 0,
          what,
          against: along.words,
          ...(doubt === undefined ? {} : { doubt }),
        };
        if (inside.probability >= 0.5 || near === undefined) {
          const minutes = late / 60_000;
          return { ...common, measured: minutes, limit: 0, margin: minutes, unit: 'min' };
        }
        return {
          ...common,
          measured: -inside.insideBy,
          limit: 0,
          margin: -inside.insideBy,
          unit: 'm',
        };
      },
      say: (row) =>
        row.unit === 'min'
          ? `${subjectWords(row)} is in ${row.against} ${(row.measured ?? 0) > 0 ? `${durationWords((row.measured ?? 0) * 60_000)} outside its hours` : 'within its hours'} (limit 0 min)`
          : `${subjectWords(row)} is ${lengthWithSigma(row.measured ?? 0, row.sigma)} outside ${row.against} (limit 0 m)`,
    });
  },
});
