import { type Instant, roundProbability } from '@greenline/base';
import { noticesFor, permitsFor } from '@greenline/declarations';
import { type PreparedArea, probabilityInside } from '@greenline/geo';
import type { Condition } from '../language/condition.ts';
import { type Hours, outsideHours } from '../language/local-time.ts';
import { durationWords } from '../language/quantity.ts';
import type { NamedZone } from '../language/terms.ts';
import { match, type Things } from '../language/things.ts';
import { type Look, probabilityWithin } from './look.ts';
import type { Hearing } from './rule.ts';
import { overlap, type Span, spanOf, type Window } from './span.ts';

/** An exception of a clause, its words made out. */
export type Exception = { readonly cite: string } & (
  | { readonly kind: 'class'; readonly things: Things }
  | {
      readonly kind: 'party';
      readonly parties: readonly string[];
      /** Those of them that are parties to the agreement: the mission knows what is its own. */
      readonly principalParties: readonly string[];
    }
  | {
      readonly kind: 'zone';
      readonly zone: NamedZone;
      /** What the zone has in common with the clause's own area. */
      readonly shared: PreparedArea;
      readonly hours: Hours | undefined;
    }
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'permit'; readonly permits: readonly string[] }
  | {
      readonly kind: 'notified';
      readonly notices: readonly string[];
      readonly things: Things | undefined;
      readonly leadMs: number;
    }
  | { readonly kind: 'self-defence' }
  | { readonly kind: 'condition'; readonly condition: Condition }
);

/** What came of one exception. */
export interface Weighed {
  /** Probability that it excuses, given that the clause would be broken. */
  readonly chance: number;
  /** The best estimate lies within it: no breach, however uncertain. */
  readonly best: boolean;
  readonly word: string;
  /** Declarations it rests on. */
  readonly ids: readonly string[];
  /** Why people have to decide. */
  readonly doubt?: string;
  /** Announced late or not at all: a finding of its own, about the announcement. */
  readonly procedural?: Announcement;
}

/** How an activity was announced, where an exception asks for it. */
export interface Announcement {
  readonly probability: number;
  readonly notice: string | undefined;
  readonly measured?: number;
  readonly limit: number;
  readonly text: string;
}

/** When the clause is broken: an exception by time is weighed by the same clock. */
export interface Broken {
  readonly timezone: string;
  readonly span: Span;
  /** P(the look lies in the span). */
  readonly timely: number;
}

/** Weighs one exception; `undefined` where it has nothing to do with the subject. */
export function weigh(
  exception: Exception,
  look: Look,
  placeProbability: number,
  { timezone, span, timely }: Broken,
  hearing: Hearing,
): Weighed | undefined {
  switch (exception.kind) {
    case 'class':
      return undefined;
    case 'party':
      if (exception.parties.includes(look.party)) return said(exception, 1, true, look.party);
      return look.party === 'unknown' && exception.principalParties.length > 0
        ? {
            ...said(exception, 0, false, 'whose it is is unknown'),
            doubt: `whose it is is unknown, and ${exception.principalParties.join(' and ')} would be excused`,
          }
        : undefined;
    case 'zone': {
      if (!exception.zone.inForceAt(look.at)) return undefined;
      const within = inside(exception.shared, look);
      const open =
        exception.hours === undefined || outsideHours(look.at, exception.hours, timezone) === 0;
      if (within.chance === 0 && !within.best) return undefined;
      if (!open) return said(exception, 0, false, `in ${exception.zone.words}, outside its hours`);
      return said(
        exception,
        share(within.chance, placeProbability),
        within.best,
        `in ${exception.zone.words}`,
      );
    }
    case 'window': {
      const excused = spanOf(exception.window, hearing.at);
      if (excused === undefined) return undefined;
      const both = overlap(excused, span);
      const within = probabilityWithin(look.at, look.sigmaMs, both.from, both.to);
      const chance = share(within, timely);
      return chance === 0 ? undefined : said(exception, chance, chance >= 0.5, 'in its time');
    }
    case 'permit':
      return permitted(exception, look, placeProbability, hearing);
    case 'notified':
      return notified(exception, look, placeProbability, hearing);
    case 'self-defence': {
      const claimed = look.attributes.selfDefence === true || look.attributes.returnFire === true;
      return claimed
        ? {
            ...said(exception, 0, false, 'claimed'),
            doubt: 'self-defence is claimed, which people decide',
          }
        : undefined;
    }
    case 'condition': {
      const holds = exception.condition(look);
      if (holds === undefined)
        return {
          ...said(exception, 0, false, 'cannot be decided'),
          doubt: `exception ${exception.cite} cannot be decided from what is known`,
        };
      return holds ? said(exception, 1, true, 'holds') : undefined;
    }
  }
}

/**
 * Metres a subject outside all exceptions may go before one could excuse it, while nothing is
 * declared and no term begins or ends; 0 where that cannot be said.
 */
export function exceptionRoom(
  exceptions: readonly Exception[],
  look: Look,
  hearing: Hearing,
): number {
  let room = Number.POSITIVE_INFINITY;
  for (const exception of exceptions) {
    switch (exception.kind) {
      case 'class':
      case 'party':
      case 'window':
      case 'self-defence':
        break;
      case 'zone':
        if (look.position !== undefined)
          room = Math.min(room, Math.max(0, -exception.shared.insideBy(look.position)));
        break;
      case 'permit':
        if (permitsFor(hearing.register, { kinds: exception.permits }).length > 0) return 0;
        break;
      case 'notified':
      case 'condition':
        return 0;
    }
  }
  return room;
}

function permitted(
  exception: Exception & { kind: 'permit' },
  look: Look,
  placeProbability: number,
  hearing: Hearing,
): Weighed | undefined {
  const found = covering(permitsFor(hearing.register, { kinds: exception.permits }), look, hearing);
  return found.chance === 0 && !found.best
    ? undefined
    : said(
        exception,
        share(found.chance, placeProbability),
        found.best,
        `permit ${found.ids.join(', ')}`,
        found.ids,
      );
}

function notified(
  exception: Exception & { kind: 'notified' },
  look: Look,
  placeProbability: number,
  hearing: Hearing,
): Weighed | undefined {
  const matched = exception.things === undefined ? undefined : match(exception.things, look);
  if (exception.things !== undefined && matched === undefined) return undefined;
  const kind = matched?.probability ?? 1;
  const known = noticesFor(hearing.register, { kinds: exception.notices }).filter(
    (one) => one.receivedAt <= look.at,
  );
  const found = covering(known, look, hearing);
  if (found.chance === 0 && !found.best)
    return {
      ...said(exception, 0, false, 'not announced'),
      doubt: 'it was not announced, and whether it is excused is for people to review',
      procedural: {
        probability: kind,
        notice: undefined,
        limit: exception.leadMs / 3_600_000,
        text: `was not announced (exception ${exception.cite})`,
      },
    };
  const first = known.find((one) => found.ids.includes(one.id));
  const ahead = first === undefined ? 0 : first.from - first.receivedAt;
  const weighed = said(
    exception,
    share(found.chance, placeProbability) * kind,
    found.best && kind >= 0.5,
    `notice ${found.ids.join(', ')}`,
    found.ids,
  );
  return {
    ...weighed,
    procedural: {
      probability: Number(ahead < exception.leadMs) * kind,
      notice: first?.id,
      measured: ahead / 3_600_000,
      limit: exception.leadMs / 3_600_000,
      text: `was announced ${durationWords(ahead)} ahead by notice ${first?.id}, limit ${durationWords(exception.leadMs)} (exception ${exception.cite})`,
    },
  };
}

/** The declarations that may cover a look, in time, place and party. */
function covering(
  all: readonly {
    readonly id: string;
    readonly party: string;
    readonly area: unknown;
    readonly from: Instant;
    readonly to: Instant;
  }[],
  look: Look,
  hearing: Hearing,
): { readonly chance: number; readonly best: boolean; readonly ids: readonly string[] } {
  let chance = 0;
  let best = false;
  const ids: string[] = [];
  for (const one of all) {
    if (one.party !== look.party) continue;
    // Both ends belong to the time allowed.
    const timely = probabilityWithin(look.at, look.sigmaMs, one.from, one.to + 1);
    const area = timely === 0 ? undefined : hearing.area(one);
    if (area === undefined) continue;
    const within = inside(area, look);
    if (within.chance * timely === 0 && !within.best) continue;
    chance += within.chance * timely;
    best ||= within.best && timely >= 0.5;
    ids.push(one.id);
  }
  return { chance: Math.min(1, chance), best, ids };
}

function inside(
  area: PreparedArea,
  look: Look,
): { readonly chance: number; readonly best: boolean } {
  const { position, covariance } = look;
  if (position === undefined) return { chance: 0, best: false };
  const best = area.contains(position.lon, position.lat);
  return {
    chance: covariance === undefined ? Number(best) : probabilityInside(area, position, covariance),
    best,
  };
}

/** P(excused | broken), where what is excused lies within what is broken. */
const share = (excused: number, broken: number): number =>
  broken <= 0 ? 0 : Math.min(1, excused / broken);

const said = (
  exception: Exception,
  chance: number,
  best: boolean,
  what: string,
  ids: readonly string[] = [],
): Weighed => ({
  chance,
  best,
  ids,
  word: `${exception.cite}: ${what}${chance > 0 && chance < 1 ? ` (P ${roundProbability(chance)})` : ''}`,
});
