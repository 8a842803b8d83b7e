import { type Digest, instant } from '@greenline/base';
import { fromLocal, localFrame } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Observation, ObservationId } from '@greenline/observation';
import type { HappeningReport } from './report.ts';

const FRAME = localFrame('barrage', { lon: 36.4, lat: 47.65 });
const BEGIN = Date.UTC(2026, 2, 10, 20);
const DEGREES = 180 / Math.PI;

/** Reports of a barrage as the sensors' decoder makes them, in order of receipt. */
export function arrivalsOf(reports: readonly HappeningReport[]): readonly Observation[] {
  return [...reports].sort((a, b) => a.receivedAt - b.receivedAt).map(arrivalOf);
}

export const at = (seconds: number) => instant(BEGIN + Math.round(seconds * 1000));

function arrivalOf(report: HappeningReport): Observation {
  const { x, y, t, bearing, sigmaBearing, range, sigmaRange } = report;
  const { lon, lat } = fromLocal(FRAME, { east: x, north: y });
  const lean = (lon - FRAME.origin.lon) * Math.sin(lat / DEGREES);
  const bearingDeg = bearing === undefined ? undefined : 90 - bearing * DEGREES + lean;
  return {
    id: report.id as ObservationId,
    feed: 'arrivals',
    sensor: report.sensor,
    nation: report.nation,
    kind: 'event',
    class: { explosion: 1 },
    observedAt: at(t),
    receivedAt: at(report.receivedAt),
    uncertaintyS: 1.96 * report.sigmaT,
    sightline: {
      position: { lon, lat },
      ...(bearingDeg !== undefined && { bearingDeg: ((bearingDeg % 360) + 360) % 360 }),
      ...(range !== undefined && { distanceM: range }),
    },
    attributes: {
      modality: report.by === 'light' ? 'flash' : range === undefined ? 'acoustic' : 'sound',
      ...(sigmaBearing !== undefined && { bearingSigmaDeg: sigmaBearing * DEGREES }),
      ...(range !== undefined &&
        sigmaRange !== undefined && { rangeSigmaShare: sigmaRange / range }),
    },
    trust: 'authenticated',
    label: 'sha256:00' as LabelId,
    source: `sha256:${report.id}` as Digest,
  };
}
