import type { Fact } from '@greenline/agreement';
import type { Instant } from '@greenline/base';
import { originOf, type Source, witness } from '@greenline/cases';
import type { Observation } from '@greenline/observation';
import type { Rooms } from './rooms.ts';

/** An observation joined a subject: from now on it is among those who saw it. True where it is new there. */
export function sawSubject({ cases, mission }: Rooms, subject: string, seen: Observation): boolean {
  const { sensor, nation, trust, source, attributes, receivedAt } = seen;
  const origin = attributes?.origin;
  return witness(
    cases,
    subject,
    {
      sensor,
      ...(typeof origin === 'string' && { origin }),
      nation,
      trust,
      digest: source,
      class: seen.class,
      at: receivedAt,
    },
    mission.sensors,
  );
}

/** A stated fact that names its sources: each has seen its subject, which comes back where one is new there. */
export function statedSubject(
  { cases, mission }: Rooms,
  fact: Fact,
  at: Instant,
): string | undefined {
  if (fact.fact !== 'object' && fact.fact !== 'event' && fact.fact !== 'flight') return undefined;
  const { id, trust = 'authenticated', digest, class: classes } = fact;
  let fresh = false;
  for (const sensor of fact.sources ?? []) {
    const nation = mission.sensors.get(sensor)?.nation ?? 'unknown';
    // One line may speak for several sensors: each of them said it.
    const told = { sensor, nation, trust, digest: `${digest}/${sensor}`, class: classes, at };
    fresh = witness(cases, id, told, mission.sensors) || fresh;
  }
  return fresh ? id : undefined;
}

/** Whose word a fact is, where its subject is nothing that anybody saw: a count, a stretch of looking. */
export function sourcesOf(fact: Fact, { mission }: Rooms): readonly Source[] {
  const names = fact.sources ?? (fact.fact === 'coverage' ? [fact.sensor] : []);
  const byOrigin = new Map<string, string[]>();
  for (const name of [...names].sort()) {
    const origin = originOf(name, mission.sensors);
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), name]);
  }
  return [...byOrigin]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, by]) => {
      const sensor = mission.sensors.get(id);
      return {
        id,
        nation: sensor?.nation ?? 'unknown',
        kind: sensor?.kind ?? 'unregistered',
        trust: fact.trust ?? 'authenticated',
        by,
      };
    });
}
