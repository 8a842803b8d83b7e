import type { Result } from '@greenline/base';
import type { Mission } from '@greenline/pipeline';
import type { Report } from '@greenline/reports';
import { type DataPlace, withData } from './data-folder.ts';
import { type ReportRequest, reportFor } from './report-for.ts';

/** The day's report from a node's data folder, while no node runs on it. The same door is passed. */
export const reportFromData = (
  mission: Mission,
  request: ReportRequest,
  place: DataPlace,
): Promise<Result<Report, string>> =>
  withData(
    mission,
    place,
    ({ sourceFor }) => reportFor(sourceFor(request.principal), mission, request),
    request.now,
  );
