export { compareBytes, concat, fromHex, fromUtf8, hex, utf8 } from './bytes.ts';
export { type Digest, digestOf, digestOfJson, type Hasher } from './hasher.ts';
export { derivedId, uuid8 } from './id.ts';
export { canonicalJson, type Json, type JsonObject } from './json.ts';
export { erfc, normalCdf } from './normal.ts';
export type { RecordEnvelope } from './record.ts';
export { fail, ok, type Result } from './result.ts';
export { type Clock, formatInstant, type Instant, instant, later, parseInstant } from './time.ts';
export {
  type HeightAboveEllipsoid,
  heightAboveEllipsoid,
  type Metres,
  metres,
  roundDistance,
  roundProbability,
} from './units.ts';
