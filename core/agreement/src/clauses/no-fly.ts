import { roundDistance } from '@greenline/base';
import type { PreparedArea } from '@greenline/geo';
import { signedDistance } from '@greenline/geo';
import { z } from 'zod';
import type { Look } from '../judging/look.ts';
import { insideWords, lengthWithSigma, placeIn, subjectWords, UNPLACED } from '../judging/place.ts';
import type { Assessment } from '../judging/rule.ts';
import { clauseKind, placeRule } from '../language/clause-kind.ts';
import { lengthText, lengthWords } from '../language/quantity.ts';
import type { NamedLine, NamedZone } from '../language/terms.ts';
import { anyOf, match, type Things } from '../language/things.ts';
import { barredWords, type Heights, heightOf, isFree } from './flight-heights.ts';

const depth = z.strictObject({
  what: z.array(z.string()).min(1),
  within: lengthText.describe('distance from the line, on both sides'),
  sector: z.string().optional().describe('zone in which this depth holds'),
});

/** A depth of the no-fly zone: for these aircraft, this far from the line, in this sector. */
interface Depth {
  readonly within: number;
  readonly sector: NamedZone | undefined;
}

/** The depths of one list of aircraft, together. */
interface Stretch {
  readonly things: Things;
  readonly area: PreparedArea;
  readonly words: string;
  readonly line?: NamedLine;
  readonly depths: readonly Depth[];
  readonly zone?: NamedZone;
}

/** Aircraft of some classes may not fly in a zone, or within distances of a line that differ by sector. */
export const noFly = clauseKind({
  kind: 'no-fly',
  summary:
    'Aircraft of these classes may not fly in a zone, or nearer to a line than a depth by sector.',
  shape: {
    what: z.array(z.string()).min(1).optional(),
    zone: z.string().optional(),
    line: z.string().optional(),
    depths: z
      .array(depth)
      .min(1)
      .optional()
      .describe('how far from the line flight is barred, by aircraft and sector'),
    floor: lengthText.optional().describe('height from which flight is free'),
    ceiling: lengthText.optional().describe('height up to which flight is free'),
    heights: z
      .enum(['ellipsoid', 'ground'])
      .optional()
      .describe(
        'what heights are counted from; absent: the ellipsoid; ground: `aboveGroundM` of the fact',
      ),
  },
  describe: ({ what, zone, line, depths = [], ...heights }, naming) => {
    const barred = barredWords(heights);
    if (zone !== undefined)
      return `No ${naming.things(what ?? [], 'or')} may fly in ${naming.zone(zone)}${barred}.`;
    const rows = depths.map(
      (row) =>
        `${naming.things(row.what, 'and')} within ${lengthWords(row.within)}${row.sector === undefined ? '' : ` in ${naming.zone(row.sector)}`}`,
    );
    return `On both sides of ${naming.line(line ?? '')} there may be no flight${barred} by ${rows.join('; ')}.`;
  },
  limits: ({ line, depths = [] }) =>
    depths.flatMap(({ what, within, sector = 'every sector' }) =>
      what.map((name) => ({
        about: `${name} by ${line} in ${sector}`,
        limit: lengthWords(within),
      })),
    ),
  prepare(clause, terms) {
    const stretches: Stretch[] = [];
    const { what, zone, line, depths, strict = false, floor, ceiling } = clause;
    if (floor === undefined && ceiling === undefined && clause.heights !== undefined)
      terms.refuse(
        'says what heights are counted from, and there is no floor or ceiling',
        'heights',
      );
    if (floor !== undefined && ceiling !== undefined && floor > ceiling)
      terms.refuse('lies below the floor: no height would be free', 'ceiling');
    if (what !== undefined && zone !== undefined && line === undefined && depths === undefined) {
      const named = terms.zone(zone, 'zone');
      stretches.push({
        things: terms.things(what, 'what'),
        area: named.area,
        words: named.words,
        zone: named,
        depths: [],
      });
    } else if (
      line !== undefined &&
      depths !== undefined &&
      what === undefined &&
      zone === undefined
    ) {
      const reference = terms.line(line, 'line');
      for (const [key, rows] of Map.groupBy(depths.entries(), ([, row]) =>
        row.what.join('\u001f'),
      )) {
        const made = rows.map(([i, row]) => ({
          within: row.within,
          sector:
            row.sector === undefined ? undefined : terms.zone(row.sector, 'depths', i, 'sector'),
        }));
        const areas = made.map((row, i) =>
          terms.near(reference, row.within, row.sector, 'depths', i),
        );
        stretches.push({
          things: terms.things(key.split('\u001f'), 'depths', rows[0]?.[0] ?? 0, 'what'),
          area: terms.together(areas, 'depths'),
          words: reference.words,
          line: reference,
          depths: made,
        });
      }
    } else terms.refuse('say either what and zone, or line and depths');
    const [only] = stretches;
    return placeRule({
      of: ['object', 'flight'],
      things: anyOf(stretches.map(({ things }) => things)),
      ...(stretches.length === 1 && only !== undefined ? { area: only.area } : {}),
      assess(look) {
        let gravest: Assessment | undefined;
        for (const stretch of stretches) {
          const assessed = assessIn(stretch, look, strict, clause);
          if (assessed === undefined) continue;
          const room = Math.min(assessed.room, gravest?.room ?? Number.POSITIVE_INFINITY);
          const graver = gravest === undefined || assessed.probability > gravest.probability;
          gravest = { ...(graver ? assessed : gravest), room } as Assessment;
        }
        return gravest;
      },
      say: (row) =>
        row.limit === 0
          ? `${subjectWords(row)} flies ${insideWords(row.measured ?? 0, row.against ?? '', row.sigma)}, where none may (limit 0 m)`
          : `${subjectWords(row)} flies ${lengthWithSigma(row.measured ?? 0, row.sigma)} from ${row.against}, limit ${lengthWords(row.limit ?? 0)}`,
    });
  },
});

function assessIn(
  stretch: Stretch,
  look: Look,
  strict: boolean,
  heights: Heights,
): Assessment | undefined {
  const matched = match(stretch.things, look);
  const { position } = look;
  if (matched === undefined) return undefined;
  if (stretch.zone?.inForceAt(look.at) === false || stretch.line?.inForceAt(look.at) === false)
    return undefined;
  const { what } = matched;
  const placed = placeIn(stretch.area, look, strict);
  if (placed === undefined || position === undefined)
    return { ...UNPLACED, what, against: stretch.words };
  const limited = heights.floor !== undefined || heights.ceiling !== undefined;
  const height = limited ? heightOf(look, heights) : undefined;
  const doubt =
    matched.doubt ?? (limited && height === undefined ? 'height not stated' : undefined);
  const free = height !== undefined && isFree(height, heights, strict);
  const probability = free ? 0 : placed.probability;
  return {
    probability: probability * matched.probability,
    placeProbability: probability,
    room: limited ? 0 : Math.abs(placed.insideBy),
    what,
    against: height === undefined ? stretch.words : `${stretch.words} at ${lengthWords(height)}`,
    ...measuredIn(stretch, look, placed.insideBy),
    unit: 'm',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

/** Distance from the line against the depth that holds there; how far inside for a plain zone. */
function measuredIn(stretch: Stretch, look: Look, insideBy: number) {
  const { line, depths } = stretch;
  const { position } = look;
  if (line === undefined || position === undefined)
    return { measured: insideBy, limit: 0, margin: insideBy };
  const away = roundDistance(Math.abs(signedDistance(line.line, 'left', position)));
  const here = depths.filter(
    ({ sector }) => sector?.area.contains(position.lon, position.lat) ?? true,
  );
  const limit = Math.max(...(here.length > 0 ? here : depths).map(({ within }) => within));
  return { measured: away, limit, margin: roundDistance(limit - away) };
}
