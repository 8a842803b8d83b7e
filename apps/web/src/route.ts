/** The pages of the console. At desk width `watch`, `queue` and `case` are one screen. */
export const PAGES = [
  'watch',
  'queue',
  'case',
  'report',
  'day',
  'declare',
  'declared',
  'filings',
] as const;
export type Page = (typeof PAGES)[number];

/** What is selected: a kind of record and its id. */
export interface Selection {
  readonly kind:
    | 'case'
    | 'finding'
    | 'track'
    | 'event'
    | 'zone'
    | 'video'
    | 'observation'
    | 'health';
  readonly id: string;
}

/** A view's address: everything needed to stand where somebody else stood. */
export interface Route {
  readonly page: Page;
  readonly selection?: Selection;
  /** Absent: live. */
  readonly moment?: number;
  readonly map?: { readonly lon: number; readonly lat: number; readonly zoom: number };
  /** Day of the report, `2026-03-10`. */
  readonly day?: string;
}

const KINDS = [
  'case',
  'finding',
  'track',
  'event',
  'zone',
  'video',
  'observation',
  'health',
] as const;

/** Reads `#/watch?sel=case:ID&t=…&map=lon,lat,zoom`; whatever is not understood is left out. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const asked = new URLSearchParams(query);
  const page = PAGES.find((known) => known === path) ?? 'watch';
  const selection = readSelection(asked.get('sel'));
  const moment = Date.parse(asked.get('t') ?? '');
  const map = readMap(asked.get('map'));
  const day = asked.get('day');
  return {
    page,
    ...(selection && { selection }),
    ...(Number.isNaN(moment) ? {} : { moment }),
    ...(map && { map }),
    ...(day !== null && /^\d{4}-\d\d-\d\d$/.test(day) && { day }),
  };
}

/** The address of a route, beginning with `#/`. */
export function writeRoute(route: Route): string {
  const parts: string[] = [];
  if (route.selection) {
    parts.push(`sel=${route.selection.kind}:${encodeURIComponent(route.selection.id)}`);
  }
  if (route.moment !== undefined) {
    parts.push(`t=${new Date(route.moment).toISOString().replace('.000Z', 'Z')}`);
  }
  if (route.map) {
    const { lon, lat, zoom } = route.map;
    parts.push(`map=${lon.toFixed(5)},${lat.toFixed(5)},${zoom.toFixed(2)}`);
  }
  if (route.day) parts.push(`day=${route.day}`);
  return `#/${route.page}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

function readSelection(text: string | null): Selection | undefined {
  const [kind, ...rest] = (text ?? '').split(':');
  const known = KINDS.find((each) => each === kind);
  const id = rest.join(':');
  return known !== undefined && id !== '' ? { kind: known, id } : undefined;
}

function readMap(text: string | null): Route['map'] {
  const numbers = (text ?? '').split(',').map(Number);
  const [lon, lat, zoom] = numbers;
  if (numbers.length !== 3 || lon === undefined || lat === undefined || zoom === undefined) {
    return undefined;
  }
  const sane = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom <= 24;
  return sane ? { lon, lat, zoom } : undefined;
}
