import { type JsonObject, utf8 } from '@greenline/base';
import { type DecodedLine, decodeFile } from '../feeds.ts';
import { sapient } from './decode.ts';

export const RADAR = 'a8654cdf-4328-47de-81fa-c495589e30c8';
export const ULID = '01GGYFBAXGDG7AGAHRZ6XSNY12';

export const location = (more: JsonObject = {}): JsonObject => ({
  x: 33.3,
  y: 35.1,
  coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M',
  datum: 'LOCATION_DATUM_WGS84_E',
  ...more,
});

export const message = (content: JsonObject, timestamp = '2026-03-10T10:00:00Z'): JsonObject => ({
  timestamp,
  nodeId: RADAR,
  ...content,
});

export const detection = (more: JsonObject = {}, timestamp?: string): JsonObject =>
  message(
    {
      detectionReport: {
        reportId: ULID,
        objectId: '01GGYFBAXH4VYRQYEX7S3XGK3H',
        ...(more.rangeBearing === undefined && { location: location() }),
        ...more,
      },
    },
    timestamp,
  );

export const status = (more: JsonObject = {}, timestamp?: string): JsonObject =>
  message(
    {
      statusReport: {
        reportId: ULID,
        system: 'SYSTEM_OK',
        info: 'INFO_NEW',
        mode: 'Default',
        ...more,
      },
    },
    timestamp,
  );

const units = { units: 'TIME_UNITS_SECONDS', value: 5 };
const grid = {
  locationUnits: 'LOCATION_COORDINATE_SYSTEM_UTM_M',
  locationDatum: 'LOCATION_DATUM_WGS84_E',
  zone: '36S',
};

export const registration = (definition: JsonObject = {}): JsonObject =>
  message({
    registration: {
      nodeDefinition: [{ nodeType: 'NODE_TYPE_RADAR' }],
      icdVersion: 'BSI Flex 335 v2.0',
      capabilities: [{ category: 'radar', type: 'ground surveillance' }],
      statusDefinition: { statusInterval: units },
      modeDefinition: [
        {
          modeName: 'Default',
          modeType: 'MODE_TYPE_DEFAULT',
          settleTime: units,
          detectionDefinition: [{ locationType: grid, ...definition }],
          task: {
            regionDefinition: {
              regionType: ['REGION_TYPE_AREA_OF_INTEREST'],
              regionArea: [grid],
            },
          },
        },
      ],
      configData: [{ manufacturer: 'A', model: 'B' }],
    },
  });

export const lines = (...messages: readonly JsonObject[]): readonly DecodedLine[] => [
  ...decodeFile(sapient, utf8(messages.map((one) => JSON.stringify(one)).join('\n'))),
];
export const only = (one: JsonObject): DecodedLine => {
  const [line] = lines(one);
  if (line === undefined) throw new Error('no line');
  return line;
};
export const seen = (one: JsonObject): JsonObject => {
  const line = only(one);
  if (!line.ok) throw new Error(line.error.text);
  return line.observations[0] ?? {};
};
