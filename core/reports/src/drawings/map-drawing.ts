import { TOTAL } from '../chronicle/chronicle.ts';
import type { Telling } from '../document/telling.ts';
import { type Html, html } from '../html/html.ts';
import type { EffortBox, ReportMap } from '../report.ts';
import { type Drawing, px, textures } from './drawing.ts';

const WIDTH = 720;
const TALLEST = 560;
const MARGIN = 12;

/** Where a place lies on the sheet. */
type Sheet = (lon: number, lat: number) => readonly [x: number, y: number];

/**
 * The blind-spot map: what was looked at is calm, all else a texture; happenings are circles.
 *
 * Where monitors looked is told to mission staff alone; to others a region is as calm as the share of it
 * that was looked at. `undefined` where the mission has no regions.
 */
export function mapDrawing({ report, wording, region }: Telling): Drawing | undefined {
  const { map, effort } = report;
  const corners = map.regions.flatMap(({ rings }) => rings.flat());
  if (corners.length === 0) return undefined;
  const { sheet, height } = sheetOver(corners);
  const shares = new Map(effort.map((row) => [row.region, row.now]));
  const told = effort
    .filter(({ region: id }) => id !== TOTAL)
    .map(({ region: id, now }) =>
      now === undefined
        ? wording.say('map.unknown', { region: region(id) })
        : wording.say('map.region', { region: region(id), share: wording.share(now.looked) }),
    );
  const marks = (map.marks ?? []).length > 0;
  return {
    id: 'map',
    width: WIDTH,
    height: height + (marks ? 24 : 0),
    title: wording.say('map.title'),
    description: wording.say('map.desc', { regions: told.join('; ') }),
    draw: (palette) => html`${textures('map', palette)}${map.regions.map(({ id, rings }) => {
      const d = pathOf(rings, sheet);
      const looked = map.boxes === undefined ? (shares.get(id)?.looked ?? 0) : 0;
      const calm =
        looked > 0
          ? html`<path d="${d}" fill="${palette.calm}" fill-opacity="${opacity(looked)}"/>`
          : undefined;
      return html`<path d="${d}" fill="url(#map-not-looked)"/>${calm}`;
    })}
${(map.boxes ?? []).map((box) => boxOf(box, sheet, palette.calm, palette.ground))}
${map.regions.map(
  ({ rings }) =>
    html`<path d="${pathOf(rings, sheet)}" fill="none" stroke="${palette.soft}" stroke-width="1.2"/>`,
)}
${map.lines.map(
  (line) =>
    html`<path d="${line.map((at, i) => `${i === 0 ? 'M' : 'L'}${point(at, sheet)}`).join('')}" fill="none" stroke="${palette.ink}" stroke-width="2" stroke-dasharray="7 4"/>`,
)}
${(map.marks ?? []).map(({ lon, lat, count }) => {
  const [x, y] = sheet(lon, lat);
  return html`<circle cx="${px(x)}" cy="${px(y)}" r="${px(Math.min(18, 3 + Math.sqrt(count)))}" fill="${palette.mark}" fill-opacity=".55" stroke="${palette.mark}"/>`;
})}
${map.regions.map(({ id, rings }) => {
  const [x, y] = middleOf(rings, sheet);
  const share = shares.get(id);
  const words = share === undefined ? '' : ` ${wording.share(share.looked)}`;
  return html`<text x="${px(x)}" y="${px(y)}" text-anchor="middle" fill="${palette.ink}" stroke="${palette.ground}" stroke-width="4" paint-order="stroke">${region(id)}${words}</text>`;
})}
${marks ? html`<text x="${MARGIN}" y="${height + 14}" fill="${palette.soft}">${wording.say('map.marks')}</text>` : undefined}
`,
  };
}

function boxOf(box: EffortBox, sheet: Sheet, calm: string, ground: string): Html {
  const [x, y] = sheet(box.west, box.north);
  const [right, bottom] = sheet(box.east, box.south);
  const at = `x="${px(x)}" y="${px(y)}" width="${px(right - x)}" height="${px(bottom - y)}"`;
  const layer = (fill: string, share: number): Html =>
    share > 0
      ? { markup: `<rect ${at} fill="${fill}" fill-opacity="${opacity(share)}"/>` }
      : { markup: '' };
  const { looked, jammed, denied } = box;
  if (looked + jammed + denied === 0) return html``;
  return html`${layer(ground, Math.min(1, looked + jammed + denied))}${layer(calm, looked)}${layer('url(#map-jammed)', jammed)}${layer('url(#map-denied)', denied)}`;
}

/** Never so faint that something looks like nothing. */
const opacity = (share: number): string => px(0.15 + 0.85 * share);

function sheetOver(corners: readonly (readonly number[])[]) {
  const lons = corners.map(([lon = 0]) => lon);
  const lats = corners.map(([, lat = 0]) => lat);
  const least = (of: readonly number[]) => of.reduce((a, b) => Math.min(a, b));
  const most = (of: readonly number[]) => of.reduce((a, b) => Math.max(a, b));
  const [west, east, south, north] = [least(lons), most(lons), least(lats), most(lats)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / ((east - west) * squeeze),
    (TALLEST - 2 * MARGIN) / (north - south),
  );
  const left = (WIDTH - (east - west) * squeeze * scale) / 2;
  const sheet: Sheet = (lon, lat) => [
    left + (lon - west) * squeeze * scale,
    MARGIN + (north - lat) * scale,
  ];
  return { sheet, height: Math.ceil((north - south) * scale + 2 * MARGIN) };
}

type Rings = ReportMap['regions'][number]['rings'];

const point = ([lon = 0, lat = 0]: readonly number[], sheet: Sheet): string =>
  sheet(lon, lat).map(px).join(' ');

const pathOf = (rings: Rings, sheet: Sheet): string =>
  rings
    .map((ring) => `${ring.map((at, i) => `${i === 0 ? 'M' : 'L'}${point(at, sheet)}`).join('')}Z`)
    .join('');

function middleOf(rings: Rings, sheet: Sheet): readonly [number, number] {
  const outer = rings[0] ?? [];
  const xs = outer.map(([lon = 0, lat = 0]) => sheet(lon, lat));
  const mid = (axis: 0 | 1) => {
    const values = xs.map((at) => at[axis]);
    return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  };
  return [mid(0), mid(1)];
}
