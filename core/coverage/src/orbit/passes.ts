import { fail, formatInstant, type Instant, instant, ok, type Result } from '@greenline/base';
import { type AccessWindow, accessWindows, type Satellite } from './access.ts';
import { ERROR_GROWTH, elementsAge, USELESS_DAYS } from './elements-age.ts';
import type { AccessCase, CaseError } from './parse-access-case.ts';
import type { Propagator } from './propagator.ts';

/** A window as `greenline passes` writes it. Moments to the millisecond, angles to 0.001°. */
export interface PassRow {
  readonly startStep: number;
  readonly endStep: number;
  readonly start: string;
  readonly end: string;
  readonly startRefined: string;
  readonly endRefined: string;
  readonly durationRefinedS: number;
  readonly maxElevationDeg: number;
  readonly coveredFraction: number;
  readonly peakInstantFraction: number;
  readonly sunElevationMidDeg: number;
  /** False where the sensor needs more sun. */
  readonly usable: boolean;
  readonly elementsAgeDays: number;
  /** One sigma of both edges, seconds: how late or early the satellite may be. */
  readonly edgeSigmaS: number;
  readonly alongTrackSigmaKm: number;
}

/** What `greenline passes` writes. */
export interface Passes {
  readonly case: string;
  readonly start: string;
  readonly durationS: number;
  readonly zoneAreaKm2: number;
  readonly results: readonly { readonly satellite: string; readonly windows: readonly PassRow[] }[];
  /** What was taken for granted, in words; stale elements among it. */
  readonly assumptions: readonly string[];
}

/** All windows of a case. Refused where elements are useless or have decayed within the span. */
export function passes(
  propagator: Propagator,
  { id, span, zone, satellites }: AccessCase,
  /** Told after each satellite how many are done. */
  onward: (done: number) => void = () => undefined,
): Result<Passes, CaseError> {
  const assumptions = new Set<string>([ERROR_GROWTH, ...zone.assumptions]);
  const results: Passes['results'][number][] = [];
  for (const [i, satellite] of satellites.entries()) {
    const { name, elements } = satellite;
    const place = `satellites[${i}].tle`;
    const end = instant(span.start + span.durationS * 1000);
    const age = Math.max(elementsAge(elements, span.start).days, elementsAge(elements, end).days);
    if (age > USELESS_DAYS) {
      const text = `${name}: elements are ${Math.round(age)} days from the case, ${USELESS_DAYS} at most: fetch newer ones`;
      return fail({ field: place, text });
    }
    const windows = accessWindows(propagator, satellite, zone, span);
    if (!Array.isArray(windows)) {
      const { afterS } = windows as { afterS: number };
      const at = formatInstant(instant(span.start + afterS * 1000));
      const text = `${name}: no orbit from ${at} on (decayed by SGP4): fetch newer elements, or leave the satellite out`;
      return fail({ field: place, text });
    }
    if (elementsAge(elements, span.start).stale || elementsAge(elements, end).stale) {
      assumptions.add(
        `${name}: stale elements, ${age.toFixed(1)} days old: the error is taken to grow as before`,
      );
    }
    const rows = (windows as readonly AccessWindow[]).map((window) =>
      rowOf(window, satellite, span.start),
    );
    if ((windows as readonly AccessWindow[]).some(({ overHorizon }) => overHorizon)) {
      assumptions.add(
        `${name}: the sensor looks past the Earth's edge: its footprint ends at the horizon`,
      );
    }
    results.push({ satellite: name, windows: rows });
    onward(i + 1);
  }
  return ok({
    case: id,
    start: formatInstant(span.start),
    durationS: span.durationS,
    zoneAreaKm2: rounded(zone.areaKm2, 3),
    results,
    assumptions: [...assumptions],
  });
}

function rowOf(window: AccessWindow, { elements, sensor }: Satellite, start: Instant): PassRow {
  const { startStep, endStep, startS, endS, sunElevationMidDeg } = window;
  const age = elementsAge(elements, instant(start + startS * 1000));
  const least = sensor.minSunElevationDeg;
  return {
    startStep,
    endStep,
    start: moment(start, startStep),
    end: moment(start, endStep),
    startRefined: moment(start, startS),
    endRefined: moment(start, endS),
    durationRefinedS: rounded(endS - startS, 3),
    maxElevationDeg: rounded(window.maxElevationDeg, 3),
    coveredFraction: rounded(window.coveredFraction, 5),
    peakInstantFraction: rounded(window.peakInstantFraction, 5),
    sunElevationMidDeg: rounded(sunElevationMidDeg, 3),
    usable: least === undefined || sunElevationMidDeg >= least,
    elementsAgeDays: rounded(age.days, 2),
    edgeSigmaS: rounded(age.timeSigmaS, 3),
    alongTrackSigmaKm: rounded(age.alongTrackSigmaKm, 2),
  };
}

/** Always with milliseconds. */
const moment = (start: Instant, afterS: number): string =>
  new Date(start + Math.round(afterS * 1000)).toISOString();

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
