import { listWords } from '../language/list-words.ts';
import type { Naming } from '../language/naming.ts';
import { lengthWords } from '../language/quantity.ts';
import type { ZoneSource } from '../language/schema.ts';

/** How a zone is drawn, in half a sentence. */
export function zoneWords(zone: ZoneSource, naming: Naming): string {
  if (zone.band !== undefined) return bandWords(zone.band, naming);
  if (zone.polygon !== undefined) return polygonWords(zone.polygon);
  if (zone.corridor !== undefined) {
    const { line, width } = zone.corridor;
    return `${lengthWords(width)} wide along ${line === undefined ? 'a path drawn here' : naming.line(line)}`;
  }
  if (zone.disc !== undefined) {
    const [lon, lat] = zone.disc.centre;
    return `all places within ${lengthWords(zone.disc.radius)} of longitude ${lon}, latitude ${lat}`;
  }
  if (zone.sector !== undefined) return sectorWords(zone.sector, naming);
  if (zone.union !== undefined) return `${listWords(zone.union.map(naming.zone), 'and')} together`;
  if (zone.intersection !== undefined)
    return `what ${listWords(zone.intersection.map(naming.zone), 'and')} have in common`;
  if (zone.minus !== undefined)
    return `${naming.zone(zone.minus.from)} without ${listWords(zone.minus.take.map(naming.zone), 'and')}`;
  return '';
}

function bandWords(band: NonNullable<ZoneSource['band']>, naming: Naming): string {
  const { total, perSide, depths, from = 0, only } = band;
  const of = naming.lineOf(band.line);
  const side = only === undefined ? 'on each side' : `on the side of ${naming.party(only)}`;
  if (depths !== undefined) {
    const each = Object.entries(depths).map(
      ([party, depth]) => `${reach(from, depth)} on the side of ${naming.party(party)}`,
    );
    return `all places ${listWords(each, 'and')} of ${of}`;
  }
  const depth = perSide ?? (total ?? 0) / 2;
  const inAll = total === undefined ? '' : ` (${lengthWords(total)} in all)`;
  return `all places ${reach(from, depth)} ${side} of ${of}${inAll}`;
}

const reach = (from: number, to: number): string =>
  from === 0 ? `within ${lengthWords(to)}` : `from ${lengthWords(from)} to ${lengthWords(to)}`;

function polygonWords({ rings = [], file }: NonNullable<ZoneSource['polygon']>): string {
  if (file !== undefined) return `as drawn in ${file}`;
  const [outer = [], ...holes] = rings;
  const without = holes.length === 0 ? '' : `, without ${holes.length} parts within`;
  return `as drawn here with ${outer.length - 1} corners${without}`;
}

function sectorWords(sector: NonNullable<ZoneSource['sector']>, naming: Naming): string {
  const { of, east, west, along, bearing } = sector;
  const zone = naming.zone(of);
  if (east !== undefined) return `${zone} east of longitude ${east}`;
  if (west !== undefined) return `${zone} west of longitude ${west}`;
  if (along !== undefined) {
    const from = along.from === undefined ? 'its beginning' : lengthWords(along.from);
    const to = along.to === undefined ? 'its end' : lengthWords(along.to);
    return `of ${zone}, what lies nearest to ${naming.line(along.line)} from ${from} to ${to}`;
  }
  if (bearing === undefined) return zone;
  const [lon, lat] = bearing.centre;
  return `${zone} from azimuth ${bearing.from}° clockwise to ${bearing.to}°, seen from longitude ${lon}, latitude ${lat}`;
}
