import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { partyWords } from '../judging/place.ts';
import { anyOfThem, statedNumber, statedTexts } from '../judging/stated.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { match } from '../language/things.ts';

const against = z
  .strictObject({
    monitors: z.literal(true).optional().describe('the mission itself: targetKind monitors'),
    infrastructure: z.array(z.string()).min(1).optional().describe('by name: attribute target'),
    sectors: z.array(z.string()).min(1).optional().describe('attribute sector, as energy'),
  })
  .refine((one) => Object.keys(one).length > 0, {
    error: 'must name monitors: true, infrastructure or sectors',
  })
  .describe('whom and what it protects');
type Against = z.output<typeof against>;

/**
 * No acts against monitors or listed infrastructure through networks or radio: intrusion, denial of
 * service, destruction of data, jamming, spoofing. Where they were done from is no matter.
 *
 * An outage is what such an act may bring about, and what a storm may: alone it accuses nobody.
 */
export const cyber = clauseKind({
  kind: 'cyber',
  summary: 'No cyber acts, jamming or spoofing against monitors or listed infrastructure.',
  shape: {
    what: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('absent: cyber-act, jamming, spoofing and outage'),
    against,
  },
  describe: ({ what = WHAT, against: targets }, naming) =>
    `There may be no ${naming.things(what, 'or')} against ${targetWords(targets)}.`,
  prepare(clause, terms) {
    const things = terms.things(clause.what ?? WHAT, 'what');
    const outage = terms.things(['outage']);
    return placeRule({
      of: ['event'],
      anywhere: true,
      assess(look) {
        const matched = match(things, look);
        const hit = targeted(look, clause.against);
        if (matched === undefined || hit === false) return undefined;
        const stated = look.attributes.confidence;
        const percent = statedNumber(stated);
        const sound = percent !== undefined && percent >= 0 && percent <= 100;
        const confidence = sound ? percent / 100 : 1;
        const outages = Math.min(matched.probability, match(outage, look)?.probability ?? 0);
        const doubt =
          matched.doubt ??
          (hit === undefined
            ? 'against whom is not stated'
            : stated !== undefined && !sound
              ? 'its confidence is not a number from 0 to 100'
              : undefined);
        const target = statedTexts(look.attributes.target)?.join(', ');
        return {
          probability: matched.probability * confidence,
          placeProbability: 1,
          room: 0,
          what: matched.what,
          against: `${target === undefined ? '' : ` against ${target}`}${sound ? `, stated with confidence ${percent} %` : ''}`,
          ...(doubt !== undefined
            ? { doubt }
            : outages > 0
              ? {
                  doubt: 'an outage may have other causes',
                  atLeast: (matched.probability - outages) * confidence,
                }
              : {}),
        };
      },
      say: (row) =>
        `${row.what} ${row.subject.join(', ')} by ${partyWords(row.party)}${row.against}; barred against ${targetWords(clause.against)}`,
    });
  },
});

const WHAT = ['cyber-act', 'jamming', 'spoofing', 'outage'];

/** Whether it was against what the clause protects; `undefined` where that is not stated. */
function targeted(look: Look, { monitors, infrastructure, sectors }: Against): boolean | undefined {
  const { target, targetKind, sector } = look.attributes;
  const kind = statedTexts(targetKind)?.[0];
  const names = statedTexts(target);
  const all: (boolean | undefined)[] = [];
  if (monitors === true) {
    const named = names?.some((name) => name === 'monitors' || name === 'mission');
    all.push(kind === undefined ? named || undefined : kind === 'monitors');
  }
  if (infrastructure !== undefined)
    all.push(kind === 'monitors' ? false : names?.some((name) => infrastructure.includes(name)));
  if (sectors !== undefined)
    all.push(
      kind === 'monitors' ? false : statedTexts(sector)?.some((name) => sectors.includes(name)),
    );
  return anyOfThem(all);
}

const targetWords = ({ monitors, infrastructure = [], sectors = [] }: Against): string =>
  [
    ...(monitors === true ? ['the monitors'] : []),
    ...infrastructure,
    ...sectors.map((sector) => `the sector ${sector}`),
  ].join(', ');
