import { join } from 'node:path';
import { formatInstant } from '@greenline/base';
import { qgcPlan, waypointFile } from '@greenline/feeds';
import {
  type Announcement,
  announcementOf,
  type Flight,
  flightPlan,
  parseFlightRequest,
  type UnflownPass,
} from '@greenline/planning';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly request: string;
  readonly out: string;
}

export function addFlights(program: Command): void {
  program
    .command('flights')
    .description(
      'Plans flights of a drone over an area, as files it can fly, and what is announced.',
    )
    .requiredOption('--request <file>', 'area, noFly, launch, drone, wind, from: one JSON value')
    .requiredOption(
      '--out <folder>',
      'flights.json, announcement.json, flight-N.plan, flight-N.waypoints',
    )
    .action(flights);
}

function flights({ request: path, out }: Options): void {
  const request = parseFlightRequest(readJson(path));
  if (!request.ok) throw new Failure(placed(path, request.error.field, request.error.text));
  const plan = flightPlan(request.value);
  const noFly = request.value.noFly.map(({ outer }) => outer);
  const announced = announcementOf(plan.flights);
  if (announced === undefined)
    throw new Failure(`${path}: no flight is possible: ${reasonsOf(plan.unflown)}`);
  for (const [i, flight] of plan.flights.entries()) {
    writeWhole(
      join(out, `flight-${i + 1}.plan`),
      `${JSON.stringify(qgcPlan(flight, noFly), null, 1)}\n`,
    );
    writeWhole(join(out, `flight-${i + 1}.waypoints`), waypointFile(flight));
  }
  const said = { flights: plan.flights.map(flightJson), unflown: plan.unflown.map(unflownJson) };
  writeWhole(join(out, 'flights.json'), `${JSON.stringify(said)}\n`);
  writeWhole(join(out, 'announcement.json'), `${JSON.stringify(noticeOf(announced))}\n`);
  if (plan.unflown.length > 0)
    process.stderr.write(
      `greenline: ${plan.unflown.length} passes cannot be flown: ${reasonsOf(plan.unflown)}\n`,
    );
}

const WHY: Readonly<Record<UnflownPass['because'], string>> = {
  'too-far': 'too far for the drone’s endurance from this launch site',
  'no-way': 'no way leads past what must not be flown over',
  wind: 'the wind is too strong',
};

const reasonsOf = (unflown: readonly UnflownPass[]): string =>
  [...new Set(unflown.map(({ because }) => WHY[because]))].join('; ') || 'the area is empty';

const flightJson = ({ from, to, way, passes, ...flight }: Flight) => ({
  ...flight,
  from: formatInstant(from),
  to: formatInstant(to),
  way: { type: 'LineString', coordinates: way.map(({ lon, lat }) => [lon, lat]) },
  passes: passes.map((pass) => pass.map(({ lon, lat }) => [lon, lat])),
});

const unflownJson = ({ pass, because }: UnflownPass) => ({
  pass: pass.map(({ lon, lat }) => [lon, lat]),
  because,
});

/** What the parties are owed: a declaration of the mission’s, ready for `greenline declare`. */
const noticeOf = ({ from, to, corners }: Announcement) => ({
  declaration: 'notice',
  id: `flights-${formatInstant(from)}`,
  kind: 'flight',
  party: 'mission',
  from: formatInstant(from),
  to: formatInstant(to),
  area: {
    type: 'Polygon',
    coordinates: [[...corners, corners[0]].map(({ lon, lat }) => [lon, lat])],
  },
});
