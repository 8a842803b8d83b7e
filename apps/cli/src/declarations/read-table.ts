import { Failure } from '../failure.ts';
import { type CsvRow, readCsv } from './csv.ts';
import type { Filed } from './filed.ts';
import { boxPolygon, polygonOfWkt } from './wkt.ts';

/**
 * Declarations in a table: inventories as `site,party,serial`, a row a thing; notices as
 * `id,kind,party,receivedAt,from,to` and `wkt` or `west,south,east,north`, a row a notice.
 */
export function readTable(path: string, text: string): readonly Filed[] {
  const rows = readCsv(text);
  const names = Object.keys(rows[0]?.cells ?? {});
  if (names.includes('serial')) return inventories(rows);
  if (names.includes('kind')) return rows.map((row) => notice(path, row));
  throw new Failure(
    `${path}:1: needs the columns site,party,serial (inventories) or id,kind,party,receivedAt,from,to,wkt (notices)`,
  );
}

function inventories(rows: readonly CsvRow[]): readonly Filed[] {
  const sites = Map.groupBy(rows, ({ cells: { site, party } }) => JSON.stringify([site, party]));
  return [...sites.values()].map((things) => {
    const [first] = things;
    const { site, party } = first?.cells ?? {};
    const serials = things.map(({ cells }) => cells.serial ?? '').filter((one) => one !== '');
    const value = { declaration: 'inventory', site, party, serials };
    return { value, lineOf: () => first?.line ?? 1 };
  });
}

function notice(path: string, { line, cells }: CsvRow): Filed {
  const { id, kind, party, receivedat, from, to } = cells;
  const value = {
    declaration: 'notice',
    id,
    kind,
    party,
    ...(receivedat !== undefined && receivedat !== '' && { receivedAt: receivedat }),
    from,
    to,
    area: areaOf(path, line, cells),
  };
  return { value, lineOf: () => line };
}

function areaOf(path: string, line: number, cells: CsvRow['cells']) {
  const { wkt = '' } = cells;
  if (wkt !== '') {
    const polygon = polygonOfWkt(wkt);
    if (polygon !== undefined) return polygon;
    throw new Failure(`${path}:${line}: wkt: is no POLYGON ((lon lat, …)): write one, or a box`);
  }
  const [west, south, east, north] = ['west', 'south', 'east', 'north'].map((side) =>
    cells[side] === undefined || cells[side] === '' ? Number.NaN : Number(cells[side]),
  ) as [number, number, number, number];
  if ([west, south, east, north].every(Number.isFinite))
    return boxPolygon(west, south, east, north);
  throw new Failure(`${path}:${line}: area: give wkt, or west, south, east and north in degrees`);
}
