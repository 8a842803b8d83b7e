import { createHash } from 'node:crypto';
import { type Hasher, type Instant, instant } from '@greenline/base';
import type { Observation, SensorRegistry } from '@greenline/observation';
import type { Event } from '@greenline/tracking';
import { describe, expect, it } from 'vitest';
import {
  applyAlertStep,
  applyMissionStep,
  csvOf,
  DATA_SET,
  emptyAlertBook,
  interferenceOf,
  parseAlertCommand,
  parseMissionCommand,
  raiseAlert,
  restrictionOf,
  tickAlerts,
} from './index.ts';

const hasher = {
  sha256Hex: (input: string) => createHash('sha256').update(input).digest('hex'),
} as unknown as Hasher;
const at = (seconds: number): Instant => instant(Date.UTC(2026, 2, 10, 8) + seconds * 1000);
const practice = { acknowledgeS: 60, escalation: ['duty-officer', 'chief'] };
const context = { hasher, practice, label: 'sha256:mission' as const };

const seen = (changes: object = {}) =>
  ({
    id: 'O1',
    kind: 'event',
    sensor: 'patrol-1',
    nation: 'aster',
    observedAt: at(0),
    receivedAt: at(1),
    class: { distress: 1 },
    position: { lon: 36, lat: 47 },
    trust: 'authenticated',
    label: 'sha256:aster',
    source: 'sha256:00',
    ...changes,
  }) as unknown as Observation;

const acknowledge = (alert: string, step = 'acknowledge', id = 'C1') => {
  const parsed = parseAlertCommand({
    id,
    at: '2026-03-10T08:00:10Z',
    by: 'duty-officer',
    alert,
    step,
  });
  if (!parsed.ok) throw new Error(parsed.error.text);
  return parsed.value;
};

describe('a safety alert', () => {
  it('is raised by a call for help, and calls the first of those who answer', () => {
    const alert = raiseAlert(emptyAlertBook(), seen(), at(1), context);
    expect(alert).toMatchObject({
      cause: 'sos',
      state: 'raised',
      calls: 'duty-officer',
      clock: { since: at(1), dueAt: at(61) },
      label: 'sha256:mission',
    });
  });

  it.each([
    [{ class: { shot: 1 }, attributes: { against: 'monitors' } }, 'attack-on-monitors'],
    [{ class: { explosion: 0.6 }, attributes: { against: 'asset' } }, 'attack-on-asset'],
    [
      { class: { 'weapon-pointing': 1 }, attributes: { against: 'monitors' } },
      'attack-on-monitors',
    ],
    [{ class: { shot: 1 } }, undefined],
    [{ class: { jamming: 1 }, attributes: { against: 'asset' } }, undefined],
    [{ class: { distress: 0.4 } }, undefined],
    [{ class: { distress: 1 }, trust: 'unauthenticated' }, 'sos'],
  ])('of %j is %s', (changes, cause) => {
    expect(raiseAlert(emptyAlertBook(), seen(changes), at(1), context)?.cause).toBe(cause);
  });

  it('is one however often the caller calls, and anew once it was closed', () => {
    const book = emptyAlertBook();
    const first = raiseAlert(book, seen(), at(1), context);
    const again = raiseAlert(book, seen({ id: 'O2' }), at(2), context);
    expect(again).toMatchObject({ id: first?.id, reports: 2 });
    expect(raiseAlert(book, seen({ id: 'O3', sensor: 'patrol-2' }), at(3), context)?.id).not.toBe(
      first?.id,
    );
    applyAlertStep(book, acknowledge(first?.id ?? ''), at(10));
    applyAlertStep(book, acknowledge(first?.id ?? '', 'close', 'C2'), at(11));
    expect(raiseAlert(book, seen({ id: 'O4' }), at(12), context)?.id).not.toBe(first?.id);
  });

  it('that nobody answers climbs a step each time its clock runs out, whenever it is looked at', () => {
    const often = emptyAlertBook();
    const seldom = emptyAlertBook();
    for (const book of [often, seldom]) raiseAlert(book, seen(), at(0), context);
    for (let s = 1; s <= 200; s++) tickAlerts(often, at(s), practice);
    tickAlerts(seldom, at(200), practice);
    expect([...often.alerts.values()]).toEqual([...seldom.alerts.values()]);
    const [alert] = often.alerts.values();
    expect(alert).toMatchObject({ state: 'escalated', level: 3, calls: 'chief' });
    expect(alert?.history.map(({ entry }) => entry)).toEqual([
      'report',
      'escalated',
      'escalated',
      'escalated',
    ]);
  });

  it('that somebody answers climbs no further, and cannot be answered twice', () => {
    const book = emptyAlertBook();
    const id = raiseAlert(book, seen(), at(0), context)?.id ?? '';
    expect(applyAlertStep(book, acknowledge(id, 'close'), at(5)).ok).toBe(false);
    expect(applyAlertStep(book, acknowledge(id), at(10))).toMatchObject({
      value: { state: 'acknowledged', acknowledgedBy: 'duty-officer' },
    });
    expect(tickAlerts(book, at(10_000), practice)).toEqual([]);
    expect(applyAlertStep(book, acknowledge(id, 'acknowledge', 'C2'), at(11))).toMatchObject({
      error: { kind: 'not-now', text: expect.stringContaining('duty-officer') },
    });
    expect(applyAlertStep(book, acknowledge(id), at(12))).toEqual({ ok: true, value: undefined });
    expect(applyAlertStep(book, acknowledge('nobody', 'note', 'C3'), at(12)).ok).toBe(false);
  });
});

describe('a restriction', () => {
  it('tells who asked what, how long it took, and where', () => {
    const attributes = { access: 'delayed', delayMin: 40, asked: 'documents', report: 'R1' };
    const told = restrictionOf(seen({ kind: 'restriction', party: 'B', attributes }), at(2));
    expect(told).toMatchObject({
      party: 'B',
      access: 'delayed',
      delayMin: 40,
      asked: 'documents',
      position: { lon: 36, lat: 47 },
      recordedAt: at(2),
    });
  });

  it('of which little is known is a condition, and invents nothing', () => {
    const told = restrictionOf(
      seen({ kind: 'restriction', attributes: { asked: 'a song' } }),
      at(2),
    );
    expect(told).toMatchObject({ access: 'conditional' });
    for (const name of ['party', 'delayMin', 'asked']) expect(told).not.toHaveProperty(name);
    expect(restrictionOf(seen(), at(2))).toBeUndefined();
  });
});

const sensors = new Map([
  ['drone-1', { kind: 'drone' }],
  ['mast-1', { kind: 'mast camera' }],
]) as unknown as SensorRegistry;
const event = (changes: object) =>
  ({
    id: 'E1',
    at: at(0),
    sensors: ['drone-1'],
    label: 'sha256:c',
    ...changes,
  }) as unknown as Event;

describe('interference', () => {
  it.each([
    [{ class: { jamming: 1 } }, 'jamming', 'uncrewed-aircraft'],
    [{ class: { spoofing: 0.7 }, attributes: { asset: 'positioning' } }, 'spoofing', 'positioning'],
    [{ class: { jamming: 1 }, sensors: ['drone-1', 'mast-1'] }, 'jamming', undefined],
    [{ class: { intrusion: 1 }, sensors: [] }, 'cyber-act', undefined],
    [
      { class: { shot: 1 }, attributes: { against: 'asset', asset: 'drone' } },
      'fire',
      'uncrewed-aircraft',
    ],
  ])('of %j is %s at %s', (changes, manner, asset) => {
    const told = interferenceOf(event(changes), sensors, at(1));
    expect([told?.manner, told?.asset]).toEqual([manner, asset]);
  });

  it('is none where fire was at nobody’s asset', () => {
    expect(interferenceOf(event({ class: { shot: 1 } }), sensors, at(1))).toBeUndefined();
  });
});

const actOf = (step: string, changes: object = {}) => ({
  id: 'M1',
  at: '2026-03-10T08:00:10Z',
  by: 'chief',
  mission: 'forty-km',
  step,
  reason: 'shelling of the headquarters',
  ...changes,
});

describe('an act on the mission', () => {
  it.each([
    [{ reason: ' ' }, 'reason'],
    [{ reason: undefined }, 'reason'],
    [{ step: 'stop' }, 'step'],
    [{ at: 'noon' }, 'at'],
    [{ force: true }, ''],
  ])('with %j is refused, and the field is named', (changes, field) => {
    expect(parseMissionCommand(actOf('suspend', changes))).toMatchObject({ error: { field } });
  });

  it('suspends once and resumes once', () => {
    const taken = (step: string) => {
      const parsed = parseMissionCommand(actOf(step));
      if (!parsed.ok) throw new Error(parsed.error.text);
      return parsed.value;
    };
    expect(applyMissionStep(undefined, taken('resume'), 'token', at(1)).ok).toBe(false);
    const begun = applyMissionStep(undefined, taken('suspend'), 'token', at(1));
    if (!begun.ok) throw new Error(begun.error.text);
    expect(begun.value).toMatchObject({ by: 'chief', since: at(1), signedBy: 'token' });
    expect(applyMissionStep(begun.value, taken('suspend'), 'token', at(2)).ok).toBe(false);
    expect(applyMissionStep(begun.value, taken('resume'), 'key', at(3))).toMatchObject({
      value: { since: at(1), resumed: { at: at(3), signedBy: 'key' } },
    });
  });
});

describe('a data set as CSV', () => {
  it('quotes, and runs no formula', () => {
    const records = [{ id: 'O1', what: 'gate "7", north', text: '=HYPERLINK("x")', delayMin: 25 }];
    const [head, line] = csvOf(records, DATA_SET.restrictions.columns).split('\r\n');
    expect(head).toMatch(/^id,at,party,access/);
    expect(line).toBe(`O1,,,,25,,"gate ""7"", north","'=HYPERLINK(""x"")",,,,,,`);
  });
});
