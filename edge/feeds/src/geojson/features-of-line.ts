import type { JsonObject } from '@greenline/base';

/** What a decoded line shows on a map: its feature, or the features of its observations that have a place or an area. */
export function featuresOfLine(
  message: JsonObject,
  observations: readonly JsonObject[],
): readonly JsonObject[] {
  if (message.type === 'Feature') return [message];
  return observations.flatMap(({ position, ...properties }) => {
    const geometry = pointAt(position as JsonObject | undefined) ?? areaIn(properties);
    return geometry === undefined ? [] : [{ type: 'Feature', geometry, properties }];
  });
}

function pointAt(position: JsonObject | undefined): JsonObject | undefined {
  const { lon, lat, height } = position ?? {};
  if (typeof lon !== 'number' || typeof lat !== 'number') return undefined;
  return {
    type: 'Point',
    coordinates: [lon, lat, ...(typeof height === 'number' ? [height] : [])],
  };
}

/** Alerts say their area, scenes their footprint. */
function areaIn({ attributes }: JsonObject): JsonObject | undefined {
  const { area, footprint } = (attributes ?? {}) as JsonObject;
  const found = [area, footprint].find(
    (one) =>
      one !== null && typeof one === 'object' && Array.isArray((one as JsonObject).coordinates),
  );
  return found as JsonObject | undefined;
}
