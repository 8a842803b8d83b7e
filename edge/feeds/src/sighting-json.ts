import { formatInstant, type JsonObject } from '@greenline/base';
import type { Decoded, Sighting } from '@greenline/observation';

/** A sighting as the interfaces write it: times in RFC 3339, all else under the same names. */
export const sightingJson = (sighting: Sighting): JsonObject =>
  ({ ...sighting, observedAt: formatInstant(sighting.observedAt) }) as unknown as JsonObject;

/** An observation period as the interfaces write it. */
export const periodJson = (period: NonNullable<Decoded['periods']>[number]): JsonObject =>
  ({
    ...period,
    from: formatInstant(period.from),
    to: formatInstant(period.to),
  }) as unknown as JsonObject;
