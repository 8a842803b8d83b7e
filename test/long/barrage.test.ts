import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeHasher } from '@greenline/crypto';
import {
  type Event,
  eventFuser,
  happenings,
  noEvents,
  parseHappeningReport,
} from '@greenline/tracking';
import { afterAll, describe, expect, it } from 'vitest';
import { arrivalsOf, at } from '../../core/tracking/src/happenings/arrivals.fixture.ts';
import { score } from '../../core/tracking/src/happenings/score.fixture.ts';

const BENCH = join(import.meta.dirname, '../../../shared/bench/events/generate.py');
const folder = mkdtempSync(join(tmpdir(), 'greenline-barrage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A barrage that neither the solver nor its fixture was made after. */
function foreign(seed: number, clutter: number) {
  const out = join(folder, `${seed}-${clutter}`);
  const asked = ['--seed', String(seed), '--out', out, '--clutter', String(clutter)];
  execFileSync('python3', [BENCH, ...asked]);
  const rows = (name: string): Record<string, unknown>[] =>
    readFileSync(join(out, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const reports = rows('reports.jsonl').map((row) => {
    const read = parseHappeningReport(row);
    if (!read.ok) throw new Error(read.error.text);
    return read.value;
  });
  const origin = new Map(rows('origin.jsonl').map(({ id, event }) => [id, event] as const));
  const explosions = rows('truth.jsonl').length;
  return { reports, origin: origin as ReadonlyMap<string, number>, explosions };
}

function lived(given: ReturnType<typeof foreign>): readonly Event[] {
  const fuser = eventFuser(noEvents(), nodeHasher, (a) => a);
  const last = new Map<string, Event>();
  const put = (event: Event) => last.set(event.id, event);
  const goOn = (now: number) => {
    for (let due = fuser.due(); due !== undefined && due <= now; due = fuser.due())
      for (const { event } of fuser.settle(due)) put(event);
  };
  for (const report of arrivalsOf(given.reports)) {
    goOn(report.receivedAt);
    for (const event of fuser.take(report)) put(event);
  }
  goOn(at(1e6));
  return [...last.values()].filter(({ supersededBy }) => supersededBy === undefined);
}

describe.skipIf(!existsSync(BENCH))('forty barrages of another hand', () => {
  it.each([0, 150])('are counted live as well as afterwards, with %d false alarms', (clutter) => {
    for (let seed = 2001; seed <= 2020; seed++) {
      const given = foreign(seed, clutter);
      for (const found of [lived(given), happenings(given.reports)]) {
        const { count, wrong, missed } = score(found, given);
        expect(Math.abs(count - given.explosions)).toBeLessThanOrEqual(0.05 * given.explosions);
        expect(wrong).toBeLessThanOrEqual(0.03);
        expect(missed).toBeLessThanOrEqual(4);
      }
    }
  });
});
