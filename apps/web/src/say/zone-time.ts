/** A moment as a date-time field holds it, `2026-03-10T14:07`: of no zone but the one it is said in. */
export type WallClock = string;

const MINUTE = 60_000;

/** The wall clock of a zone at a moment. */
export function wallClock(at: number, zone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The moment at which a zone’s clock shows this; `undefined` where the text is none.
 *
 * Of the hour that comes twice in autumn the first; of the hour that spring leaves out, as late after
 * midnight as it says.
 */
export function momentOf(clock: WallClock, zone: string): number | undefined {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const offset = (at: number) =>
    Date.parse(`${wallClock(at, zone)}Z`) - Math.floor(at / MINUTE) * MINUTE;
  // The zone’s offset a day before and after: the two that can hold at this clock.
  const before = asUtc - offset(asUtc - 1_440 * MINUTE);
  const after = asUtc - offset(asUtc + 1_440 * MINUTE);
  const shown = [before, after]
    .sort((a, b) => a - b)
    .find((at) => wallClock(at, zone) === clock.slice(0, 16));
  return shown ?? before;
}
