import type { ReleasedRecord } from '@greenline/sharing';
import { describe, expect, it } from 'vitest';
import { type Report, renderHtml, renderJson, type SpotSubject, spotReport } from './index.ts';
import { caseWith, event, finding, MISSION, PATROL_DAY, utc, WEST } from './patrol-day.fixture.ts';

const NOW = utc('2026-03-10T08:15:00Z');
const barrage = Array.from({ length: 240 }, (_, i) =>
  event(
    `B${String(i).padStart(3, '0')}`,
    new Date(Date.parse('2026-03-10T07:25:00Z') + i * 8_750).toISOString(),
    {
      direction: i % 2 ? 'incoming' : 'outgoing',
      sensors: ['mast-secret-7'],
    },
  ),
);
const elsewhere = event('X1', '2026-03-10T07:30:00Z', { position: { lon: 36.9, lat: 48.1 } });
const records = {
  ...PATROL_DAY,
  events: [...barrage, elsewhere],
  findings: [finding('F1', '2026-03-10T07:25:00Z', { clause: '4', subject: ['B000', 'B001'] })],
  cases: [
    caseWith('C1', '2026-03-10T07:26:00Z', [], {
      clause: '4',
      subject: ['B000', 'B001'],
      findings: ['F1' as never],
      to: utc('2026-03-10T07:26:00Z'),
      position: WEST,
    }),
  ],
};
const spotOf = (subject: SpotSubject, now = NOW, all = records): Report => {
  const made = spotReport({ audience: 'staff', now: all }, { subject, mission: MISSION, now });
  if (!made.ok) throw new Error(made.error.text);
  return made.value;
};

describe('a spot report', () => {
  it('on a barrage of 35 minutes can be had by staff a quarter of an hour after its end', () => {
    const report = spotOf({ about: 'event', id: 'B100' });
    expect(report).toMatchObject({
      kind: 'spot-report',
      spot: { from: '2026-03-10T07:25:00Z', region: 'W', happenings: { value: 240 } },
    });
    const whole = report.happenings.find(
      ({ type, region }) => type === 'explosion' && region === 'total',
    );
    expect(whole).toMatchObject({ outgoing: { value: 120 }, incoming: { value: 120 } });
    expect(renderHtml(report)).toContain('Spot report: 240 happenings');
    expect(renderJson(report)).not.toContain('X1');
  });

  it('on a case tells how it stands, and calls nothing a violation that people have not confirmed', () => {
    const open = spotOf({ about: 'case', id: 'C1' });
    expect(open.spot?.case).toMatchObject({ state: 'open', clause: '4', findings: [{ id: 'F1' }] });
    expect(open.spot?.happenings.records).toEqual(['B000', 'B001']);
    const words = renderHtml(open).replace(/<style>.*?<\/style>/s, '');
    expect(words).toContain('open: not confirmed');
    // A heading, what it means, and how the report was made: nothing is called one.
    expect(words.match(/violation/gi)).toHaveLength(3);
    const steps = [['2026-03-10T08:00:00Z', 'confirmed']] as const;
    const decided = caseWith('C1', '2026-03-10T07:26:00Z', steps, { decision: 'confirmed' });
    const confirmed = spotOf({ about: 'case', id: 'C1' }, NOW, { ...records, cases: [decided] });
    expect(renderHtml(confirmed)).toContain('confirmed: a ceasefire violation');
  });

  it('of what is not there says so', () => {
    const options = { subject: { about: 'case', id: 'C9' }, mission: MISSION, now: NOW } as const;
    expect(spotReport({ audience: 'staff', now: records }, options)).toMatchObject({
      error: { kind: 'no-such-record' },
    });
  });
});

describe('a spot report for a party', () => {
  const released: readonly ReleasedRecord[] = [
    {
      kind: 'released-case',
      id: 'R3',
      audience: 'parties',
      clause: '4',
      party: 'A',
      state: 'confirmed',
      decidedAt: utc('2026-03-10T13:00:00Z'),
    },
  ];
  const source = { audience: 'parties', now: { records: released } } as const;
  const ask = (id: string, now: string) =>
    spotReport(source, { subject: { about: 'case', id }, mission: MISSION, now: utc(now) });

  it('waits for the guard, and names no source, no step and no officer', () => {
    expect(ask('R3', '2026-03-10T18:59:59Z')).toMatchObject({ error: { kind: 'too-soon' } });
    const made = ask('R3', '2026-03-10T19:00:00Z');
    if (!made.ok) throw new Error(made.error.text);
    expect(made.value.spot).toMatchObject({ case: { state: 'confirmed', decision: 'confirmed' } });
    expect(made.value.spot?.sensors).toBeUndefined();
    expect(made.value.spot?.case?.steps).toBeUndefined();
    expect(made.value.map.boxes).toBeUndefined();
    expect(made.value.map.marks).toBeUndefined();
  });

  it('is not had by the number that staff know the case by', () => {
    expect(ask('C1', '2026-03-11T19:00:00Z')).toMatchObject({ error: { kind: 'no-such-record' } });
  });
});
