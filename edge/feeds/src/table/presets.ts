import { acled } from '../acled/preset.ts';
import { opensky } from '../opensky/preset.ts';
import { ucdp } from '../ucdp/preset.ts';
import { type Mapping, mappingOf } from './mapping.ts';

function preset(json: unknown): Mapping {
  const mapping = mappingOf(json);
  if (!mapping.ok) throw new Error(mapping.error);
  return mapping.value;
}

/** Mappings that come with the product, by name. */
export const presets: ReadonlyMap<string, Mapping> = new Map(
  [ucdp, acled, opensky].map((json) => [json.format, preset(json)]),
);
