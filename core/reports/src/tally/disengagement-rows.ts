import { type Chronicle, NO_REGION, type Place, TOTAL } from '../chronicle/chronicle.ts';
import { areaKey } from '../chronicle/looking.ts';
import { countOf } from '../compare.ts';
import type { DisengagementRow } from '../report.ts';
import type { DisengagementArea, ReportMission } from '../report-mission.ts';

/** How far outside an area is near it; after the practice of the OSCE's mission in Ukraine. */
export const NEAR_M = 5_000;

/**
 * Inside a disengagement area, and near it. Mission staff see the effort on the area itself; of others'
 * the effort stands that was released, on the region it lies in, since it says less of where monitors are.
 */
export function disengagementRows(
  now: Chronicle,
  mission: ReportMission,
): readonly DisengagementRow[] | undefined {
  return mission.disengagement?.map((area): DisengagementRow => {
    const effort = now.effort.get(now.exact ? areaKey(area.id) : regionOf(area, mission));
    const lies =
      (where: 'inside' | 'near') =>
      <L extends { readonly place?: Place }>({ place }: L) =>
        place !== undefined && whereabouts(area, place) === where;
    return {
      area: area.id,
      name: area.name,
      ...(effort !== undefined && { effort: { region: area.id, ...effort } }),
      inside: countOf(now.happenings.filter(lies('inside')), effort),
      near: countOf(now.happenings.filter(lies('near')), effort),
      ...(now.exact && {
        objectsInside: countOf(now.things.filter(lies('inside')), effort),
        objectsNear: countOf(now.things.filter(lies('near')), effort),
      }),
    };
  });
}

function whereabouts(area: DisengagementArea, place: Place): 'inside' | 'near' | 'far' {
  const inside = area.insideBy(place);
  if (inside >= 0) return 'inside';
  return inside >= -NEAR_M ? 'near' : 'far';
}

/** By its first corner. */
function regionOf({ area }: DisengagementArea, { regions }: ReportMission): string {
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
  const [lon = Number.NaN, lat = Number.NaN] = rings[0]?.[0] ?? [];
  if (regions.length === 0) return TOTAL;
  return regions.find((region) => region.contains(lon, lat))?.id ?? NO_REGION;
}
