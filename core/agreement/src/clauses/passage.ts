import { normalCdf } from '@greenline/base';
import { z } from 'zod';
import { placeIn, subjectWords, UNPLACED } from '../judging/place.ts';
import { statedNumber } from '../judging/stated.ts';
import { clauseKind, placeRule, sentence } from '../language/clause-kind.ts';
import { speedText, speedWords } from '../language/quantity.ts';
import { match } from '../language/things.ts';

/**
 * Passage through a zone without stopping or hurrying: innocent passage at sea, convoys on land.
 *
 * A stop in distress is an exception of the clause; `dwell` bears a short one.
 */
export const passage = clauseKind({
  kind: 'passage',
  summary: 'Things of these classes pass through a zone within limits of speed.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    minSpeed: speedText.optional().describe('slower is stopping'),
    maxSpeed: speedText.optional().describe('faster is too fast'),
  },
  describe: ({ what, zone, minSpeed, maxSpeed }, naming) =>
    `${sentence(naming.things(what, 'and'))} must pass through ${naming.zone(zone)} ${limitWords(minSpeed, maxSpeed)}.`,
  limits: ({ what, zone, minSpeed, maxSpeed }) =>
    what.map((name) => ({ about: `${name} in ${zone}`, limit: limitWords(minSpeed, maxSpeed) })),
  prepare(clause, terms) {
    const { minSpeed, maxSpeed } = clause;
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    if (minSpeed === undefined && maxSpeed === undefined)
      terms.refuse('say minSpeed, maxSpeed or both');
    if (minSpeed !== undefined && maxSpeed !== undefined && minSpeed > maxSpeed)
      terms.refuse('is less than minSpeed: exchange the two', 'maxSpeed');
    return placeRule({
      of: ['object'],
      things,
      area: zone.area,
      assess(look) {
        const matched = match(things, look);
        if (matched === undefined || !zone.inForceAt(look.at)) return undefined;
        const { what } = matched;
        const placed = placeIn(zone.area, look, clause.strict);
        if (placed === undefined) return { ...UNPLACED, what, against: zone.words };
        const room = Math.abs(placed.insideBy);
        if (placed.probability < 1e-6) return { elsewhere: true, room };
        const common = { placeProbability: placed.probability, room, what, against: zone.words };
        const here = placed.probability * matched.probability;
        const speed = statedNumber(look.attributes.speedMs);
        if (speed === undefined || speed < 0)
          return { ...common, probability: here, doubt: matched.doubt ?? 'speed is not stated' };
        const sigma = Math.max(0, statedNumber(look.attributes.speedSigmaMs) ?? 0);
        const slow = minSpeed === undefined ? 0 : beyond(minSpeed - speed, sigma);
        const fast = maxSpeed === undefined ? 0 : beyond(speed - maxSpeed, sigma);
        const stops = maxSpeed === undefined || slow > fast;
        const limit = (stops ? minSpeed : maxSpeed) ?? 0;
        return {
          ...common,
          probability: here * Math.min(1, slow + fast),
          measured: speed,
          limit,
          margin: stops ? limit - speed : speed - limit,
          unit: 'm/s',
          ...(matched.doubt === undefined ? {} : { doubt: matched.doubt }),
        };
      },
      say: (row) =>
        row.measured === undefined
          ? `${subjectWords(row)} passes through ${row.against}`
          : `${subjectWords(row)} passes through ${row.against} at ${speedWords(row.measured)}, limit ${limitWords(minSpeed, maxSpeed)}`,
    });

    function beyond(by: number, sigma: number): number {
      if (sigma > 0) return normalCdf(by / sigma);
      return Number(clause.strict === true ? by >= 0 : by > 0);
    }
  },
});

const limitWords = (min: number | undefined, max: number | undefined): string =>
  [
    ...(min === undefined ? [] : [`at ${speedWords(min)} or more`]),
    ...(max === undefined ? [] : [`at ${speedWords(max)} or less`]),
  ].join(' and ');
