import { fail, ok, type Result } from '@greenline/base';
import { type DayError, dayPlus } from './day-bounds.ts';

/**
 * The last local date of a week: of `2026-W11`, Monday to Sunday by ISO 8601, its Sunday; of a date, the
 * date itself, so that any seven days can be asked for.
 */
export function lastDayOf(week: string): Result<string, DayError> {
  const match = /^(\d{4})-W(\d\d)$/.exec(week);
  if (match === null) {
    if (/^\d{4}-\d\d-\d\d$/.test(week)) return ok(week);
    return fail({
      kind: 'bad-day',
      text: `"${week}" is no week: write it as 2026-W11, or as the last of its days, 2026-03-15`,
    });
  }
  const [, year = '', number = ''] = match;
  const fourth = `${year}-01-04`;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = dayPlus(fourth, 7 * (Number(number) - 1) - weekday);
  if (number === '00' || dayPlus(monday, 3).slice(0, 4) !== year) {
    return fail({ kind: 'bad-day', text: `${year} has no week ${number}` });
  }
  return ok(dayPlus(monday, 6));
}
