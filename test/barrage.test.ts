import { formatInstant } from '@greenline/base';
import type { Event } from '@greenline/tracking';
import { describe, expect, it } from 'vitest';
import { arrivalsOf } from '../core/tracking/src/happenings/arrivals.fixture.ts';
import { barrage } from '../core/tracking/src/happenings/barrage.fixture.ts';
import { score } from '../core/tracking/src/happenings/score.fixture.ts';
import { exampleFiles, folded, message, missionOf } from './support/walk-in-process.ts';

/** The example mission, with the sensors that hear the barrage on its register. */
function listening() {
  const files = exampleFiles();
  const names = ['array-0', 'array-1', 'array-2', 'array-3', 'array-4', 'camera-0', 'camera-1'];
  const lines = [...names, 'patrol'].map(
    (id) =>
      `  - { id: ${id}, nation: aster, kind: acoustic array, trust: authenticated, releasableTo: [A, B] }\n`,
  );
  const before = '  - { id: patrol-aster-1,';
  const own = files['mission.yaml'] ?? '';
  return missionOf({ ...files, 'mission.yaml': own.replace(before, lines.join('') + before) });
}

describe('a barrage that arrays, cameras and a patrol report to a node', () => {
  const given = barrage(21, { explosions: 60, seconds: 525, copies: 30 });
  const inputs = arrivalsOf(given.reports).map(({ label: _, source: __, ...report }, i) => {
    const { observedAt, receivedAt } = report;
    const line = { ...report, observedAt: formatInstant(observedAt) };
    return message(
      'observations',
      JSON.stringify({ ...line, receivedAt: formatInstant(receivedAt) }),
      receivedAt,
      i,
    );
  });
  const { rows } = folded(listening(), inputs);
  const read = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ body }) => JSON.parse(body));
  const last = new Map((read('event') as Event[]).map((event) => [event.id, event]));
  const standing = [...last.values()].filter(({ supersededBy }) => supersededBy === undefined);

  it('is counted once an explosion, and every report is kept', () => {
    const { count, wrong, splits, missed } = score(standing, given);
    expect(Math.abs(count - given.explosions)).toBeLessThanOrEqual(0.05 * given.explosions);
    expect(wrong).toBeLessThanOrEqual(0.03);
    expect(splits + missed).toBeLessThanOrEqual(3);
    expect(read('observation')).toHaveLength(given.reports.length);
  });

  it('has one finding in force for each explosion that breaks the ceasefire, and none for what proved none', () => {
    const findings = read('finding').filter(({ clause }) => clause === '4');
    const replaced = new Set(findings.map(({ supersedes }) => supersedes));
    const inForce = new Map(
      findings.filter(({ id }) => !replaced.has(id)).map((finding) => [finding.id, finding]),
    );
    const breaking = [...inForce.values()].filter(({ verdict }) => verdict !== 'compliant');
    const subjects = breaking.flatMap(({ subject }) => subject);
    expect(subjects.sort()).toEqual(standing.map(({ id }) => id).sort());
  });

  it('rests on all who told of it, in the cases too', () => {
    const cases = new Map(read('case').map((one) => [one.id, one]));
    expect(cases.size).toBeGreaterThan(0);
    for (const one of cases.values()) expect(one.sources.length).toBeGreaterThan(1);
  });
});
