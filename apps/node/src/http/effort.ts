import { formatInstant, type Instant, parseInstant } from '@greenline/base';
import { effortShares } from '@greenline/coverage';
import type { ObservationPeriod } from '@greenline/observation';
import { readRecord } from '@greenline/pipeline';
import type { FastifyInstance } from 'fastify';
import type { NodeParts } from '../parts.ts';
import { bearer } from './bearer.ts';
import { badRequest } from './problem.ts';

type Look = Pick<
  ObservationPeriod,
  'sensor' | 'area' | 'from' | 'to' | 'detectionProbability' | 'state'
>;

const LONGEST_MS = 7 * 86_400_000;
const MOST_LOOKS = 20_000;

/** What was looked at, for staff: shares of area and time, and each stretch of looking as a cell. */
export function addEffort(server: FastifyInstance, parts: NodeParts): void {
  server.get('/api/effort', async (request) => {
    const principal = parts.access.principal(bearer(request));
    const query = request.query as Readonly<Record<string, string | undefined>>;
    const from = momentOf('from', query.from);
    const to = momentOf('to', query.to);
    if (!(to > from && to - from <= LONGEST_MS)) throw badRequest('from and to span up to 7 days');
    const question = { after: 0, limit: MOST_LOOKS, from, to };
    const rows = await parts.access.read(principal, 'period', question);
    const looks = joined(rows.map(({ body }) => readRecord<ObservationPeriod>(body)));
    const shares =
      looks.length === 0
        ? { sensorHours: 0, looked: 0, notLooked: 1, jammed: 0, denied: 0 }
        : effortShares(looks, { from, to });
    const cells = looks.map((look) => ({
      area: look.area,
      from: formatInstant(look.from),
      to: formatInstant(look.to),
      pd: look.detectionProbability,
      state: look.state,
    }));
    return { ...shares, cells };
  });
}

/** Looks of one sensor at one area that follow on each other, as one. */
function joined(periods: readonly ObservationPeriod[]): readonly Look[] {
  const open = new Map<string, Look>();
  const done: Look[] = [];
  const inOrder = [...periods].sort((a, b) => a.from - b.from);
  for (const { sensor, area, from, to, detectionProbability, state } of inOrder) {
    const key = JSON.stringify([sensor, area, detectionProbability, state]);
    const before = open.get(key);
    if (before !== undefined && from <= before.to) {
      open.set(key, { ...before, to: Math.max(before.to, to) as Instant });
      continue;
    }
    if (before !== undefined) done.push(before);
    open.set(key, { sensor, area, from, to, detectionProbability, state });
  }
  return [...done, ...open.values()];
}

function momentOf(field: string, text: string | undefined): Instant {
  const at = parseInstant(text ?? '');
  if (at === undefined) throw badRequest(`${field} is a moment as 2026-03-10T10:00:00Z`, field);
  return at;
}
