import { Cursor } from '../klv/cursor.ts';
import {
  balanced,
  code,
  float,
  type ItemTable,
  int,
  kind,
  mapped,
  opaque,
  type Read,
  ranged,
  tableOf,
  text,
  uint,
  uuid,
} from '../klv/item.ts';
import { nested } from '../klv/local-set.ts';

const latitude = balanced(90, 4);
const longitude = balanced(180, 4);
const pointType = code(undefined, 'Friendly', 'Hostile', 'Target', 'Unknown');

const oid: Read = (bytes, from, to) => {
  const cursor = new Cursor(bytes, from, to);
  const value = cursor.oid();
  return value < 0 || cursor.left > 0 ? undefined : { value };
};

const USER_DEFINED: ItemTable = tableOf({ 1: kind('typeId', uint(1)), 2: kind('content', opaque) });

const POINT_OF_INTEREST: ItemTable = tableOf({
  1: kind('number', uint(2)),
  2: kind('latDeg', latitude),
  3: kind('lonDeg', longitude),
  4: kind('altM', ranged(-900, 19_000, 2)),
  5: kind('type', pointType),
  6: kind('text', text),
  7: kind('icon', text),
  8: kind('sourceId', text),
  9: kind('label', text),
  10: kind('operationId', text),
});

const AREA_OF_INTEREST: ItemTable = tableOf({
  1: kind('number', uint(2)),
  2: kind('cornerLat1Deg', latitude),
  3: kind('cornerLon1Deg', longitude),
  4: kind('cornerLat3Deg', latitude),
  5: kind('cornerLon3Deg', longitude),
  6: kind('type', pointType),
  7: kind('text', text),
  8: kind('sourceId', text),
  9: kind('label', text),
  10: kind('operationId', text),
});

/** Remote video terminal, ST 0806.4. Table. */
export const REMOTE_TERMINAL: ItemTable = tableOf({
  1: kind('checksum', uint(4)),
  2: kind('timeStampUs', uint(8)),
  3: kind('platformTrueAirspeedMps', uint(2)),
  4: kind('platformIndicatedAirspeedMps', uint(2)),
  5: kind('telemetryAccuracy', uint(1, 6)),
  6: kind('fragCircleRadiusM', uint(2)),
  7: kind('frameCode', uint(4)),
  8: kind('version', uint(1)),
  9: kind('videoDataRateBps', uint(4)),
  10: kind('videoFileFormat', text),
  11: kind(
    'userDefined',
    nested(() => USER_DEFINED),
  ),
  12: kind(
    'pointOfInterest',
    nested(() => POINT_OF_INTEREST),
  ),
  13: kind(
    'areaOfInterest',
    nested(() => AREA_OF_INTEREST),
  ),
  14: kind('aircraftMgrsZone', uint(1)),
  15: kind('aircraftMgrsSquare', text),
  16: kind('aircraftMgrsEastingM', uint(3)),
  17: kind('aircraftMgrsNorthingM', uint(3)),
  18: kind('frameCenterMgrsZone', uint(1)),
  19: kind('frameCenterMgrsSquare', text),
  20: kind('frameCenterMgrsEastingM', uint(3)),
  21: kind('frameCenterMgrsNorthingM', uint(3)),
});

const resolution = mapped(0, 1e6, 4);
const turn = mapped(0, 360, 2);
const grazing = mapped(0, 90, 2);
const squint = mapped(-90, 90, 2);

/** SAR motion imagery, ST 1206.1. Table. */
export const SAR: ItemTable = tableOf({
  1: kind('grazingAngleDeg', grazing),
  2: kind('groundPlaneSquintDeg', squint),
  3: kind('lookDirection', code('left', 'right')),
  4: kind('imagePlane', code('slant', 'ground', 'other')),
  5: kind('rangeResolutionM', resolution),
  6: kind('crossRangeResolutionM', resolution),
  7: kind('rangePixelSizeM', resolution),
  8: kind('crossRangePixelSizeM', resolution),
  9: kind('imageRows', uint(1, 2)),
  10: kind('imageColumns', uint(1, 2)),
  11: kind('rangeDirectionDeg', turn),
  12: kind('trueNorthDeg', turn),
  13: kind('rangeLayoverDeg', turn),
  14: kind('apertureExtentDeg', grazing),
  15: kind('apertureDurationUs', uint(1, 4)),
  16: kind('groundTrackDeg', turn),
  17: kind('minimumDetectableVelocityMps', mapped(0, 100, 2)),
  18: kind('pulseRepetitionFrequencyHz', resolution),
  19: kind('pulseRepetitionScale', mapped(0, 1, 2)),
  20: kind('transmitCentreHz', mapped(0, 1e12, 4)),
  21: kind('transmitBandwidthHz', mapped(0, 1e11, 4)),
  22: kind('crossSectionPolynomial', opaque),
  23: kind('referenceTimeStampUs', uint(8)),
  24: kind('referenceGrazingAngleDeg', grazing),
  25: kind('referenceSquintDeg', squint),
  26: kind('referenceRangeDirectionDeg', turn),
  27: kind('referenceRangeLayoverDeg', turn),
  28: kind('version', uint(1)),
});

/** Range image, ST 1002.2. Table. */
export const RANGE_IMAGE: ItemTable = tableOf({
  1: kind('precisionTimeStampUs', uint(8)),
  11: kind('version', oid),
  12: kind('enumerations', oid),
  13: kind('rangeM', float),
  14: kind('rangeUncertaintyM', float),
  15: kind('rangeRow', float),
  16: kind('rangeColumn', float),
  17: kind('sectionsX', oid),
  18: kind('sectionsY', oid),
  19: kind('transformation', opaque),
  20: kind('section', opaque),
  21: kind('checksum', uint(2)),
});

/** Geo-registration, ST 1601.1. Table. */
export const GEOREGISTRATION: ItemTable = tableOf({
  1: kind('version', uint(1, 4)),
  2: kind('algorithmName', text),
  3: kind('algorithmVersion', text),
  4: kind('pixelPoints', opaque),
  5: kind('geographicPoints', opaque),
  6: kind('secondImageName', text),
  7: kind('algorithmConfigurationId', uuid),
  8: kind('elevations', opaque),
  9: kind('pixelSdcc', opaque),
  10: kind('geographicSdcc', opaque),
});

/** Composite imaging, ST 1602.1. Table. */
export const COMPOSITE: ItemTable = tableOf({
  1: kind('timeStampUs', uint(8)),
  2: kind('version', oid),
  3: kind('sourceRows', uint(1, 4)),
  4: kind('sourceColumns', uint(1, 4)),
  5: kind('sourceAreaRows', uint(1, 4)),
  6: kind('sourceAreaColumns', uint(1, 4)),
  7: kind('sourceAreaX', int(1, 4)),
  8: kind('sourceAreaY', int(1, 4)),
  9: kind('subImageRows', uint(1, 4)),
  10: kind('subImageColumns', uint(1, 4)),
  11: kind('subImageX', int(1, 4)),
  12: kind('subImageY', int(1, 4)),
  13: kind('activeRows', uint(1, 4)),
  14: kind('activeColumns', uint(1, 4)),
  15: kind('activeX', int(1, 4)),
  16: kind('activeY', int(1, 4)),
  17: kind('transparency', uint(1)),
  18: kind('zOrder', uint(1)),
});
