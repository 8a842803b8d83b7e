import { metres } from '@greenline/base';
import { destination, distanceBetween, type Position } from '@greenline/geo';
import type {
  Covariance,
  Observation,
  ScanHabit,
  Sensor,
  Sightline,
  TimeDifference,
} from '@greenline/observation';
import { AT_ONCE, type SweptField, type SweptLooks, type SweptMeasure } from '@greenline/tracking';
import type { OpenScan } from './scan-book.ts';

const RADIANS = Math.PI / 180;
/** Metres and sigmas beyond the field within which a detection may still belong to a scan. */
const BEYOND_M = 200;
/** Where neither the detections nor the register tell how good they are, metres. */
const DEFAULT_SIGMA_M = 100;
/** So probably a name in a detection is right, where the register does not say. */
const LABEL_SURE = 0.9;
/** A sightline nearer to the horizon than this, degrees, meets the ground nowhere in particular. */
const LEVEL_DEG = 0.06;
/** Degrees of latitude or longitude by which a sensor's own word of where it is may be another. */
const SAME_DEG = 1e-3;

/** Whether an observation says what its sensor measures, and may lie in that one's field. */
export function isOfScan(sensor: Sensor, scan: ScanHabit, look: Observation): boolean {
  const { sightline } = look;
  switch (scan.measures) {
    case 'bearing':
      return sightline?.bearingDeg !== undefined;
    case 'time-difference':
      return look.timeDifference !== undefined;
    case 'count':
      return look.count !== undefined;
    case 'bearing-elevation': {
      const at = groundAt(sightline, scan.aboveGroundM ?? 0);
      return at !== undefined && mayBeIn(sensor, scan, look, at);
    }
    case 'range-azimuth-elevation': {
      const at = foot(sightline);
      return at !== undefined && mayBeIn(sensor, scan, look, at);
    }
    default:
      return look.position !== undefined && mayBeIn(sensor, scan, look, look.position);
  }
}

/** A whole scan as the tracker takes it. */
export function sweepOf(open: OpenScan, sensor: Sensor, scan: ScanHabit): SweptLooks {
  const { at, firstAt, looks, silent } = open;
  const { pd, clutter, minSpeedMps, fastestMps } = scan;
  const { position: registered, sigmaM = DEFAULT_SIGMA_M } = sensor;
  const received = Math.max(firstAt, ...looks.map(({ receivedAt }) => receivedAt));
  const noise = [sigmaM ** 2, 0, sigmaM ** 2] as const;
  const moved = scan.measures === undefined ? undefined : movedFrom(registered, looks);
  const site = moved?.position ?? registered;
  return {
    sensor: sensor.id,
    t: at / 1000,
    ta: Math.max(at, received) / 1000,
    ...(site !== undefined && { site: { lon: site.lon, lat: site.lat } }),
    ...(moved !== undefined && { siteSigma: moved.sigmaM ?? DEFAULT_SIGMA_M }),
    field: silent?.field ?? fieldOf(scan),
    // No sensor is sure, and none is free of false detections.
    pd: Math.min(silent?.pd ?? pd, 0.999),
    clutter: Math.max(clutter, 1e-3),
    ...(minSpeedMps !== undefined && { blindBelow: minSpeedMps }),
    ...(fastestMps !== undefined && { fastest: fastestMps }),
    measure: measureOf(sensor, scan, looks),
    places: placesOf(scan, looks),
    noises: looks.map((look) => soundCovariance(look) ?? noise),
    noise,
    ...(looks.some(({ identity }) => identity !== undefined) && {
      labels: looks.map(({ identity }) => identity),
      labelSure: scan.labelSure ?? LABEL_SURE,
    }),
    looks,
  };
}

const fieldOf = ({ rangeM, area }: ScanHabit): SweptField =>
  rangeM === undefined
    ? { kind: 'area', ring: area ?? [] }
    : { kind: 'range', minM: rangeM[0], maxM: rangeM[1] };

function measureOf(
  { bearingSigmaDeg }: Sensor,
  scan: ScanHabit,
  looks: readonly Observation[],
): SweptMeasure {
  const { measures, rangeM, rangeSigmaM, elevationSigmaDeg = 0, signalMps = 0 } = scan;
  const azimuthSigma = (bearingSigmaDeg ?? 0) * RADIANS;
  const elevationSigma = elevationSigmaDeg * RADIANS;
  switch (measures) {
    case 'bearing': {
      const bearingsDeg = looks.map(({ sightline }) => sightline?.bearingDeg ?? 0);
      const said = looks.map(({ sightline }) => sightline?.bearingSigmaDeg);
      const differ = said.some((sigma) => sigma !== undefined);
      const sigmas = said.map((sigma) => (sigma ?? bearingSigmaDeg ?? 1) * RADIANS);
      const heard = scan.signalMps === undefined ? {} : { signalMps: scan.signalMps };
      return { kind: 'bearing', azimuthSigma, bearingsDeg, ...heard, ...(differ && { sigmas }) };
    }
    case 'bearing-elevation':
      return { kind: 'sightline', azimuthSigma, elevationSigma, heightM: scan.aboveGroundM ?? 1 };
    case 'range-azimuth-elevation': {
      const elevations = looks.map(({ sightline }) => (sightline?.elevationDeg ?? 0) * RADIANS);
      const rangeSigma = rangeSigmaM ?? 0;
      return { kind: 'spherical', azimuthSigma, rangeSigma, elevationSigma, elevations };
    }
    case 'time-difference': {
      const differences = looks.map(({ timeDifference }) => {
        const { receivers, seconds } = timeDifference as TimeDifference;
        return { receivers, metres: seconds * signalMps };
      });
      const heard = signalMps < AT_ONCE ? { signalMps } : {};
      const sigma = (scan.differenceSigmaS ?? 0) * signalMps;
      return { kind: 'difference', sigma, differences, ...heard };
    }
    case 'count': {
      const counts = looks.map(({ count }) => count ?? 0);
      return { kind: 'count', sigma: scan.countSigma ?? 1, counts };
    }
    default:
      return rangeM !== undefined && rangeSigmaM !== undefined && bearingSigmaDeg !== undefined
        ? { kind: 'polar', azimuthSigma, rangeSigma: rangeSigmaM }
        : { kind: 'place' };
  }
}

/** Where each detection lies on the ground; none of what lies on lines. */
function placesOf({ measures, aboveGroundM }: ScanHabit, looks: readonly Observation[]) {
  if (measures === 'bearing' || measures === 'time-difference' || measures === 'count') return [];
  return looks.map(({ position, sightline }) => {
    if (measures === undefined) return position as Position;
    const way =
      measures === 'bearing-elevation' ? groundAt(sightline, aboveGroundM ?? 0) : foot(sightline);
    return way as Position;
  });
}

/** Where a line of sight meets the ground, that lies so many metres below. */
function groundAt(sightline: Sightline | undefined, aboveM: number): Position | undefined {
  const { position, bearingDeg, elevationDeg = 0 } = sightline ?? {};
  if (position === undefined || bearingDeg === undefined) return undefined;
  if (elevationDeg > -LEVEL_DEG || elevationDeg <= -90) return undefined;
  return destination(position, bearingDeg, metres(aboveM / Math.tan(-elevationDeg * RADIANS)));
}

/** The place on the ground below or above which something lies on a ray. */
function foot(sightline: Sightline | undefined): Position | undefined {
  const { position, bearingDeg, elevationDeg, distanceM } = sightline ?? {};
  if (position === undefined || bearingDeg === undefined || distanceM === undefined)
    return undefined;
  if (elevationDeg === undefined || Math.abs(elevationDeg) >= 90) return undefined;
  return destination(position, bearingDeg, metres(distanceM * Math.cos(elevationDeg * RADIANS)));
}

/** The place from which a sensor says that it looked, where that is not the one of the register. */
function movedFrom(
  registered: Position | undefined,
  [first]: readonly Observation[],
): Sightline | undefined {
  const said = first?.sightline;
  if (said === undefined || registered === undefined) return undefined;
  const { lon, lat } = said.position;
  const same =
    Math.abs(lon - registered.lon) < SAME_DEG && Math.abs(lat - registered.lat) < SAME_DEG;
  return same ? undefined : said;
}

function soundCovariance({ covariance, sigmaM }: Observation): Covariance | undefined {
  if (covariance === undefined)
    return sigmaM === undefined ? undefined : [sigmaM ** 2, 0, sigmaM ** 2];
  const [ee, en, nn] = covariance;
  return ee > 0 && nn > 0 && en * en < ee * nn ? covariance : undefined;
}

function mayBeIn(
  { position: registered }: Sensor,
  { rangeM, area }: ScanHabit,
  look: Observation,
  at: Position,
): boolean {
  const sigma = look.sigmaM ?? Math.sqrt(Math.max(...(look.covariance ?? [0])));
  const beyond = BEYOND_M + 4 * sigma;
  const site = look.sightline?.position ?? registered;
  if (rangeM !== undefined && site !== undefined)
    return distanceBetween(site, { lon: at.lon, lat: at.lat }) <= rangeM[1] + beyond;
  const lats = area?.map(({ lat }) => lat) ?? [];
  const lons = area?.map(({ lon }) => lon) ?? [];
  const up = beyond / 110_000;
  const across = up / Math.max(0.01, Math.cos((at.lat * Math.PI) / 180));
  return (
    at.lat >= Math.min(...lats) - up &&
    at.lat <= Math.max(...lats) + up &&
    at.lon >= Math.min(...lons) - across &&
    at.lon <= Math.max(...lons) + across
  );
}
