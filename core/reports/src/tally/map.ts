import type { Chronicle } from '../chronicle/chronicle.ts';
import type { ReportMap } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';

const MARKS_ON_A_DEGREE = 10;

/**
 * What the map shows: regions and lines to everybody; where monitors looked, and where things happened,
 * to mission staff alone. Happenings of one tenth of a degree are one mark.
 */
export function mapOf(now: Chronicle, mission: ReportMission): ReportMap {
  const regions = mission.regions.map(({ id, area }) => ({
    id,
    rings: area.type === 'Polygon' ? area.coordinates : area.coordinates.flat(),
  }));
  return {
    regions,
    lines: mission.lines ?? [],
    ...(now.boxes !== undefined && { boxes: now.boxes }),
    ...(now.exact && { marks: marksOf(now) }),
  };
}

function marksOf({ happenings }: Chronicle) {
  const counts = new Map<string, number>();
  for (const { place } of happenings) {
    if (place === undefined) continue;
    const key = [place.lon, place.lat].map((one) => Math.floor(one * MARKS_ON_A_DEGREE)).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => {
      const [lon = 0, lat = 0] = key.split(' ').map(middleOf);
      return { lon, lat, count };
    })
    .sort((a, b) => b.lat - a.lat || a.lon - b.lon);
}

const middleOf = (index: string): number =>
  Math.round((Number(index) + 0.5) * (100 / MARKS_ON_A_DEGREE)) / 100;
