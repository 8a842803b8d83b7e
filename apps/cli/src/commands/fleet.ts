import type { PreparedAgreement } from '@greenline/agreement';
import { formatInstant, instant } from '@greenline/base';
import { Propagator } from '@greenline/coverage';
import { toGeoJson } from '@greenline/geo';
import { mustOpenMission } from '@greenline/node';
import {
  type CollectionPlan,
  collectionPlan,
  type Fleet,
  fleetTask,
  type Option,
  parseFleet,
  zoneGround,
} from '@greenline/planning';
import { chance } from '@greenline/simulation';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson, readSeconds } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly mission: string;
  readonly fleet: string;
  readonly seconds: string;
  readonly before?: string;
  readonly out: string;
}

/** More cells than these take more memory than a plan is worth. */
const MOST_CELLS = 20_000;

export function addFleet(program: Command): void {
  program
    .command('fleet')
    .description('Plans who looks where and when: towers, drones and satellites over a zone.')
    .requiredOption('--mission <dir>')
    .requiredOption('--fleet <file>', 'who can look, from when, and what is owed: one JSON value')
    .option('--seconds <n>', 'how long to search', '10')
    .option('--before <file>', 'the plan before, when something dropped out')
    .requiredOption('--out <file>')
    .action(fleet);
}

async function fleet({ mission, fleet: path, seconds, before, out }: Options): Promise<void> {
  const half = (readSeconds('--seconds', seconds) * 1000) / 2;
  const { agreement } = mustOpenMission(mission);
  const read = parseFleet(readJson(path));
  if (!read.ok) throw new Failure(placed(path, read.error.field, read.error.text));
  const wanted = read.value;
  const zone = areaOf(agreement, wanted.zone, path, 'zone');
  const { west, south, east, north } = zone.bounds;
  const side = wanted.cellKm * 1000;
  const ground = zoneGround(
    { bounds: [west, south, east, north], contains: (lon, lat) => zone.contains(lon, lat) },
    side,
  );
  if (ground.places.length > MOST_CELLS)
    throw new Failure(placed(path, 'cellKm', `more than ${MOST_CELLS} cells: take larger ones`));
  const task = fleetTask(wanted, ground, noFlyOf(agreement, wanted, path), await Propagator.open());
  if (!task.ok) throw new Failure(placed(path, task.error.field, task.error.text));
  const start = performance.now();
  const plan = collectionPlan(
    task.value,
    chance(1).uniform,
    () => (half === 0 ? 1 : Math.min(1, (performance.now() - start) / half)),
    before === undefined ? [] : planBefore(before),
    () => performance.now() - start < 2 * half,
  );
  writeWhole(out, `${JSON.stringify(shown(plan, wanted, ground.places))}\n`);
}

function areaOf(
  agreement: PreparedAgreement,
  name: string | undefined,
  path: string,
  field: string,
) {
  const zone = name === undefined ? [...agreement.zones.values()][0] : agreement.zones.get(name);
  if (zone !== undefined) return zone.area;
  const names = [...agreement.zones.keys()].join(', ');
  throw new Failure(placed(path, field, `the agreement has no such zone: it has ${names}`));
}

function noFlyOf(agreement: PreparedAgreement, { noFly, noFlyZones }: Fleet, path: string) {
  const zones = noFlyZones.flatMap((name, i) => {
    const { coordinates } = toGeoJson(areaOf(agreement, name, path, `noFlyZones.${i}`));
    return coordinates.map(([outer = []]) => ({
      outer: outer.map(([lon = 0, lat = 0]) => ({ lon, lat })),
    }));
  });
  return [...noFly.flat(), ...zones];
}

/** What still can be done of a plan is told by the ids of its options. */
function planBefore(path: string): readonly Option[] {
  const { chosen } = (readJson(path) ?? {}) as { chosen?: readonly { readonly id?: unknown }[] };
  if (!Array.isArray(chosen) || chosen.some((one) => typeof one?.id !== 'string'))
    throw new Failure(`${path}: chosen: is no plan: give a file that greenline fleet wrote`);
  return chosen as readonly Option[];
}

function shown(
  plan: CollectionPlan,
  { from }: Fleet,
  places: readonly { lon: number; lat: number }[],
) {
  const at = (hour: number) => formatInstant(instant(from + Math.round(hour * 3_600_000)));
  const { chosen, unseen, ...rest } = plan;
  return {
    ...rest,
    chosen: [...chosen]
      .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
      .map(({ id, asset, from: start, to, sees }) => ({
        id,
        asset,
        from: at(start),
        to: at(to),
        cells: new Set(sees.map(({ cell }) => cell)).size,
      })),
    unseen: unseen.map(({ cell, because }) => ({ ...places[cell], because })),
  };
}
