import type { Json } from '@greenline/base';
import { z } from 'zod';
import { partyWords, placeIn } from '../judging/place.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { durationText, durationWords } from '../language/quantity.ts';
import { match } from '../language/things.ts';
import { stretchWords } from '../language/time-words.ts';

/** Monitors move freely: whoever denies, delays or conditions their passage breaks the clause. */
export const movement = clauseKind({
  kind: 'movement',
  summary:
    'Monitors move freely: a denial breaks it, a delay beyond the tolerance, a condition is doubtful.',
  shape: {
    zone: z.string().optional(),
    tolerance: durationText.optional().describe('delay that is borne; absent: none'),
  },
  describe: ({ zone, tolerance }, naming) =>
    `Monitors must be free to move${zone === undefined ? '' : ` in ${naming.zone(zone)}`}: a denial of passage is a breach, a condition is for people to judge, a delay is a breach ${tolerance === undefined ? 'however short' : `beyond ${stretchWords(tolerance)}`}.`,
  limits: ({ zone = 'every place', tolerance = 0 }) => [
    { about: `delay of monitors in ${zone}`, limit: durationWords(tolerance) },
  ],
  prepare(clause, terms) {
    const restriction = terms.things(['restriction']);
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const tolerance = (clause.tolerance ?? 0) / 60_000;
    return placeRule({
      of: ['event'],
      ...(zone === undefined ? { anywhere: true } : { area: zone.area }),
      assess(look) {
        const matched = match(restriction, look);
        if (matched === undefined || zone?.inForceAt(look.at) === false) return undefined;
        const placed = zone === undefined ? { probability: 1 } : placeIn(zone.area, look, true);
        const delay = minutes(look.attributes.delayMin);
        const access = accessOf(look.attributes.access, delay);
        const chance = CHANCE[access](delay, tolerance);
        const doubt =
          matched.doubt ??
          (placed === undefined
            ? 'place unknown'
            : chance === undefined
              ? `passage ${access}: how far it was restricted is for people to judge`
              : undefined);
        const here = placed?.probability ?? 0.5;
        return {
          probability: here * (chance ?? 0.5) * matched.probability,
          placeProbability: here,
          room: 0,
          what: `passage ${access}`,
          ...(zone === undefined ? {} : { against: zone.words }),
          ...(delay === undefined
            ? {}
            : { measured: delay, limit: tolerance, margin: delay - tolerance, unit: 'min' }),
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) =>
        `${row.what} to monitors (${row.subject.join(', ')}) by ${partyWords(row.party)}${row.against === undefined ? '' : ` in ${row.against}`}${row.measured === undefined ? '' : `, delay ${row.measured} min, limit ${row.limit} min`}`,
    });
  },
});

type Access = 'free' | 'denied' | 'delayed' | 'conditional';

/** P(breach) of a passage; `undefined` where it is not for us to say. */
const CHANCE: Readonly<
  Record<Access, (delay: number | undefined, tolerance: number) => number | undefined>
> = {
  free: () => 0,
  denied: () => 1,
  delayed: (delay, tolerance) => (delay === undefined ? undefined : Number(delay > tolerance)),
  conditional: () => undefined,
};

const accessOf = (value: Json | undefined, delay: number | undefined): Access =>
  value === 'free' || value === 'denied' || value === 'delayed' || value === 'conditional'
    ? value
    : delay === undefined
      ? 'conditional'
      : 'delayed';

const minutes = (value: Json | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
