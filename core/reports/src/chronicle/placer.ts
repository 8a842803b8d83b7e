import type { Position } from '@greenline/geo';
import type { ReportMission } from '../report-mission.ts';
import { NO_REGION, TOTAL } from './chronicle.ts';

/** Names the region of a position. */
export type Placer = (position: Pick<Position, 'lon' | 'lat'> | undefined) => string;

/** A mission without regions is one; what nothing placed lies elsewhere. */
export const placer =
  ({ regions }: Pick<ReportMission, 'regions'>): Placer =>
  (position) => {
    if (regions.length === 0) return TOTAL;
    if (position === undefined) return NO_REGION;
    const { lon, lat } = position;
    return regions.find((region) => region.contains(lon, lat))?.id ?? NO_REGION;
  };
