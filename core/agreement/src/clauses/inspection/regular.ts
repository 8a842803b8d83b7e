import { type Instant, instant } from '@greenline/base';
import type { Evidence } from '../../judging/look.ts';
import type { Hearing } from '../../judging/rule.ts';
import type { Moment } from '../../language/moment.ts';
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

/** What is known of one place. */
interface Account {
  /** When it was inspected last; absent: not since the first interval began. */
  last: Instant | undefined;
  evidence: Evidence | undefined;
  /** The latest attempt since then at which access was denied: it excuses one interval more. */
  denied: { readonly at: Instant; readonly evidence: Evidence } | undefined;
  /** What was told since the last inspection. */
  told: 'nothing' | 'excused' | 'late';
}

/** Each place is inspected at least so often; `every` in milliseconds. */
export function inspectedRegularly(places: readonly string[], every: number, since: Moment): Duty {
  return duty<Map<string, Account>>({
    start: () => new Map(),
    fallen: (accounts, now, hearing) =>
      places.flatMap((place) => fallen(place, accountOf(accounts, place), now, hearing)),
    inspected(accounts, inspection, evidence, hearing) {
      const place = placeKey(inspection);
      if (!places.includes(place)) return [];
      const account = accountOf(accounts, place);
      const { at } = inspection;
      const last = account.last ?? hearing.at(since);
      if (last === undefined || at < (account.denied?.at ?? last)) return [];
      const { told } = account;
      const now = (probability: number, silence = at - last) =>
        owed(place, at, silence, probability, evidence);
      if (wasDenied(inspection)) {
        account.denied = { at, evidence };
        if (told !== 'late') return [];
        account.told = 'excused';
        return [now(1), now(0.5)];
      }
      accounts.set(place, { last: at, evidence, denied: undefined, told: 'nothing' });
      return told === 'nothing' ? [now(0)] : [now(told === 'late' ? 1 : 0.5), now(0, 0)];
    },
  });

  function fallen(
    place: string,
    account: Account,
    now: Instant,
    hearing: Hearing,
  ): readonly Owed[] {
    const last = account.last ?? hearing.at(since);
    if (last === undefined) return [];
    const { denied, evidence } = account;
    const told: Owed[] = [];
    const due = instant(last + every);
    if (account.told === 'nothing' && now > due) {
      account.told = denied === undefined ? 'late' : 'excused';
      const rests =
        denied === undefined || evidence === undefined
          ? (denied?.evidence ?? evidence)
          : hearing.both(evidence, denied.evidence);
      told.push(owed(place, due, now - last, denied === undefined ? 1 : 0.5, rests));
    }
    if (account.told === 'excused' && denied !== undefined && now > denied.at + every) {
      account.told = 'late';
      told.push(owed(place, instant(denied.at + every), now - last, 1, denied.evidence));
    }
    return told;
  }

  function owed(
    place: string,
    at: Instant,
    silence: number,
    probability: number,
    evidence: Evidence | undefined,
  ): Owed {
    const [measured, limit] = [silence / HOUR_MS, every / HOUR_MS];
    return {
      subject: [placeName(place)],
      at,
      probability,
      what: 'inspection',
      measured,
      limit,
      margin: measured - limit,
      unit: 'h',
      evidence,
      ...(probability > 0 && probability < 1 ? { doubt: DENIED } : {}),
    };
  }
}

function accountOf(accounts: Map<string, Account>, place: string): Account {
  let account = accounts.get(place);
  if (account === undefined) {
    account = { last: undefined, evidence: undefined, denied: undefined, told: 'nothing' };
    accounts.set(place, account);
  }
  return account;
}
