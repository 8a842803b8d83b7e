import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import { HEIGHT_OVER_GROUND, isHeightOverGround } from './height-over-ground.ts';
import type { Viewpoint } from './viewshed.ts';

/** What viewsheds are asked of: which terrain, and who looks at it. */
export interface ViewshedCase {
  readonly width: number;
  readonly height: number;
  readonly cellM: number;
  /** Where the heights are, relative to the case: 32-bit floats, little-endian, row by row from the north. */
  readonly file: string;
  /** Of the file, in hex; `undefined` where the case names none. */
  readonly sha256: string | undefined;
  /** The height that stands for an unknown one. */
  readonly noData: number | undefined;
  readonly observers: readonly (Viewpoint & { readonly id: string })[];
}

/** Why a case was refused: which field, and what to write instead. */
export interface ViewshedCaseError {
  readonly field: string;
  readonly text: string;
}

/** Reads a case: `{"width","height","cellM","file","sha256?","noData?","observers":[{"id","col","row","heightM","targetHeightM","maxDistM"}]}`. */
export function parseViewshedCase(json: unknown): Result<ViewshedCase, ViewshedCaseError> {
  if (!isObject(json)) return wrong('', 'is no case: write one JSON object');
  const { width, height, cellM, file, sha256, noData, observers } = json;
  if (!isCount(width)) return wrong('width', `write the number of columns, 2 to ${MOST_CELLS}`);
  if (!isCount(height)) return wrong('height', `write the number of rows, 2 to ${MOST_CELLS}`);
  if (!isNumber(cellM) || cellM <= 0) return wrong('cellM', 'write the size of a cell in metres');
  if (typeof file !== 'string' || file === '') return wrong('file', 'name the file of heights');
  if (sha256 !== undefined && typeof sha256 !== 'string') return wrong('sha256', 'write it in hex');
  if (noData !== undefined && noData !== null && !isNumber(noData)) {
    return wrong('noData', 'write the number that stands for an unknown height, or leave it out');
  }
  for (const [field, expected] of [
    ['k', '4/3'],
    ['earthRadiusM', 6_378_137],
  ] as const) {
    const said = json[field];
    if (said !== undefined && said !== expected) return wrong(field, `only ${expected} is known`);
  }
  if (!Array.isArray(observers) || observers.length === 0) {
    return wrong('observers', 'list one observer at least');
  }
  const all: ViewshedCase['observers'][number][] = [];
  for (const [i, one] of observers.entries()) {
    const observer = observerOf(one, `observers[${i}]`);
    if (!observer.ok) return observer;
    if (all.some(({ id }) => id === observer.value.id)) {
      return wrong(`observers[${i}].id`, `${observer.value.id} is there twice: give each its own`);
    }
    all.push(observer.value);
  }
  const unknown = isNumber(noData) ? noData : undefined;
  return ok({ width, height, cellM, file, sha256, noData: unknown, observers: all });
}

const MOST_CELLS = 30_000;

function observerOf(
  json: unknown,
  place: string,
): Result<ViewshedCase['observers'][number], ViewshedCaseError> {
  if (!isObject(json))
    return wrong(place, 'write an object with id, col, row, heightM, targetHeightM, maxDistM');
  const { id, col, row, heightM, targetHeightM, maxDistM } = json;
  // It becomes part of a file's name.
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) {
    return wrong(`${place}.id`, 'write letters, digits, - and _, 64 at most');
  }
  if (!isNumber(col)) return wrong(`${place}.col`, 'write a number of cells');
  if (!isNumber(row)) return wrong(`${place}.row`, 'write a number of cells');
  if (!isHeightOverGround(heightM)) return wrong(`${place}.heightM`, HEIGHT_OVER_GROUND);
  if (!isHeightOverGround(targetHeightM))
    return wrong(`${place}.targetHeightM`, HEIGHT_OVER_GROUND);
  if (!isNumber(maxDistM) || maxDistM <= 0)
    return wrong(`${place}.maxDistM`, 'write metres above zero');
  return ok({ id, col, row, heightM, targetHeightM, maxDistM });
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 2 && (value as number) <= MOST_CELLS;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (field: string, text: string) => fail<ViewshedCaseError>({ field, text });
