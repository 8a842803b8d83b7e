import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A line of a file, as it lies there: nothing of it is taken for granted. */
// biome-ignore lint/suspicious/noExplicitAny: it is read without the types of the rooms on purpose
type Row = any;

/**
 * Counts a day over again from the files of a replay, and shares no code with the room that reports:
 * a second pair of eyes, slow and plain.
 */
export function recount(
  folder: string,
  mission: string,
  day: string,
): Readonly<Record<string, number>> {
  const file = parse(readFileSync(join(mission, 'mission.yaml'), 'utf8')) as {
    timezone: string;
    exercise: boolean;
    regions: { id: string; polygon: [number, number][] }[];
    patrol: { radiusM: number; forS: number };
  };
  const cutOff =
    /reportCutOff: *["']?(\d\d:\d\d)/.exec(
      readFileSync(join(mission, 'agreement.yaml'), 'utf8'),
    )?.[1] ?? '19:30';
  const all = (name: string): Row[] =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const lines = (name: string): Row[] =>
    all(name).filter((one) => (one.exercise === true) === file.exercise);
  const to = wallToUtc(`${day}T${cutOff}`, file.timezone);
  const before = new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const from = wallToUtc(`${before}T${cutOff}`, file.timezone);
  const inDay = (text: string) => Date.parse(text) >= from && Date.parse(text) < to;
  const regionAt = (place: { lon: number; lat: number } | undefined): string =>
    file.regions.find(({ polygon }) => place !== undefined && holds(polygon, place))?.id ??
    'elsewhere';
  const last = (rows: Row[]) => [...new Map(rows.map((one) => [one.id, one])).values()];

  const counts: Record<string, number> = {};
  const add = (key: string, n = 1) => {
    counts[key] = (counts[key] ?? 0) + n;
  };
  for (const one of last(lines('events')).filter((event) => inDay(event.at))) {
    const type = likeliest(one.class);
    if (type === 'jamming') continue;
    for (const region of [regionAt(one.position ?? one.observer), 'total']) {
      add(`happenings ${type} ${region} all`);
      add(`happenings ${type} ${region} ${one.direction}`);
    }
  }
  const observations = lines('observations');
  for (const one of observations.filter((of) => inDay(of.observedAt))) {
    const where = one.position ?? one.sightline?.position;
    const access = one.attributes?.access;
    for (const region of [regionAt(where), 'total']) {
      if (['denied', 'delayed', 'conditional'].includes(access))
        add(`movement ${region} ${access}`);
      if (access === 'delayed') add(`movement ${region} minutes`, one.attributes.delayMin ?? 0);
    }
    if (one.kind === 'hazard') add(`hazards ${likeliest(one.class)} ${regionAt(where)}`);
  }
  const findings = last(lines('findings'));
  const replaced = new Set(findings.map(({ supersedes }) => supersedes));
  const inForce = findings.filter(
    (one) => !replaced.has(one.id) && Date.parse(one.from) < to && Date.parse(one.to) >= from,
  );
  for (const one of inForce) add(`findings ${one.clause} ${one.party} ${one.verdict}`);
  for (const one of last(lines('cases'))) {
    if (inDay(one.openedAt)) add(`cases ${one.clause} ${one.party} opened`);
    for (const entry of one.history) {
      const decided = entry.entry === 'step' && entry.from === 'being-verified';
      if (
        decided &&
        ['confirmed', 'refuted', 'unresolved'].includes(entry.to) &&
        inDay(entry.recordedAt)
      )
        add(`cases ${one.clause} ${one.party} ${entry.to}`);
    }
  }
  const tracks = new Map<string, Row>();
  for (const one of lines('tracks')) {
    if (Date.parse(one.firstSeenAt) < to && Date.parse(one.at) >= from && Date.parse(one.at) < to)
      tracks.set(one.id, one);
  }
  for (const one of tracks.values()) {
    add(`objects ${likeliest(one.class)} ${one.party ?? 'unknown'} total`);
  }
  for (const [region, hours] of sensorHours(all('periods'), observations, file, from, to)) {
    counts[`effort ${region} sensorHours`] = hours;
  }
  return counts;
}

const likeliest = (classes: Record<string, number>): string =>
  Object.entries(classes).reduce((best, one) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best,
  )[0];

/** Each sensor's time of looking that touches a region, its overlaps once; summed over sensors. */
function sensorHours(
  periods: Row[],
  observations: Row[],
  file: {
    regions: { id: string; polygon: [number, number][] }[];
    patrol: { radiusM: number; forS: number };
  },
  from: number,
  to: number,
): readonly (readonly [string, number])[] {
  const presences = observations
    .filter(
      (one) => one.feed === 'report' && (one.sightline?.position ?? one.position) !== undefined,
    )
    .map((one) => {
      const { lon, lat } = one.sightline?.position ?? one.position;
      const end = Date.parse(one.observedAt);
      const north = file.patrol.radiusM / 111_200;
      const east = north / Math.cos((lat * Math.PI) / 180);
      const ring = Array.from({ length: 16 }, (_, i) => {
        const turn = (i * Math.PI) / 8;
        return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)] as [number, number];
      });
      const state = one.attributes?.access === 'denied' ? 'denied' : 'looked';
      return { sensor: one.sensor, state, from: end - file.patrol.forS * 1000, to: end, ring };
    });
  const looks = [
    ...periods.map((one) => ({
      sensor: one.sensor,
      state: one.state,
      from: Date.parse(one.from),
      to: Date.parse(one.to),
      ring: one.area.coordinates[0] as [number, number][],
    })),
    ...presences,
  ].filter((one) => one.state === 'looked');
  const touches = (ring: [number, number][], polygon: [number, number][]) =>
    [...ring, middle(ring)].some(([lon, lat]) => holds(polygon, { lon, lat }));
  const hoursOf = (chosen: typeof looks): number =>
    [...Map.groupBy(chosen, ({ sensor }) => sensor).values()].reduce((sum, own) => {
      let end = from;
      let time = 0;
      for (const one of own.toSorted((a, b) => a.from - b.from)) {
        const begin = Math.max(end, one.from, from);
        const until = Math.min(one.to, to);
        time += Math.max(0, until - begin);
        end = Math.max(end, until);
      }
      return sum + time / 3_600_000;
    }, 0);
  const anywhere = looks.filter(({ ring }) =>
    file.regions.some(({ polygon }) => touches(ring, polygon)),
  );
  return [
    ...file.regions.map(
      ({ id, polygon }) =>
        [id, hoursOf(looks.filter(({ ring }) => touches(ring, polygon)))] as const,
    ),
    ['total', hoursOf(anywhere)],
  ];
}

const middle = (ring: [number, number][]): [number, number] => [
  ring.reduce((sum, [lon]) => sum + lon, 0) / ring.length,
  ring.reduce((sum, [, lat]) => sum + lat, 0) / ring.length,
];

/** By the number of edges that a ray to the east crosses. */
function holds(polygon: [number, number][], { lon, lat }: { lon: number; lat: number }): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i] as [number, number];
    const [bx, by] = polygon[j] as [number, number];
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** The moment at which a wall in a time zone shows a time: found by trying. */
function wallToUtc(wall: string, timeZone: string): number {
  const shown = (at: number) =>
    new Date(at).toLocaleString('sv-SE', { timeZone }).slice(0, 16).replace(' ', 'T');
  const guess = Date.parse(`${wall}:00Z`);
  for (let at = guess - 15 * 3_600_000; at <= guess + 15 * 3_600_000; at += 900_000) {
    if (shown(at) === wall) return at;
  }
  throw new Error(`${timeZone} never shows ${wall}`);
}
