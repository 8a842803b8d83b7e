export { type CasePack, exportCase } from './case-pack/export.ts';
export { verifyCase } from './case-pack/verify.ts';
export { type DataPlace, type OpenData, withData } from './data-folder.ts';
export { dataSetFor } from './data-set.ts';
export { issueForDataFolder, type TokenOptions } from './data-token.ts';
export { exportHandover, type Handover } from './handover/export.ts';
export { type ImportOptions, importHandover } from './handover/import.ts';
export { type VerifyOptions, verifyHandover } from './handover/verify.ts';
export { folderOf } from './keeping.ts';
export { describeMissionError, mustOpenMission, openMission } from './mission-folder.ts';
export { Past } from './picture/past.ts';
export { pictureAt, pictureSpan } from './picture/picture.ts';
export { publishedOf } from './published.ts';
export { type RebuildOptions, rebuild } from './rebuild.ts';
export { reportFromData } from './report-data.ts';
export {
  type RecordSource,
  type ReportRequest,
  type ReportSubject,
  reportFor,
} from './report-for.ts';
export {
  REPORT_FORMATS,
  REPORT_LANGUAGES,
  reportFormat,
  reportWording,
} from './report-formats.ts';
export { type RunningNode, type ServeOptions, serve } from './serve.ts';
export { featuresOf, reportsOf, stageOf } from './simulation.ts';
