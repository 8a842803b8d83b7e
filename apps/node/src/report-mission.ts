import { lineToGeoJson, toGeoJson } from '@greenline/geo';
import type { Mission } from '@greenline/pipeline';
import type { ReportMission } from '@greenline/reports';

/** What a report needs to know of a mission. */
export function reportMission(mission: Mission): ReportMission {
  const { file, agreement, regions } = mission;
  const [first, second] = file.parties;
  if (first === undefined || second === undefined) throw new Error('a mission has two parties');
  return {
    id: file.mission,
    name: file.name,
    timeZone: file.timezone,
    cutOff: file.reportCutOff ?? agreement.reportCutOff,
    parties: [first, second],
    regions: regions.map(({ id, name, area, polygon }) => ({
      id,
      name,
      area: { type: 'Polygon', coordinates: [polygon] },
      contains: (lon, lat) => area.contains(lon, lat),
    })),
    clauseKinds: new Map(agreement.source.clauses.map(({ cite, kind }) => [cite, kind])),
    holding: agreement.source.clauses.flatMap((clause) =>
      clause.kind === 'inventory' ? holdingOf(clause) : [],
    ),
    ...disengagementOf(mission),
    lines: [...agreement.lines.values()].flatMap(({ line }) => pathsOf(line)),
    exercise: file.exercise,
    ...(file.patrol !== undefined && { patrol: file.patrol }),
    delayMs: Math.max(agreement.guard.delayMs, file.guard.delayH * 3_600_000),
  };
}

const holdingOf = ({ holding }: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(holding) ? holding.filter((site) => typeof site === 'string') : [];

/** To a tenth of a kilometre: for a map of the whole area. */
function pathsOf(line: Parameters<typeof lineToGeoJson>[0]): NonNullable<ReportMission['lines']> {
  const drawn = lineToGeoJson(line);
  const paths = drawn.type === 'LineString' ? [drawn.coordinates] : drawn.coordinates;
  return paths.map((path) =>
    path.map((at) => at.map((degrees) => Math.round(degrees * 1e3) / 1e3)),
  );
}

/** The agreement's zones that the mission names as disengagement areas. */
function disengagementOf({ file, agreement }: Mission): Pick<ReportMission, 'disengagement'> {
  const { disengagementAreas } = file;
  if (disengagementAreas.length === 0) return {};
  return {
    disengagement: disengagementAreas.flatMap((name) => {
      const zone = agreement.zones.get(name);
      if (zone === undefined) return [];
      return [
        {
          id: name,
          name: zone.words,
          area: toGeoJson(zone.area) as ReportMission['regions'][number]['area'],
          insideBy: (place) => zone.area.insideBy(place),
        },
      ];
    }),
  };
}
