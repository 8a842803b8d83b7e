import type { Json } from '@greenline/base';
import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { placeIn, subjectWords } from '../judging/place.ts';
import { anyOfThem, statedTexts } from '../judging/stated.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { keyWords } from '../language/key-words.ts';
import { listWords } from '../language/list-words.ts';
import type { Terms } from '../language/terms.ts';
import { match } from '../language/things.ts';

const TOWARDS = ['monitors', 'other-party', 'civilians'] as const;
type Towards = (typeof TOWARDS)[number];

/** Something in or out of its place may not be done, or may not be so: guns aimed, ports uncovered. */
export const conduct = clauseKind({
  kind: 'conduct',
  summary: 'Acts of these classes, or things in this state, are barred wherever they are.',
  shape: {
    what: z.array(z.string()).min(1),
    attributes: z
      .record(z.string(), z.union([z.boolean(), z.number(), z.string()]))
      .optional()
      .describe('the state that is barred, all of it together: gunPortCovered: false'),
    towards: z
      .enum(TOWARDS)
      .optional()
      .describe('at whom the act is aimed: attribute towards; absent: anybody'),
    zone: z.string().optional().describe('absent: anywhere'),
  },
  describe({ what, attributes = {}, towards, zone }, naming) {
    const state = Object.entries(attributes).map(([name, value]) => `${keyWords(name)} ${value}`);
    const aimed =
      towards === undefined ? '' : ` towards ${towards.replace('other-party', 'the other party')}`;
    return `There may be no ${naming.things(what, 'or')}${state.length === 0 ? '' : ` with ${listWords(state, 'and')}`}${aimed}${zone === undefined ? ', wherever it is' : ` in ${naming.zone(zone)}`}.`;
  },
  prepare(clause, terms) {
    const things = terms.things(clause.what, 'what');
    const zone = clause.zone === undefined ? undefined : terms.zone(clause.zone, 'zone');
    const state = Object.entries(clause.attributes ?? {});
    return placeRule({
      of: ['object', 'event', 'flight'],
      things,
      ...(zone === undefined ? { anywhere: true } : { area: zone.area }),
      assess(look) {
        const matched = match(things, look);
        const aimed = clause.towards === undefined || aimedAt(look, clause.towards, terms);
        if (matched === undefined || aimed === false || zone?.inForceAt(look.at) === false)
          return undefined;
        const placed =
          zone === undefined
            ? { probability: 1, insideBy: Number.POSITIVE_INFINITY }
            : placeIn(zone.area, look, clause.strict);
        const room = Math.abs(placed?.insideBy ?? 0);
        if (placed !== undefined && placed.probability < 1e-6) return { elsewhere: true, room };
        const unstated = state.find(([name]) => look.attributes[name] === undefined)?.[0];
        const other = state.some(
          ([name, barred]) =>
            look.attributes[name] !== undefined && look.attributes[name] !== barred,
        );
        const here = placed?.probability ?? 0.5;
        const doubt =
          matched.doubt ??
          (placed === undefined
            ? 'place unknown'
            : aimed === undefined
              ? 'towards whom is not stated'
              : unstated === undefined
                ? undefined
                : `${unstated} is not stated`);
        return {
          probability: other ? 0 : here * matched.probability,
          placeProbability: here,
          room,
          what: matched.what,
          against: seenWords(look, state, zone?.words),
          ...(doubt === undefined ? {} : { doubt }),
        };
      },
      say: (row) => `${subjectWords(row)}${row.against}; barred is ${barredWords(clause)}`,
    });
  },
});

/** Whether an act is aimed at them; `undefined` where nobody said at whom, or by whom. */
function aimedAt(look: Look, wanted: Towards, terms: Terms): boolean | undefined {
  const stated = statedTexts(look.attributes.towards);
  if (stated === undefined) return undefined;
  return anyOfThem(
    stated.map((one) => {
      const named = one === 'mission' ? 'monitors' : one;
      if (named === wanted) return true;
      if (!terms.parties.includes(named))
        return terms.isParty(named) || TOWARDS.some((known) => known === named) ? false : undefined;
      if (wanted !== 'other-party') return false;
      return look.party === 'unknown' ? undefined : look.party !== named;
    }),
  );
}

/** `, active true, towards monitors, in the zone`, as far as it is stated. */
function seenWords(
  look: Look,
  state: readonly (readonly [string, Json])[],
  zone: string | undefined,
): string {
  const { attributes } = look;
  const towards = statedTexts(attributes.towards);
  return [
    ...state.flatMap(([name]) =>
      attributes[name] === undefined ? [] : [`, ${name} ${attributes[name]}`],
    ),
    ...(towards === undefined ? [] : [`, towards ${towards.join(' and ')}`]),
    ...(zone === undefined ? [] : [`, in ${zone}`]),
  ].join('');
}

function barredWords(clause: {
  readonly what: readonly string[];
  readonly attributes?: Readonly<Record<string, Json>> | undefined;
  readonly towards?: Towards | undefined;
  readonly zone?: string | undefined;
}): string {
  const { what, attributes = {}, towards, zone } = clause;
  const state = Object.entries(attributes).map(([name, value]) => `${name} ${value}`);
  return [
    what.join(', '),
    ...(state.length === 0 ? [] : [`with ${state.join(' and ')}`]),
    ...(towards === undefined
      ? []
      : [`towards ${towards.replace('other-party', 'the other party')}`]),
    ...(zone === undefined ? [] : [`in ${zone}`]),
  ].join(' ');
}
