import { type Instant, instant } from '@greenline/base';
import type { InspectionRequest } from '@greenline/declarations';
import type { Evidence } from '../../judging/look.ts';
import type { Hearing } from '../../judging/rule.ts';
import {
  DENIED,
  type Duty,
  duty,
  HOUR_MS,
  type Owed,
  placeKey,
  placeName,
  wasDenied,
} from './duty.ts';

/** A request that waits for its inspection. */
interface Open {
  readonly place: string;
  readonly party: string;
  readonly receivedAt: Instant;
  readonly evidence: Evidence;
  /** Access was denied in time. */
  denied: Evidence | undefined;
  /** It was told that the time ran out. */
  told: boolean;
}

interface Requests {
  readonly open: Map<string, Open>;
  readonly answered: Set<string>;
}

/**
 * What somebody asks for is inspected within a time of receipt; `within` in milliseconds.
 *
 * An inspection that names a request answers that one; one that names none answers every request for
 * the place that was received by then. The time of the first receipt counts.
 */
export function inspectedOnRequest(
  /** Absent: any place. */
  places: readonly string[] | undefined,
  within: number,
  askers: readonly string[],
): Duty {
  return duty<Requests>({
    start: () => ({ open: new Map(), answered: new Set() }),
    fallen(requests, now, hearing) {
      const told: Owed[] = [];
      for (const [id, request] of requests.open) {
        if (request.told || now - request.receivedAt <= within) continue;
        request.told = true;
        told.push(owed(id, request, instant(request.receivedAt + within), now, hearing));
      }
      return told;
    },
    requested({ open, answered }, request: InspectionRequest, evidence) {
      const { id, party, receivedAt } = request;
      const place = placeKey(request);
      if (places?.includes(place) === false || !askers.includes(party)) return;
      if (open.has(id) || answered.has(id)) return;
      open.set(id, { place, party, receivedAt, evidence, denied: undefined, told: false });
    },
    inspected(requests, inspection, evidence, hearing) {
      const told: Owed[] = [];
      for (const [id, request] of requests.open) {
        const named = inspection.request === undefined || inspection.request === id;
        const { at } = inspection;
        if (!named || placeKey(inspection) !== request.place || at < request.receivedAt) continue;
        if (wasDenied(inspection)) {
          if (!request.told) request.denied = evidence;
          continue;
        }
        requests.open.delete(id);
        requests.answered.add(id);
        told.push({ ...owed(id, request, at, at, hearing, evidence), over: true });
      }
      return told;
    },
  });

  function owed(
    id: string,
    request: Open,
    at: Instant,
    now: Instant,
    hearing: Hearing,
    answer?: Evidence,
  ): Owed {
    const late = now - request.receivedAt > within;
    const excused = late && request.denied !== undefined;
    const [measured, limit] = [(now - request.receivedAt) / HOUR_MS, within / HOUR_MS];
    const rests = [request.denied, answer].filter((one) => one !== undefined);
    return {
      subject: [id],
      at,
      probability: excused ? 0.5 : Number(late),
      what: 'request',
      against: `of ${request.party} to inspect ${placeName(request.place)}`,
      measured,
      limit,
      margin: measured - limit,
      unit: 'h',
      evidence: rests.reduce((sum, one) => hearing.both(sum, one), request.evidence),
      ...(excused ? { doubt: DENIED } : {}),
    };
  }
}
