import { describe, expect, it } from 'vitest';
import { emptyDraft, emptyEntry, finished, type ReportDraft, uuid7 } from './draft.ts';

const filled = (over: Partial<ReportDraft> = {}): ReportDraft => ({
  ...emptyDraft('r1', Date.parse('2026-03-10T14:07:00Z')),
  patrol: 'P3',
  nation: 'N1',
  place: '49.1234 N 36.5678 E',
  sigmaM: '15',
  entries: [{ ...emptyEntry('heard', 'e1'), what: 'explosion', count: '3', bearingDeg: '45' }],
  ...over,
});

describe('a patrol’s report', () => {
  it('leaves as the format writes it, with nothing that was not said', () => {
    expect(finished(filled())).toEqual({
      ok: true,
      report: {
        id: 'r1',
        patrol: 'P3',
        nation: 'N1',
        position: { lon: 36.5678, lat: 49.1234 },
        sigmaM: 15,
        at: '2026-03-10T14:07:00Z',
        uncertaintyS: 60,
        entries: [{ kind: 'heard', what: 'explosion', count: 3, bearingDeg: 45 }],
      },
    });
  });

  it('says everything that is missing at once', () => {
    const done = finished(emptyDraft('r1', 0));
    expect(done.ok ? [] : done.lacks.map((lack) => lack.field)).toEqual([
      'patrol',
      'nation',
      'place',
      'sigmaM',
      'entries',
    ]);
  });

  it('takes no accuracy of zero: that is "unknown", not "exact"', () => {
    const done = finished(filled({ sigmaM: '0' }));
    expect(done.ok ? [] : done.lacks.map((lack) => lack.field)).toEqual(['sigmaM']);
  });

  it('names the entry that is wrong', () => {
    const done = finished(
      filled({ entries: [{ ...emptyEntry('seen', 'e'), what: '', bearingDeg: '400' }] }),
    );
    expect(done.ok ? [] : done.lacks.map((lack) => lack.field)).toEqual([
      'entries.0.what',
      'entries.0.bearingDeg',
    ]);
  });

  it('says how a movement was restricted', () => {
    const entry = {
      ...emptyEntry('movement', 'e'),
      what: 'checkpoint',
      delayMin: '40',
      party: 'B',
    };
    const done = finished(filled({ entries: [{ ...entry, access: 'delayed' }] }));
    expect(done).toMatchObject({
      report: { entries: [{ kind: 'movement', access: 'delayed', delayMin: 40, party: 'B' }] },
    });
  });
});

describe('a patrol that calls for help', () => {
  it('need say nothing else', () => {
    const done = finished(filled({ entries: [emptyEntry('sos', 'e')] }));
    expect(done).toMatchObject({ ok: true, report: { entries: [{ kind: 'sos' }] } });
  });

  it('says at whom the fire was, and at which asset', () => {
    const shot = { ...emptyEntry('heard', 'e'), what: 'shot', asset: 'camera' };
    const entryOf = (against: string) => {
      const done = finished(filled({ entries: [{ ...shot, against }] }));
      return done.ok ? done.report.entries[0] : undefined;
    };
    expect(entryOf('asset')).toEqual({
      kind: 'heard',
      what: 'shot',
      against: 'asset',
      asset: 'camera',
    });
    expect(entryOf('monitors')).toEqual({ kind: 'heard', what: 'shot', against: 'monitors' });
  });
});

describe('ids drawn at the edge', () => {
  it('are UUIDs of version 7 that sort by time', () => {
    const id = (at: number) => uuid7(at, new Uint8Array(10).fill(255));
    expect(id(Date.UTC(2026, 2, 10))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    expect(id(1000) < id(2000)).toBe(true);
    // RFC 9562, appendix A.6: the timestamp of its example.
    expect(uuid7(0x017f22e279b0, new Uint8Array(10)).slice(0, 13)).toBe('017f22e2-79b0');
  });
});
