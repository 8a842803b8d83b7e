/** RFC 3339 in, milliseconds out; `undefined` where the text is no moment. */
export function millis(text: string | undefined): number | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** `14:07:21Z`. */
export const utcClock = (at: number): string => `${new Date(at).toISOString().slice(11, 19)}Z`;

/** `2026-03-10`, in UTC. */
export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `2026-03-10`, in the mission's zone. */
export function zoneDay(at: number, zone: string): string {
  return format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA').format(at);
}

/** `16:07`, in the mission's zone. */
export function zoneClock(at: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** The last word of a zone's name: `Europe/Kyiv` is `Kyiv`. */
export const zoneName = (zone: string): string =>
  (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** `14:07:21Z · 16:07 Kyiv`; with the day in front where it is not the day of `now`. */
export function moment(at: number, zone: string, now?: number): string {
  const clock = `${utcClock(at)} · ${zoneClock(at, zone)} ${zoneName(zone)}`;
  return now === undefined || utcDay(now) === utcDay(at) ? clock : `${utcDay(at)} ${clock}`;
}

/** `14:07Z`, for axes and narrow cells. */
export const shortMoment = (at: number): string => `${new Date(at).toISOString().slice(11, 16)}Z`;

/** How long, in the two largest units that matter: `48 s`, `12 min`, `3 h 05 min`, `2 d 4 h`. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) return `${s} s`;
  const minutes = Math.round(s / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions, locale = 'en-GB') {
  const key = `${zone}|${locale}|${Object.keys(options).join()}`;
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}
