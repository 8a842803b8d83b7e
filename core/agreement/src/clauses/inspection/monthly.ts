import type { Instant } from '@greenline/base';
import type { Evidence } from '../../judging/look.ts';
import type { Hearing } from '../../judging/rule.ts';
import { type Month, monthAt } from '../../language/calendar.ts';
import type { Moment } from '../../language/moment.ts';
import { DENIED, type Duty, duty, type Owed, placeKey, placeName, wasDenied } from './duty.ts';

/** One place in the month that runs. */
interface Account {
  readonly month: Month;
  done: number;
  denied: number;
  evidence: Evidence | undefined;
}

/**
 * Each place is inspected at least so many times in every month of the calendar of the agreement's
 * zone. Only whole months count: the first begins at `since` or after it.
 */
export function inspectedMonthly(
  places: readonly string[],
  times: number,
  since: Moment,
  timezone: string,
): Duty {
  return duty<Map<string, Account>>({
    start: () => new Map(),
    fallen: (accounts, now, hearing) =>
      places.flatMap((place) => fallen(accounts, place, now, hearing)),
    inspected(accounts, inspection, evidence, hearing) {
      const account = accounts.get(placeKey(inspection));
      if (account === undefined || inspection.at < account.month.from) return [];
      if (wasDenied(inspection)) account.denied++;
      else account.done++;
      account.evidence =
        account.evidence === undefined ? evidence : hearing.both(account.evidence, evidence);
      return [];
    },
  });

  function fallen(
    accounts: Map<string, Account>,
    place: string,
    now: Instant,
    hearing: Hearing,
  ): readonly Owed[] {
    const told: Owed[] = [];
    let account = accounts.get(place) ?? begun(hearing);
    while (account !== undefined && account.month.to <= now) {
      told.push(owed(place, account));
      account = empty(monthAt(account.month.to, timezone));
    }
    if (account !== undefined) accounts.set(place, account);
    return told;
  }

  function begun(hearing: Hearing): Account | undefined {
    const from = hearing.at(since);
    if (from === undefined) return undefined;
    const month = monthAt(from, timezone);
    return empty(month.from === from ? month : monthAt(month.to, timezone));
  }

  function owed(place: string, { month, done, denied, evidence }: Account): Owed {
    const excused = done < times && done + denied >= times;
    return {
      subject: [placeName(place), month.name],
      at: month.from,
      until: month.to,
      over: true,
      probability: excused ? 0.5 : Number(done < times),
      what: 'month',
      against: month.name,
      measured: done,
      limit: times,
      margin: times - done,
      unit: 'count',
      evidence,
      ...(excused ? { doubt: DENIED } : {}),
    };
  }
}

const empty = (month: Month): Account => ({ month, done: 0, denied: 0, evidence: undefined });
