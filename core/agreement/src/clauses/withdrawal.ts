import type { Json } from '@greenline/base';
import { z } from 'zod';
import { byParty } from '../judging/by-party.ts';
import { lengthWithSigma, subjectWords } from '../judging/place.ts';
import { type Limit, standOff } from '../judging/stand-off.ts';
import { clauseKind, placeRule, sentence } from '../language/clause-kind.ts';
import { depthText, lengthWords } from '../language/quantity.ts';
import { lineOfParty } from '../language/schema.ts';
import type { Terms } from '../language/terms.ts';
import { anyOf, type Things } from '../language/things.ts';

/** `0 km` keeps a party on its own side of its line. */
const distance = z.union([depthText, z.literal('own range'), z.record(z.string(), depthText)], {
  error: 'must be a length with its unit, as 25 km, one for each party, or "own range"',
});

const BEHIND = 'how far behind the line: one length, one for each party, or "own range"';

/** How far a class of weapons stays from the line; `own range` is the weapon's own greatest range. */
interface Withdrawn {
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
    distance: distance.describe(BEHIND),
    list: z
      .array(
        z.strictObject({
          what: z.array(z.string()).min(1),
          distance: distance.describe(BEHIND),
          strict: z.boolean().optional(),
        }),
      )
      .optional()
      .describe(
        'weapons with a distance of their own, which overrides the general one; first match',
      ),
  },
  describe: ({ what, line, distance, list = [], strict }, naming) => {
    const far = (row: { distance: typeof distance; strict?: boolean | undefined }) => {
      const beyond = (row.strict ?? strict) === true;
      return row.distance === 0 && !beyond
        ? ''
        : `${beyond ? 'more than' : 'at least'} ${distanceWords(row.distance, naming.party)} `;
    };
    const rows = list.map((row) => `${naming.things(row.what, 'and')} ${far(row)}behind it`);
    const general = `${sentence(naming.things(what, 'and'))} must stay ${far({ distance })}behind their own reference line (${naming.lineOf(line)}).`;
    return rows.length === 0
      ? general
      : `${general} What the list names follows the list only: ${rows.join('; ')}.`;
  },
  limits: ({ what, line, distance, list = [] }) => {
    const rows = [{ what, distance }, ...list];
    const by = typeof line === 'string' ? line : JSON.stringify(line);
    const found = new Map(
      rows.flatMap((row) => row.what.map((name) => [name, distanceWords(row.distance)] as const)),
    );
    return [...found].map(([name, limit]) => ({ about: `${name} behind ${by}`, limit }));
  },
  prepare(clause, terms) {
    if (clause.parties?.some((party) => terms.parties.includes(party)) === false)
      terms.refuse(
        `binds nobody: only ${terms.parties.join(' and ')} have reference lines; name one of them`,
        'parties',
      );
    const lines = terms.lineFor(clause.line, 'line');
    const limitOf = (
      source: {
        what: readonly string[];
        distance: typeof clause.distance;
        strict?: boolean | undefined;
      },
      ...field: (string | number)[]
    ): Withdrawn => ({
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
      things: anyOf(limits.map(({ things }) => things)),
      assess: (look) =>
        byParty(parties, look, 'lines', (party) => {
          const line = lines.get(party);
          return line?.inForceAt(look.at) === true
            ? standOff(
                line,
                party,
                (name, attributes) => limitFor(limits, name, attributes, party, terms.rangeOf),
                look,
              )
            : undefined;
        }),
      say: (row) =>
        `${subjectWords(row)} stands ${lengthWithSigma(Math.abs(row.measured ?? 0), row.sigma)} ${(row.measured ?? 0) < 0 ? 'across' : 'behind'} ${row.against}, limit ${row.limit === undefined ? 'its range, which is not stated' : lengthWords(row.limit)}`,
    });
  },
});

/** The limit of the first list that names a weapon; by its range where that is the limit. */
function limitFor(
  limits: readonly Withdrawn[],
  name: string,
  attributes: Readonly<Record<string, Json>>,
  party: string,
  rangeOf: Terms['rangeOf'],
): Limit | undefined {
  let doubt: string | undefined;
  for (const { things, distances, strict } of limits) {
    const belongs = things.test(name, attributes);
    if (belongs === false) continue;
    if (belongs !== true) doubt ??= belongs.unless;
    if (distances === 'own range') return { metres: rangeOf(name, attributes), strict, doubt };
    const metres = distances.get(party);
    return metres === undefined ? undefined : { metres, strict, doubt };
  }
  return undefined;
}

const distanceWords = (
  distance: number | 'own range' | Readonly<Record<string, number>>,
  party: (id: string) => string = (id) => id,
): string => {
  if (typeof distance === 'number') return lengthWords(distance);
  if (distance === 'own range') return 'their own range';
  return Object.entries(distance)
    .map(([id, metres]) => `${lengthWords(metres)} (${party(id)})`)
    .join(', ');
};
