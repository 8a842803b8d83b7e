import { type Instant, instant } from '@greenline/base';
import { distanceBetween } from '@greenline/geo';
import type { JournalInput, Row } from '@greenline/pipeline';
import type { Track } from '@greenline/tracking';
import {
  chance,
  filesWithRadars,
  type Moving,
  type RadarSite,
  scanMessages,
  whereAt,
} from './radars.ts';
import { message, missionOf, moment, sighting } from './walk-in-process.ts';

export const T0 = moment('2026-03-10T08:00:00.000Z');
export const A: RadarSite = { id: 'radar-a', lon: 36.2, lat: 47.6 };
export const B: RadarSite = { id: 'radar-b', lon: 36.3, lat: 47.62, nation: 'aster' };
export const mission = missionOf(
  filesWithRadars(
    [A, B],
    [
      '  - { id: tracker-c, nation: cedar, kind: tracker, trust: authenticated, fuses: [radar-a, radar-b] }',
    ],
  ),
);

export type Told = Omit<Track, 'at'> & { readonly at: string };
export const tracksIn = (rows: readonly Row[]): readonly Told[] =>
  rows.filter(({ kind }) => kind === 'track').map(({ body }) => JSON.parse(body) as Told);
export const second = (seconds: number): Instant => instant(T0 + seconds * 1000);
export const byTime = (inputs: readonly JournalInput[]) =>
  inputs.toSorted((a, b) => a.receivedAt - b.receivedAt);

/** What two radars see of things that move, a scan of each every two seconds. */
export function seen(
  movers: readonly Moving[],
  from: number,
  to: number,
  options = {},
): JournalInput[] {
  const next = chance(5 + from);
  const inputs: JournalInput[] = [];
  for (let t = from; t < to; t += 2) {
    const truth = movers.map((mover) => whereAt(mover, t));
    inputs.push(...scanMessages(A, second(t), truth, next, options));
    inputs.push(
      ...scanMessages(
        B,
        second(t + 1),
        truth.map((_, i) => whereAt(movers[i] as Moving, t + 1)),
        next,
        options,
      ),
    );
  }
  return byTime(inputs);
}

export const CAR: Moving = { lon: 36.15, lat: 47.6, east: 12, north: 3 };
export const TRUCK: Moving = { lon: 36.2, lat: 47.62, east: -8, north: 0 };

export const report = (at: number, mover: Moving, more: object = {}, lateS = 0.5): JournalInput => {
  const { lon, lat } = whereAt(mover, at);
  return message(
    'geojson',
    sighting({
      lon,
      lat,
      kind: 'object',
      sensor: 'cedar-drone-1',
      sigmaM: 20,
      observedAt: new Date(second(at)).toISOString(),
      ...more,
    }),
    second(at + lateS),
    9_000_000 + at * 100,
  );
};
export const command = (at: number, step: string, tracks: readonly string[], by = 'duty-officer') =>
  message(
    'command',
    {
      id: `C-${step}-${at}`,
      at: new Date(second(at)).toISOString(),
      by,
      step,
      reason: 'seen on the ground',
      with: { tracks },
    },
    second(at),
    8_000_000 + at,
  );

/** Tracks whose last state is of the last minute, and part of no other. */
export function live(rows: readonly Row[], at: number): readonly Told[] {
  const last = new Map(tracksIn(rows).map((track) => [track.id, track]));
  return [...last.values()].filter(
    (track) =>
      track.joinedTo === undefined &&
      track.ended === undefined &&
      Date.parse(track.at) > second(at) - 20_000,
  );
}
export const near = (rows: readonly Row[], mover: Moving, at: number) =>
  live(rows, at).filter(
    ({ position, at: when }) =>
      distanceBetween(position, whereAt(mover, (Date.parse(when) - T0) / 1000)) < 60,
  );
