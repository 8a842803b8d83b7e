import { normalCdf, parseInstant } from '@greenline/base';
import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { placeIn, subjectWords, UNPLACED } from '../judging/place.ts';
import { statedFlag, statedNumber } from '../judging/stated.ts';
import { clauseKind, placeRule, sentence } from '../language/clause-kind.ts';
import { durationText, durationWords } from '../language/quantity.ts';
import { match } from '../language/things.ts';
import { stretchWords } from '../language/time-words.ts';

/**
 * Vessels and aircraft in a zone identify themselves, by AIS, ADS-B or Remote ID: one that is seen
 * and has been silent for longer than the tolerance breaks the clause.
 */
export const identification = clauseKind({
  kind: 'identification',
  summary: 'Vessels or aircraft of these classes identify themselves in a zone.',
  shape: {
    what: z.array(z.string()).min(1),
    zone: z.string(),
    tolerance: durationText.optional().describe('silence that is borne; absent: none'),
  },
  describe: ({ what, zone, tolerance }, naming) =>
    `${sentence(naming.things(what, 'and'))} in ${naming.zone(zone)} must identify themselves${tolerance === undefined ? '' : `; silence of ${stretchWords(tolerance)} is borne`}.`,
  limits: ({ what, zone, tolerance = 0 }) =>
    what.map((name) => ({
      about: `silence of ${name} in ${zone}`,
      limit: durationWords(tolerance),
    })),
  prepare(clause, terms) {
    const zone = terms.zone(clause.zone, 'zone');
    const things = terms.things(clause.what, 'what');
    const tolerance = (clause.tolerance ?? 0) / 1000;
    return placeRule({
      of: ['object', 'flight'],
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
        const silence = silenceOf(look);
        const dark = darkness(look, silence, tolerance, clause.strict === true);
        const doubt = matched.doubt ?? dark.doubt;
        return {
          probability: placed.probability * matched.probability * dark.chance,
          placeProbability: placed.probability,
          // Silence grows while nothing moves.
          room: silence === undefined ? room : 0,
          what,
          against: zone.words,
          ...(silence === undefined
            ? {}
            : {
                measured: silence / 60,
                limit: tolerance / 60,
                margin: (silence - tolerance) / 60,
                unit: 'min',
              }),
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) =>
        row.measured === undefined
          ? `${subjectWords(row)} in ${row.against}, where it must identify itself`
          : `${subjectWords(row)} in ${row.against} has been silent for ${durationWords(Math.round(row.measured * 60_000))}, limit ${durationWords(tolerance * 1000)}`,
    });
  },
});

/** P(it has been silent for too long), and what would have to be known. */
function darkness(
  look: Look,
  silence: number | undefined,
  tolerance: number,
  strict: boolean,
): { readonly chance: number; readonly doubt?: string } {
  const { identified, identityConflict } = look.attributes;
  if (identityConflict === true)
    return { chance: 1, doubt: 'the identity that it states conflicts with another' };
  if (silence !== undefined) {
    if (look.sigmaMs > 0)
      return { chance: normalCdf((silence - tolerance) / (look.sigmaMs / 1000)) };
    return { chance: Number(strict ? silence >= tolerance : silence > tolerance) };
  }
  const stated = statedFlag(identified);
  if (stated === undefined)
    return { chance: 1, doubt: 'whether it identifies itself is not stated' };
  return { chance: Number(!stated) };
}

/** Seconds since it last identified itself: counted, else as stated. */
function silenceOf({ at, attributes }: Look): number | undefined {
  const { lastIdentifiedAt, silentS } = attributes;
  const last = typeof lastIdentifiedAt === 'string' ? parseInstant(lastIdentifiedAt) : undefined;
  if (last !== undefined) return Math.max(0, (at - last) / 1000);
  const stated = statedNumber(silentS);
  return stated !== undefined && stated >= 0 ? stated : undefined;
}
