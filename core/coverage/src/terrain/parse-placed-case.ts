import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import { checkPosition, type Position } from '@greenline/geo';
import { HEIGHT_OVER_GROUND, isHeightOverGround } from './height-over-ground.ts';
import type { ViewshedCaseError } from './parse-viewshed-case.ts';

/** Somebody who looks from a place on the Earth. */
export interface PlacedObserver {
  readonly id: string;
  readonly position: Position;
  readonly heightM: number;
  readonly targetHeightM: number;
  readonly maxDistM: number;
  /** What a camera or radar looks at: degrees clockwise from north, from one edge to the other; absent: all round. */
  readonly sector?: readonly [from: number, to: number];
}

/** Viewsheds over files of heights, each observer on a plane of its own. */
export interface PlacedCase {
  /** Files, relative to the case; the first that knows a height gives it. */
  readonly terrain: readonly string[];
  readonly cellM: number;
  readonly observers: readonly PlacedObserver[];
}

/** Reads `{"terrain":["N48E036.hgt"],"cellM":30,"observers":[{"id","position":{"lon","lat"},"heightM","targetHeightM","maxDistM","sector?"}]}`. */
export function parsePlacedCase(json: JsonObject): Result<PlacedCase, ViewshedCaseError> {
  const { terrain, cellM, observers } = json;
  const named = Array.isArray(terrain) && terrain.length > 0;
  if (!named || !terrain.every((file) => typeof file === 'string')) {
    return wrong('terrain', 'list files of heights: .tif, .hgt or zoom/x/y.png');
  }
  if (!isNumber(cellM) || cellM < 1)
    return wrong('cellM', 'write the size of a cell in metres, 1 or more');
  if (!Array.isArray(observers) || observers.length === 0) {
    return wrong('observers', 'list one observer at least');
  }
  const all: PlacedObserver[] = [];
  for (const [i, one] of observers.entries()) {
    const observer = observerOf(one, `observers[${i}]`);
    if (!observer.ok) return observer;
    if (all.some(({ id }) => id === observer.value.id)) {
      return wrong(`observers[${i}].id`, `${observer.value.id} is there twice: give each its own`);
    }
    all.push(observer.value);
  }
  return ok({ terrain: terrain as readonly string[], cellM, observers: all });
}

function observerOf(json: unknown, place: string): Result<PlacedObserver, ViewshedCaseError> {
  if (!isObject(json))
    return wrong(place, 'write an object with id, position, heightM, targetHeightM, maxDistM');
  const { id, position, heightM, targetHeightM, maxDistM, sector } = json;
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) {
    return wrong(`${place}.id`, 'write letters, digits, - and _, 64 at most');
  }
  const at = isObject(position) ? checkPosition(position as unknown as Position) : undefined;
  if (at === undefined || !at.ok)
    return wrong(`${place}.position`, 'write {"lon":36.5,"lat":48.5}, degrees');
  if (!isHeightOverGround(heightM)) return wrong(`${place}.heightM`, HEIGHT_OVER_GROUND);
  if (!isHeightOverGround(targetHeightM))
    return wrong(`${place}.targetHeightM`, HEIGHT_OVER_GROUND);
  if (!isNumber(maxDistM) || maxDistM <= 0)
    return wrong(`${place}.maxDistM`, 'write metres above zero');
  if (sector !== undefined && !isSector(sector)) {
    return wrong(
      `${place}.sector`,
      'write two azimuths in degrees, clockwise from the first to the second',
    );
  }
  const { lon, lat } = at.value;
  const looks = { id, position: { lon, lat }, heightM, targetHeightM, maxDistM };
  return ok(isSector(sector) ? { ...looks, sector } : looks);
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

const isSector = (value: unknown): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (field: string, text: string) => fail<ViewshedCaseError>({ field, text });
