import { formatInstant } from '@greenline/base';
import { z } from 'zod';
import { partyWords, placeIn } from '../judging/place.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { durationWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';
import { match } from '../language/things.ts';

/** No fire after a moment: each shot, burst and explosion counts once. */
export const noFire = clauseKind({
  kind: 'no-fire',
  summary: 'No fire from a moment on, in a zone or anywhere, of a direction or any.',
  shape: {
    start: timeText.describe('the moment from which fire is forbidden'),
    what: z.array(z.string()).min(1).optional().describe('absent: all fire'),
    zone: z.string().optional(),
    direction: z.enum(['outgoing', 'incoming']).optional().describe('absent: any'),
  },
  describe: ({ start, what = ['fire'], zone, direction }, naming) =>
    `There may be no ${direction === undefined ? '' : `${direction} `}${naming.things(what, 'or')}${zone === undefined ? '' : ` in ${naming.zone(zone)}`} from ${naming.time(start)} on.`,
  prepare(clause, terms) {
    const begins = terms.moment(clause.start, 'start');
    const things = terms.things(clause.what ?? ['fire'], 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    return placeRule({
      of: ['event'],
      begins,
      ...(zone === undefined ? { anywhere: true } : { area: zone.area }),
      assess(look, hearing) {
        const matched = match(things, look);
        const start = hearing.at(begins);
        if (start === undefined) return undefined;
        if (matched === undefined || zone?.inForceAt(look.at) === false) return undefined;
        if (
          clause.direction !== undefined &&
          look.direction !== 'undetermined' &&
          look.direction !== clause.direction
        )
          return undefined;
        const placed =
          zone === undefined ? { probability: 1 } : placeIn(zone.area, look, clause.strict);
        const seconds = (look.at - start) / 1000;
        const undirected = clause.direction !== undefined && look.direction === 'undetermined';
        const doubt =
          matched.doubt ??
          (placed === undefined ? 'place unknown' : undirected ? 'direction unknown' : undefined);
        const here = placed?.probability ?? 0.5;
        return {
          probability: here * matched.probability,
          placeProbability: here,
          room: 0,
          what: matched.what,
          ...(zone === undefined ? {} : { against: zone.words }),
          measured: seconds,
          limit: 0,
          margin: seconds,
          unit: 's',
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) =>
        `${row.what} ${row.subject.join(', ')} by ${partyWords(row.party)}${row.against === undefined ? '' : ` in ${row.against}`} at ${formatInstant(row.at)}${row.sigma > 0 ? ` ± ${Number((row.sigma * 1.96).toFixed(3))} s` : ''}, ${durationWords(Math.abs(row.measured ?? 0) * 1000)} ${(row.measured ?? 0) < 0 ? 'before' : 'after'} fire was to cease (limit 0 s)`,
    });
  },
});
