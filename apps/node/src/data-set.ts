import { instant, type JsonObject } from '@greenline/base';
import { DATA_SET, type DataSetName } from '@greenline/safety';
import type { Principal } from '@greenline/sharing';
import type { RecordSource } from './report-for.ts';

const ALWAYS = [instant(0), instant(8.64e15)] as const;

/** All of one of the monitors’ own data sets that a principal may read, in the order of its records. */
export async function dataSetFor(
  source: RecordSource,
  principal: Principal,
  name: DataSetName,
): Promise<readonly JsonObject[]> {
  const { kind, released, holds } = DATA_SET[name];
  const texts = await source.texts(principal.role === 'staff' ? kind : released, ...ALWAYS);
  return texts.map((text) => JSON.parse(text) as JsonObject).filter(holds);
}
