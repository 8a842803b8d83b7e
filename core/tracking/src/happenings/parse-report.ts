import { fail, ok, type Result } from '@greenline/base';
import type { HappeningReport } from './report.ts';

/** What is wrong with a report: which field, and how to write it. */
export interface ReportFlaw {
  readonly field: string;
  readonly text: string;
}

/** What each kind of sensor tells by: a flash at once, a sound as it arrives. */
const BY: Readonly<Record<string, HappeningReport['by']>> = {
  acoustic: 'sound',
  patrol: 'sound',
  camera: 'light',
};

/** A report as one JSON value: `{id, sensor, nation, kind, x, y, t, sigmaT, bearing?, …}`. */
export function parseHappeningReport(json: unknown): Result<HappeningReport, ReportFlaw> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fail({ field: '', text: 'a report is one JSON object a line' });
  const said = json as Readonly<Record<string, unknown>>;
  for (const field of ['id', 'sensor', 'nation', 'kind'])
    if (typeof said[field] !== 'string' || said[field] === '')
      return fail({ field, text: 'write a text that is not empty' });
  const by = Object.hasOwn(BY, said.kind as string) ? BY[said.kind as string] : undefined;
  if (by === undefined)
    return fail({ field: 'kind', text: `is none of ${Object.keys(BY).join(', ')}` });
  for (const field of ['x', 'y', 't', 'receivedAt'])
    if (!Number.isFinite(said[field])) return fail({ field, text: 'write a finite number' });
  if (said.relayOf !== undefined && typeof said.relayOf !== 'string')
    return fail({ field: 'relayOf', text: 'write the id of the report that this one sends on' });
  for (const [value, sigma] of [
    ['t', 'sigmaT'],
    ['bearing', 'sigmaBearing'],
    ['range', 'sigmaRange'],
  ] as const) {
    if (said[value] === undefined && said[sigma] === undefined) continue;
    if (!Number.isFinite(said[value])) return fail({ field: value, text: 'write a finite number' });
    const spread = said[sigma];
    if (typeof spread !== 'number' || !(spread > 0) || !Number.isFinite(spread))
      return fail({ field: sigma, text: 'write one standard deviation, above 0' });
  }
  if (said.range !== undefined && !((said.range as number) > 0))
    return fail({ field: 'range', text: 'write metres above 0' });
  const number = (field: string) => said[field] as number;
  return ok({
    id: said.id as string,
    sensor: said.sensor as string,
    nation: said.nation as string,
    by,
    x: number('x'),
    y: number('y'),
    t: number('t'),
    sigmaT: number('sigmaT'),
    ...(said.bearing !== undefined && {
      bearing: number('bearing'),
      sigmaBearing: number('sigmaBearing'),
    }),
    ...(said.range !== undefined && { range: number('range'), sigmaRange: number('sigmaRange') }),
    ...(said.relayOf !== undefined && { relayOf: said.relayOf as string }),
    receivedAt: number('receivedAt'),
  });
}
