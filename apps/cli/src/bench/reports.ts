import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { mustOpenMission, type RecordSource, reportFor, reportFormat } from '@greenline/node';
import type { RowKind } from '@greenline/pipeline';
import { ENGLISH } from '@greenline/reports';
import type { Bench } from './benches.ts';

const EVENTS = 20_000;
const MISSION = new URL('../../../../missions/forty-km', import.meta.url).pathname;

/** A day of 20,000 events, each with its finding, from the texts of its records to the file written. */
export const benches: readonly Bench[] = ['html', 'pdf'].map((name) => ({
  name: `reports: a day of 20,000 events as ${name}`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'greenline-bench-'));
    try {
      const mission = mustOpenMission(MISSION);
      const officer = mission.principals.get('duty-officer');
      const format = reportFormat(name);
      if (officer === undefined || format === undefined)
        throw new Error('the example has an officer');
      const source = dayOf(EVENTS);
      const begun = performance.now();
      const report = await reportFor(source, mission, {
        subject: { day: '2026-03-10' },
        principal: officer,
        now: instant(Date.parse('2026-03-11T00:00:00Z')),
      });
      if (!report.ok) throw new Error(report.error);
      writeFileSync(join(folder, 'report'), await format.render(report.value, ENGLISH));
      return { value: (performance.now() - begun) / 1000, unit: 's' };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
}));

/** Texts as a store gives them; a tenth of the happenings on the day before. */
function dayOf(events: number): RecordSource {
  const id = (kind: string, i: number) => `${kind}-0000-8000-8000-${String(i).padStart(12, '0')}`;
  const at = (i: number) =>
    new Date(
      Date.parse(i % 10 === 0 ? '2026-03-09T06:00:00Z' : '2026-03-10T02:00:00Z') +
        (i * 50_000_000) / events,
    )
      .toISOString()
      .replace(/\.\d+Z/, 'Z');
  const common = { label: `sha256:${'0'.repeat(64)}`, exercise: true };
  const records = {
    event: Array.from({ length: Math.ceil((events * 10) / 9) }, (_, i) => ({
      id: id('e0000000', i),
      at: at(i),
      class: { [['explosion', 'burst', 'shot'][i % 3] ?? 'shot']: 1 },
      direction: ['outgoing', 'incoming', 'undetermined'][i % 3],
      position: { lon: 33 + (i % 700) / 100, lat: 46 + (i % 400) / 100 },
      uncertaintyS: 5,
      reports: [],
      sensors: ['aster-mast-1'],
      trust: 'authenticated',
      ...common,
    })),
    finding: Array.from({ length: events }, (_, i) => ({
      id: id('f0000000', i),
      clause: '4',
      party: 'unknown',
      verdict: 'breach',
      nature: 'substantive',
      from: at(i),
      to: at(i),
      subject: [id('e0000000', i)],
      exceptions: [],
      reason: 'Clause 4: an explosion after fire was to cease (limit 0 s); P(breach) 1, breach.',
      ...common,
    })),
    period: Array.from({ length: 48 }, (_, i) => ({
      id: id('c0000000', i),
      sensor: `sensor-${i}`,
      state: i % 9 === 0 ? 'jammed' : 'looked',
      from: '2026-03-08T18:00:00Z',
      to: '2026-03-10T17:00:00Z',
      area: areaAt(33 + (i % 8), 46 + Math.floor(i / 8)),
      detectionProbability: 0.8,
      ...common,
    })),
  };
  const texts = new Map<string, readonly string[]>(
    Object.entries(records).map(([kind, list]) => [kind, list.map((one) => JSON.stringify(one))]),
  );
  return {
    texts: async (kind: RowKind) => texts.get(kind) ?? [],
    text: async () => undefined,
    looks: async () => texts.get('period') ?? [],
  };
}

const areaAt = (west: number, south: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.8, south],
      [west + 0.8, south + 0.8],
      [west, south + 0.8],
      [west, south],
    ],
  ],
});
