import { formatInstant, type Instant, type JsonObject } from '@greenline/base';
import type { Position } from '@greenline/geo';

/** What a sensor node is asked for: to look at a place, or over an area. */
export interface SapientOrder {
  /** ULID. */
  readonly id: string;
  readonly want: string;
  readonly text: string;
  readonly at: Position;
  /** A closed ring, where an area was asked for. */
  readonly area?: readonly Position[];
  readonly dueAt: Instant;
}

/** The Task that starts it (BSI Flex 335 v2.0): a command to look at a place, or a region of interest. */
export function sapientTask({ id, want, text, at, area, dueAt }: SapientOrder): JsonObject {
  const region = {
    type: 'REGION_TYPE_AREA_OF_INTEREST',
    regionId: id,
    regionName: want,
    regionArea: locations(area ?? []),
  };
  return {
    taskId: id,
    taskName: want,
    ...(text !== '' && { taskDescription: text }),
    taskEndTime: formatInstant(dueAt),
    control: 'CONTROL_START',
    ...(area === undefined ? { command: { lookAt: locations([at]) } } : { region: [region] }),
  };
}

/** The Task that ends it: nobody waits for it any more. */
export const sapientStop = (id: string): JsonObject => ({ taskId: id, control: 'CONTROL_STOP' });

const locations = (places: readonly Position[]): JsonObject => ({
  locationList: {
    locations: places.map(({ lon, lat }) => ({
      x: lon,
      y: lat,
      coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M',
      datum: 'LOCATION_DATUM_WGS84_E',
    })),
  },
});
