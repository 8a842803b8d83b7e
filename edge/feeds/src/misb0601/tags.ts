import {
  balanced,
  code,
  type ItemKind,
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
} from '../klv/item.ts';
import { nested } from '../klv/local-set.ts';
import { SECURITY } from '../klv/security.ts';
import { vmtiSet } from '../misb0903/tags.ts';
import * as packs from './packs.ts';
import { COMPOSITE, GEOREGISTRATION, RANGE_IMAGE, REMOTE_TERMINAL, SAR } from './sets.ts';

const latitude = balanced(90, 4);
const longitude = balanced(180, 4);
const cornerOffset = balanced(0.075, 2);
const altitude = ranged(-900, 19_000, 2);
const altitudeExtended = mapped(-900, 40_000);
const heading = ranged(0, 360, 2);
const attitude = balanced(90, 4);
const millibars = ranged(0, 5000, 2);
const doubled: Read = (bytes, from, to) =>
  to - from === 1 ? { value: 2 * (bytes[from] as number) } : undefined;

/** Items 26 to 33 and 82 to 89: latitude and longitude of four corners. */
function corners(first: number, prefix: string, lat: Read, lon: Read): Record<number, ItemKind> {
  const kinds: Record<number, ItemKind> = {};
  for (let corner = 1; corner <= 4; corner++) {
    kinds[first + 2 * corner - 2] = kind(`${prefix}Lat${corner}Deg`, lat);
    kinds[first + 2 * corner - 1] = kind(`${prefix}Lon${corner}Deg`, lon);
  }
  return kinds;
}

/**
 * The UAS Datalink local set, MISB ST 0601.19 (its tags are those of .17). The name of an item ends in
 * its unit. Table: exempt from the size rule.
 */
export const UAS: ItemTable = tableOf({
  1: kind('checksum', uint(2)),
  2: kind('precisionTimeStampUs', uint(8)),
  3: kind('missionId', text),
  4: kind('platformTailNumber', text),
  5: kind('platformHeadingDeg', heading),
  6: kind('platformPitchDeg', balanced(20, 2)),
  7: kind('platformRollDeg', balanced(50, 2)),
  8: kind('platformTrueAirspeedMps', uint(1)),
  9: kind('platformIndicatedAirspeedMps', uint(1)),
  10: kind('platformDesignation', text),
  11: kind('imageSourceSensor', text),
  12: kind('imageCoordinateSystem', text),
  13: kind('sensorLatDeg', latitude),
  14: kind('sensorLonDeg', longitude),
  15: kind('sensorTrueAltM', altitude),
  16: kind('hfovDeg', ranged(0, 180, 2)),
  17: kind('vfovDeg', ranged(0, 180, 2)),
  18: kind('sensorRelAzDeg', ranged(0, 360, 4)),
  19: kind('sensorRelElDeg', balanced(180, 4)),
  20: kind('sensorRelRollDeg', ranged(0, 360, 4)),
  21: kind('slantRangeM', ranged(0, 5_000_000, 4)),
  22: kind('targetWidthM', ranged(0, 10_000, 2)),
  23: kind('frameCenterLatDeg', latitude),
  24: kind('frameCenterLonDeg', longitude),
  25: kind('frameCenterElevM', altitude),
  ...corners(26, 'offsetCorner', cornerOffset, cornerOffset),
  34: kind('icingDetected', code('Detector off', 'No icing detected', 'Icing detected')),
  35: kind('windDirectionDeg', heading),
  36: kind('windSpeedMps', ranged(0, 100, 1)),
  37: kind('staticPressureMbar', millibars),
  38: kind('densityAltitudeM', altitude),
  39: kind('outsideAirTemperatureC', int(1)),
  40: kind('targetLatDeg', latitude),
  41: kind('targetLonDeg', longitude),
  42: kind('targetElevM', altitude),
  43: kind('targetTrackGateWidthPx', doubled),
  44: kind('targetTrackGateHeightPx', doubled),
  45: kind('targetErrorCe90M', ranged(0, 4095, 2)),
  46: kind('targetErrorLe90M', ranged(0, 4095, 2)),
  47: kind('genericFlags', packs.flags),
  48: kind(
    'security',
    nested(() => SECURITY),
  ),
  49: kind('differentialPressureMbar', millibars),
  50: kind('platformAngleOfAttackDeg', balanced(20, 2)),
  51: kind('platformVerticalSpeedMps', balanced(180, 2)),
  52: kind('platformSideslipDeg', balanced(20, 2)),
  53: kind('airfieldPressureMbar', millibars),
  54: kind('airfieldElevM', altitude),
  55: kind('relativeHumidityPercent', ranged(0, 100, 1)),
  56: kind('platformGroundSpeedMps', uint(1)),
  57: kind('groundRangeM', ranged(0, 5_000_000, 4)),
  58: kind('platformFuelKg', ranged(0, 10_000, 2)),
  59: kind('platformCallSign', text),
  60: kind('weaponLoad', uint(2)),
  61: kind('weaponFired', uint(1)),
  62: kind('laserPrfCode', uint(2)),
  63: kind(
    'sensorFovName',
    code(
      'Ultranarrow',
      'Narrow',
      'Medium',
      'Wide',
      'Ultrawide',
      'Narrow Medium',
      '2x Ultranarrow',
      '4x Ultranarrow',
      'Continuous Zoom',
    ),
  ),
  64: kind('platformMagneticHeadingDeg', heading),
  65: kind('lsVersion', uint(1)),
  66: kind('deprecated', opaque),
  67: kind('alternatePlatformLatDeg', latitude),
  68: kind('alternatePlatformLonDeg', longitude),
  69: kind('alternatePlatformAltM', altitude),
  70: kind('alternatePlatformName', text),
  71: kind('alternatePlatformHeadingDeg', heading),
  72: kind('eventStartTimeUs', uint(8)),
  73: kind(
    'remoteVideoTerminal',
    nested(() => REMOTE_TERMINAL),
  ),
  74: kind('vmti', vmtiSet),
  75: kind('sensorEllipsoidHeightM', altitude),
  76: kind('alternatePlatformEllipsoidHeightM', altitude),
  77: kind(
    'operationalMode',
    code('Other', 'Operational', 'Training', 'Exercise', 'Maintenance', 'Test'),
  ),
  78: kind('frameCenterEllipsoidHeightM', altitude),
  79: kind('sensorNorthVelocityMps', balanced(327, 2)),
  80: kind('sensorEastVelocityMps', balanced(327, 2)),
  81: kind('imageHorizon', packs.imageHorizon),
  ...corners(82, 'corner', latitude, longitude),
  90: kind('platformPitchFullDeg', attitude),
  91: kind('platformRollFullDeg', attitude),
  92: kind('platformAngleOfAttackFullDeg', attitude),
  93: kind('platformSideslipFullDeg', balanced(180, 4)),
  94: kind('miisCoreId', packs.coreIdentifier),
  95: kind(
    'sarMotionImagery',
    nested(() => SAR),
  ),
  96: kind('targetWidthExtendedM', mapped(0, 1_500_000)),
  97: kind(
    'rangeImage',
    nested(() => RANGE_IMAGE),
  ),
  98: kind(
    'geoRegistration',
    nested(() => GEOREGISTRATION),
  ),
  99: kind(
    'compositeImaging',
    nested(() => COMPOSITE),
  ),
  100: kind(
    'segment',
    nested(() => UAS),
  ),
  101: kind(
    'amend',
    nested(() => UAS),
  ),
  102: kind('sdccFlp', packs.sdcc),
  103: kind('densityAltitudeExtendedM', altitudeExtended),
  104: kind('sensorEllipsoidHeightExtendedM', altitudeExtended),
  105: kind('alternatePlatformEllipsoidHeightExtendedM', altitudeExtended),
  106: kind('streamDesignator', text),
  107: kind('operationalBase', text),
  108: kind('broadcastSource', text),
  109: kind('rangeToRecoveryKm', mapped(0, 21_000, 4)),
  110: kind('timeAirborneS', uint(1, 4)),
  111: kind('propulsionUnitSpeedRpm', uint(1, 4)),
  112: kind('platformCourseDeg', mapped(0, 360)),
  113: kind('altitudeAglM', mapped(-900, 40_000, 4)),
  114: kind('radarAltimeterM', mapped(-900, 40_000, 4)),
  115: kind('controlCommand', packs.controlCommand),
  116: kind('controlCommandVerification', packs.oidList),
  117: kind('sensorAzimuthRateDegps', mapped(-1000, 1000, 4)),
  118: kind('sensorElevationRateDegps', mapped(-1000, 1000, 4)),
  119: kind('sensorRollRateDegps', mapped(-1000, 1000, 4)),
  120: kind('storageFullPercent', mapped(0, 100, 3)),
  121: kind('activeWavelengths', packs.oidList),
  122: kind('countryCodes', packs.countryCodes),
  123: kind('navsatsInView', uint(1)),
  124: kind('positioningMethod', uint(1)),
  125: kind(
    'platformStatus',
    code(
      'Active',
      'Pre-flight',
      'Pre-flight-taxiing',
      'Run-up',
      'Take-off',
      'Ingress',
      'Manual operation',
      'Automated-orbit',
      'Transitioning',
      'Egress',
      'Landing',
      'Landed-taxiing',
      'Landed-Parked',
    ),
  ),
  126: kind(
    'sensorControlMode',
    code(
      'Off',
      'Home Position',
      'Uncontrolled',
      'Manual Control',
      'Calibrating',
      'Auto - Holding Position',
      'Auto - Tracking',
    ),
  ),
  127: kind('sensorFrameRate', packs.frameRate),
  128: kind('wavelengths', packs.wavelengths),
  129: kind('targetId', text),
  130: kind('airbaseLocations', packs.airbases),
  131: kind('takeoffTimeUs', uint(1, 8)),
  132: kind('transmissionFrequencyMhz', mapped(1, 99_999, 4)),
  133: kind('storageCapacityGb', uint(1, 4)),
  134: kind('zoomPercent', mapped(0, 100, 4)),
  135: kind('communicationsMethod', text),
  136: kind('leapSecondsS', int(1, 4)),
  137: kind('correctionOffsetUs', int(1, 8)),
  138: kind('payloads', packs.payloads),
  139: kind('activePayloads', packs.activePayloads),
  140: kind('stores', packs.stores),
  141: kind('waypoints', packs.waypoints),
  142: kind('viewDomain', packs.viewDomain),
  143: kind('metadataSubstreamId', packs.substream),
});
