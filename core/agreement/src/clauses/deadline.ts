import { z } from 'zod';
import { probabilityWithin } from '../judging/look.ts';
import { insideWords, subjectWords } from '../judging/place.ts';
import { presence } from '../judging/presence.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { timeText } from '../language/schema.ts';
import { clearance } from './clearance.ts';

/**
 * A zone is clear of things of some classes by a moment. After it each thing found there is a breach;
 * that the zone is clear is said only where it was looked at well enough to say so.
 */
export const deadline = clauseKind({
  kind: 'deadline',
  summary:
    'A zone is clear of things of these classes by a moment; clear is said only where it was looked at.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    by: timeText.describe('the moment itself still belongs to the time allowed'),
  },
  describe: ({ what, zone, by }, naming) =>
    `After ${naming.time(by)}, no ${naming.things(what, 'or')} may be in ${naming.zone(zone)}; that it is clear is known only where it was looked at since.`,
  prepare(clause, terms) {
    const by = terms.moment(clause.by, 'by');
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    const places = placeRule({
      of: ['object'],
      area: zone.area,
      assess(look, hearing) {
        const due = hearing.at(by);
        if (due === undefined) return undefined;
        // At the deadline itself all is still allowed, and a moment later no longer: judge it again then.
        if (look.at === due && look.sigmaMs === 0 && clause.strict !== true)
          return { elsewhere: true, room: 0 };
        const late =
          look.sigmaMs > 0
            ? probabilityWithin(look.at, look.sigmaMs, due, undefined)
            : Number(look.at >= due);
        const found = late < 1e-6 ? undefined : presence(zone, things, look, clause.strict);
        return found === undefined
          ? undefined
          : { ...found, probability: found.probability * late };
      },
      say: (row) =>
        `${subjectWords(row)} is ${insideWords(row.measured ?? 0, row.against ?? '', row.sigma)}, where none may be after ${by.text} (limit 0 m)`,
    });
    const parties = clause.parties ?? terms.parties;
    const compliantAt = clause.standardOfProof?.compliant ?? 0.05;
    return [places, clearance({ zone, parties, things, by, compliantAt })];
  },
});
