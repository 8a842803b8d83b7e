import type { Json } from '@greenline/base';
import { roundDistance } from '@greenline/base';
import { measureFromLine, probabilityBeyond } from '@greenline/geo';
import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { lengthWithSigma, subjectWords, UNPLACED } from '../judging/place.ts';
import type { Assessment } from '../judging/rule.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { lengthText, lengthWords } from '../language/quantity.ts';
import { lineOfParty } from '../language/schema.ts';
import { type NamedLine, sideOf } from '../language/terms.ts';
import type { Things } from '../language/things.ts';

const distance = z.union([lengthText, z.literal('own range'), z.record(z.string(), lengthText)], {
  error: 'must be a length with its unit, as 25 km, one for each party, or "own range"',
});

/** How far a class of weapons stays from the line; `own` is the weapon's own greatest range. */
interface Limit {
  readonly things: Things;
  readonly distances: ReadonlyMap<string, number> | 'own range';
  readonly strict: boolean;
}

/**
 * Weapons stay back from their own party's reference line by a distance.
 *
 * A weapon that the list names follows the list's distance only, whatever the general rule says.
 */
export const withdrawal = clauseKind({
  kind: 'withdrawal',
  summary:
    'Weapons of these classes stay back from their own party’s reference line by a distance.',
  shape: {
    what: z.array(z.string()).min(1),
    line: lineOfParty,
    distance,
    list: z
      .array(
        z.strictObject({
          what: z.array(z.string()).min(1),
          distance,
          strict: z.boolean().optional(),
        }),
      )
      .optional()
      .describe(
        'weapons with a distance of their own, which overrides the general one; first match',
      ),
  },
  describe: ({ what, line, distance, list = [], strict }) => {
    const lines =
      typeof line === 'string'
        ? line
        : Object.entries(line)
            .map(([p, l]) => `${l} for ${p}`)
            .join(', ');
    const listed = list.map((one) => `${one.what.join(', ')}: ${distanceWords(one.distance)}`);
    const general = `${what.join(', ')} stay ${strict === true ? 'more than' : 'at least'} ${distanceWords(distance)} behind their own reference line (${lines})`;
    return listed.length === 0 ? `${general}.` : `${general}; by the list ${listed.join('; ')}.`;
  },
  prepare(clause, terms) {
    const lines = terms.lineFor(clause.line, 'line');
    const limitOf = (
      source: {
        what: readonly string[];
        distance: typeof clause.distance;
        strict?: boolean | undefined;
      },
      ...field: (string | number)[]
    ): Limit => ({
      things: terms.things(source.what, ...field, 'what'),
      distances:
        source.distance === 'own range'
          ? source.distance
          : terms.perParty<number>(source.distance, ...field, 'distance'),
      strict: source.strict ?? clause.strict ?? false,
    });
    const limits = [
      ...(clause.list ?? []).map((one, i) => limitOf(one, 'list', i)),
      limitOf(clause),
    ];
    const parties = clause.parties ?? terms.parties;
    return placeRule({
      of: ['object'],
      assess(look) {
        const whose =
          look.party === 'unknown' ? parties : parties.filter((party) => party === look.party);
        const views = whose.flatMap((party) => {
          const line = lines.get(party);
          const view =
            line?.inForceAt(look.at) === true ? assessFor(party, line, limits, look) : undefined;
          return view === undefined ? [] : [view];
        });
        return either(views);
      },
      say: (row) =>
        `${subjectWords(row)} stands ${lengthWithSigma(row.measured ?? 0, row.sigma)} behind ${row.against}, limit ${lengthWords(row.limit ?? 0)}`,
    });
  },
});

function assessFor(
  party: string,
  line: NamedLine,
  limits: readonly Limit[],
  look: Look,
): Assessment | undefined {
  const side = sideOf(line, party);
  const { position, covariance } = look;
  let probability = 0;
  let share = 0;
  let most = 0;
  let what = '';
  let limit = 0;
  let doubt: string | undefined;
  let room = Number.POSITIVE_INFINITY;
  let signed: number | undefined;
  for (const name in look.classes) {
    const chance = look.classes[name] ?? 0;
    const found = chance > 0 ? limitFor(limits, name, look.attributes, party) : undefined;
    if (found === undefined) continue;
    doubt ??= found.doubt;
    share += chance;
    if (position === undefined || side === undefined) {
      what = name;
      continue;
    }
    signed ??= roundDistance(measureFromLine(line.line, side, position).signed);
    room = Math.min(room, Math.abs(signed - found.limit));
    const nearer =
      covariance === undefined
        ? Number(found.strict ? signed <= found.limit : signed < found.limit)
        : probabilityBeyond(line.line, side, found.limit, position, covariance).nearer;
    probability += chance * nearer;
    if (chance > most) {
      most = chance;
      what = name;
      limit = found.limit;
    }
  }
  if (share === 0) return undefined;
  if (signed === undefined) return { ...UNPLACED, what, against: line.words };
  return {
    probability: Math.min(1, probability),
    placeProbability: Math.min(1, probability / share),
    room,
    what,
    against: line.words,
    measured: signed,
    limit,
    margin: roundDistance(limit - signed),
    unit: 'm',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Whose it is is unknown: what both readings agree on stands, otherwise there is doubt. */
function either(views: readonly Assessment[]): Assessment | undefined {
  const [first, second] = views;
  if (first === undefined || second === undefined) return first;
  const graver = isGraver(second, first) ? second : first;
  const milder = graver === first ? second : first;
  const room = Math.min(first.room, second.room);
  if (graver.probability - milder.probability < 1e-6) return { ...graver, room };
  return {
    ...graver,
    room,
    doubt: graver.doubt ?? 'whose it is is unknown, and the parties’ lines differ',
  };
}

/** Of two equally probable views the one further beyond its limit is told, whichever party's it is. */
const isGraver = (one: Assessment, other: Assessment): boolean =>
  one.probability > other.probability ||
  (one.probability === other.probability && (one.margin ?? 0) > (other.margin ?? 0));

function limitFor(
  limits: readonly Limit[],
  name: string,
  attributes: Readonly<Record<string, Json>>,
  party: string,
):
  | { readonly limit: number; readonly strict: boolean; readonly doubt: string | undefined }
  | undefined {
  let doubt: string | undefined;
  for (const { things, distances, strict } of limits) {
    const belongs = things.test(name, attributes);
    if (belongs === false) continue;
    if (belongs !== true) doubt ??= belongs.unless;
    if (distances !== 'own range') {
      const limit = distances.get(party);
      return limit === undefined ? undefined : { limit, strict, doubt };
    }
    const rangeKm = attributes.rangeKm;
    if (typeof rangeKm === 'number') return { limit: rangeKm * 1000, strict, doubt };
    return { limit: 0, strict, doubt: 'range not stated' };
  }
  return undefined;
}

const distanceWords = (
  distance: number | 'own range' | Readonly<Record<string, number>>,
): string => {
  if (typeof distance === 'number') return lengthWords(distance);
  if (distance === 'own range') return 'their own range';
  return Object.entries(distance)
    .map(([party, metres]) => `${lengthWords(metres)} (${party})`)
    .join(', ');
};
