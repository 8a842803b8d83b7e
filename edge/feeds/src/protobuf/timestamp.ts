const FIRST_S = -62_135_596_800;
const LAST_S = 253_402_300_799;
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)$/;

let lastSeconds = Number.NaN;
let lastText = '';

/** A protobuf timestamp as RFC 3339 with 0, 3, 6 or 9 digits of fraction; `undefined` outside the years 1 to 9999. */
export function formatTimestamp(seconds: number, nanos: number): string | undefined {
  if (!(seconds >= FIRST_S && seconds <= LAST_S) || nanos < 0 || nanos > 999_999_999)
    return undefined;
  if (seconds !== lastSeconds) {
    lastText = new Date(seconds * 1000).toISOString().slice(0, 19);
    lastSeconds = seconds;
  }
  if (nanos === 0) return `${lastText}Z`;
  if (nanos % 1_000_000 === 0) return `${lastText}.${String(nanos / 1_000_000).padStart(3, '0')}Z`;
  if (nanos % 1000 === 0) return `${lastText}.${String(nanos / 1000).padStart(6, '0')}Z`;
  return `${lastText}.${String(nanos).padStart(9, '0')}Z`;
}

/** The same backwards, any zone; `undefined` where it is no RFC 3339 time with one. */
export function parseTimestamp(
  text: string,
): { readonly seconds: number; readonly nanos: number } | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(ms)) return undefined;
  // Date.parse takes 30 February for 1 March.
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  if (new Date(dayMs).toISOString().slice(0, 10) !== day || time.startsWith('24')) return undefined;
  const seconds = ms / 1000;
  if (seconds < FIRST_S || seconds > LAST_S) return undefined;
  return { seconds, nanos: Number(fraction.padEnd(9, '0')) };
}
