import { fail, ok, type Result } from '@greenline/base';
import { cellAccess, elementsAge, type NoOrbit, type Propagator } from '@greenline/coverage';
import type { Position, Rings } from '@greenline/geo';
import { Obstacles } from '../flights/obstacles.ts';
import type { Outline } from '../flights/plane.ts';
import type { RequestFlaw } from '../request-schema.ts';
import type { CollectionTask } from './collection.ts';
import type { Asset } from './option.ts';
import { orbiterAsset } from './orbiter.ts';
import type { Fleet } from './parse-fleet.ts';
import { surveyorAsset } from './surveyor.ts';
import { towerAsset } from './tower.ts';
import type { ZoneGround } from './zone-ground.ts';

/** Elements further from the plan tell nothing of a pass. */
const MOST_DAYS = 90;

/** A fleet's day over a zone as a task to be planned. */
export function fleetTask(
  fleet: Fleet,
  zone: ZoneGround,
  noFly: readonly Rings[],
  propagator: Propagator,
): Result<CollectionTask, RequestFlaw> {
  const { hours } = fleet;
  const orbiters = orbiterAssets(fleet, zone, propagator);
  if (!orbiters.ok) return orbiters;
  const assets = [
    ...towerAssets(fleet, zone),
    ...droneAssets(fleet, zone, noFly),
    ...orbiters.value,
  ];
  const weights = weightsOf(fleet, zone);
  return ok({
    hours,
    cells: zone.places.length,
    weight: (cell) => weights[cell] as number,
    missed: () => 1,
    assets,
    sites: fleet.sites,
    obligations: fleet.obligations.map(({ id, position, assets: by }) => ({
      id,
      fulfilledBy: optionsAt(zone, position, assets, by),
    })),
  });
}

const towerAssets = ({ towers, hours }: Fleet, { ground, toSpot }: ZoneGround): readonly Asset[] =>
  towers.map(({ position, ...tower }) =>
    towerAsset({ ...tower, at: toSpot(position) }, ground, hours),
  );

function droneAssets(
  { drones, hours, wind }: Fleet,
  { ground, toSpot }: ZoneGround,
  noFly: readonly Rings[],
): readonly Asset[] {
  const outlines = noFly.map(({ outer }): Outline => outer.slice(0, -1).map(toSpot));
  const obstacles = new Obstacles(outlines);
  return drones.map(({ launch, pd, sorties, turnaroundH, ...drone }) =>
    surveyorAsset(
      { drone, launch: toSpot(launch), pd, sorties, turnaroundH },
      ground,
      hours,
      wind,
      obstacles,
    ),
  );
}

function orbiterAssets(
  { satellites, from, hours }: Fleet,
  { places }: ZoneGround,
  propagator: Propagator,
): Result<readonly Asset[], RequestFlaw> {
  if (satellites.length === 0 || places.length === 0) return ok([]);
  for (const [i, { elements }] of satellites.entries()) {
    const { days } = elementsAge(elements, from);
    if (days > MOST_DAYS)
      return fail({
        field: `satellites.${i}.elements`,
        text: `are ${Math.round(days)} days from the plan: fetch newer ones`,
      });
  }
  const named = satellites.map(({ id: name, elements, sensor }) => ({ name, elements, sensor }));
  const middles = Float64Array.from(places.flatMap(({ lon, lat }) => [lon, lat]));
  const found = cellAccess(propagator, named, middles, {
    start: from,
    durationS: hours * 3600,
  });
  if (!Array.isArray(found)) {
    const { satellite, afterS } = found as NoOrbit & { satellite: number };
    const text = `decay ${Math.round(afterS / 3600)} hours into the plan: leave it out`;
    return fail({ field: `satellites.${satellite}.elements`, text });
  }
  return ok(
    satellites.map((one, i) =>
      orbiterAsset(
        one,
        found.filter(({ satellite }) => satellite === i),
        hours,
      ),
    ),
  );
}

function weightsOf({ hotSpots }: Fleet, { ground, toSpot }: ZoneGround): Float64Array {
  const weights = new Float64Array(ground.cells.length).fill(1);
  for (const { position, radiusM, weight } of hotSpots)
    for (const cell of ground.near(toSpot(position), radiusM))
      weights[cell] = Math.max(weights[cell] as number, weight);
  return weights;
}

function optionsAt(
  { ground, toSpot }: ZoneGround,
  position: Position,
  assets: readonly Asset[],
  by: readonly string[] | undefined,
): readonly string[] {
  const cell = ground.at(toSpot(position));
  if (cell === undefined) return [];
  return assets
    .filter(({ id }) => by === undefined || by.includes(id))
    .flatMap(({ options }) => options)
    .filter(({ sees }) => sees.some((seen) => seen.cell === cell))
    .map(({ id }) => id);
}
