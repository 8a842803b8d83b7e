import type { CoverageFact, EventFact, ObjectFact } from '@greenline/agreement';
import type { Digest } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import type {
  Covariance,
  Observation,
  ObservationId,
  ObservationPeriod,
} from '@greenline/observation';
import type { Event, EventId, Track, TrackId } from '@greenline/tracking';

/** What a track says to the agreement: one look that is already the fusion of all looks so far. */
export function objectFact(track: Track, digest: Digest): ObjectFact {
  return {
    fact: 'object',
    id: track.id,
    class: track.class,
    ...(track.party !== undefined && { party: track.party }),
    at: track.at,
    position: track.position,
    ...(track.covariance === undefined
      ? { accuracyUnknown: true as const }
      : { covariance: track.covariance }),
    fused: true,
    ...(track.attributes !== undefined && { attributes: track.attributes }),
    trust: track.trust,
    sources: track.sensors,
    digest,
    label: track.label,
    ...(track.exercise === true && { exercise: true as const }),
  };
}

/** What the last report of a track says by itself; absent where it places nothing. */
export function lookFact(
  id: TrackId | ObservationId,
  observation: Observation,
): ObjectFact | undefined {
  const { position } = observation;
  if (position === undefined) return undefined;
  const covariance = covarianceOf(observation);
  return {
    fact: 'object',
    id,
    class: observation.class,
    ...(observation.party !== undefined && { party: observation.party }),
    at: observation.observedAt,
    position,
    ...(covariance === undefined ? { accuracyUnknown: true as const } : { covariance }),
    ...(observation.attributes !== undefined && { attributes: observation.attributes }),
    trust: observation.trust,
    sources: [observation.sensor],
    digest: observation.source,
    label: observation.label,
    ...(observation.exercise === true && { exercise: true as const }),
  };
}

/** What an event says to the agreement. Relays of one sensor are one source. */
export function eventFact(
  event: Event,
  digest: Digest,
  originOf: (sensor: string) => string,
): EventFact {
  const origins = (names: readonly string[]) => [...new Set(names.map(originOf))].sort();
  return {
    fact: 'event',
    id: event.id,
    class: event.class,
    ...(event.party !== undefined && {
      party: event.party,
      namedBy: origins(event.namedBy ?? []),
    }),
    at: event.at,
    uncertaintyS: event.uncertaintyS,
    ...placeOf(event),
    direction: event.direction,
    ...(event.attributes !== undefined && { attributes: event.attributes }),
    trust: event.trust,
    sources: origins(event.sensors),
    digest,
    label: event.label,
    ...(event.exercise === true && { exercise: true as const }),
    ...(event.supersededBy !== undefined && { supersededBy: event.supersededBy }),
  };
}

/** What one report of an event says by itself. */
export function reportFact(id: EventId, report: Observation): EventFact {
  const { position, party, sensor, uncertaintyS } = report;
  const covariance = covarianceOf(report);
  return {
    fact: 'event',
    id,
    class: report.class,
    ...(party !== undefined && { party, namedBy: [sensor] }),
    at: report.observedAt,
    ...(uncertaintyS !== undefined && { uncertaintyS }),
    ...placeOf({
      ...(position !== undefined && { position }),
      ...(covariance !== undefined && { covariance }),
    }),
    direction: report.direction ?? 'undetermined',
    ...(report.attributes !== undefined && { attributes: report.attributes }),
    trust: report.trust,
    sources: [sensor],
    digest: report.source,
    label: report.label,
    ...(report.exercise === true && { exercise: true as const }),
  };
}

/** A restriction on the monitors' movement, as a happening at the patrol's place. */
export function restrictionFact(observation: Observation, digest: Digest): EventFact {
  const position = observation.position ?? observation.sightline?.position;
  return {
    fact: 'event',
    id: observation.id,
    class: { restriction: 1 },
    ...(observation.party !== undefined && { party: observation.party }),
    at: observation.observedAt,
    ...(observation.uncertaintyS !== undefined && { uncertaintyS: observation.uncertaintyS }),
    ...(position !== undefined && { position, accuracyUnknown: true as const }),
    ...(observation.attributes !== undefined && { attributes: observation.attributes }),
    trust: observation.trust,
    sources: [observation.sensor],
    digest,
    label: observation.label,
    ...(observation.exercise === true && { exercise: true as const }),
  };
}

/** A stretch of looking, for clauses that weigh what was looked at. */
export function coverageFact(period: ObservationPeriod): CoverageFact {
  return {
    fact: 'coverage',
    sensor: period.sensor,
    area: period.area,
    from: period.from,
    to: period.to,
    pd: period.detectionProbability,
    state: period.state,
    digest: period.source,
    label: period.label,
  };
}

const covarianceOf = ({ covariance, sigmaM }: Observation): Covariance | undefined =>
  covariance ?? (sigmaM === undefined ? undefined : [sigmaM ** 2, 0, sigmaM ** 2]);

function placeOf({ position, covariance }: Pick<Event, 'position' | 'covariance'>) {
  if (position === undefined) return {};
  return covariance === undefined
    ? { position, accuracyUnknown: true as const }
    : { position, covariance };
}

/** The event that a stated fact tells of. */
export function eventOf(fact: EventFact, label: LabelId): Event {
  return {
    id: fact.id as EventId,
    class: fact.class,
    at: fact.at,
    uncertaintyS: fact.uncertaintyS ?? 0,
    ...(fact.position !== undefined && { position: fact.position }),
    ...(fact.covariance !== undefined && { covariance: fact.covariance }),
    direction: fact.direction ?? 'undetermined',
    ...(fact.party !== undefined && {
      party: fact.party,
      namedBy: fact.namedBy ?? fact.sources ?? [],
    }),
    reports: [],
    sensors: fact.sources ?? [],
    trust: fact.trust ?? 'authenticated',
    ...(fact.attributes !== undefined && { attributes: fact.attributes }),
    label,
    ...(fact.exercise === true && { exercise: true as const }),
  };
}

/** The stretch of looking that a stated fact tells of. */
export function periodOf(fact: CoverageFact, label: LabelId, nation: string) {
  return {
    id: fact.digest,
    sensor: fact.sensor,
    nation,
    from: fact.from,
    to: fact.to,
    area: fact.area,
    detectionProbability: fact.pd,
    state: fact.state,
    label,
    source: fact.digest,
  };
}
