import { formatInstant, utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { decodeReport, report } from './decode.ts';

const form = (entries: unknown[], changes: object = {}) => ({
  id: 'R-17',
  patrol: 'PB-4',
  nation: 'FIN',
  position: { lon: 33.36, lat: 35.18 },
  sigmaM: 10,
  at: '2026-03-10T09:30:00+02:00',
  uncertaintyS: 30,
  entries,
  ...changes,
});
const decode = (value: unknown) => decodeReport(utf8(JSON.stringify(value)));
const first = (entry: object, changes: object = {}) => {
  const decoded = decode(form([entry], changes));
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value.sightings[0];
};
const refused = (value: unknown) => {
  const decoded = decode(value);
  return decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`;
};

describe("an entry of a patrol's report", () => {
  it('heard, with bearing and distance, leaves the sightline and no place', () => {
    const heard = {
      kind: 'heard',
      what: 'explosion',
      count: 5,
      direction: 'outgoing',
      bearingDeg: 40,
      distanceM: 3000,
      party: 'A',
    };
    const seen = first(heard);
    expect(seen).toMatchObject({
      kind: 'event',
      sensor: 'PB-4',
      nation: 'FIN',
      uncertaintyS: 30,
      class: { explosion: 1 },
      count: 5,
      direction: 'outgoing',
      party: 'A',
      sightline: {
        position: { lon: 33.36, lat: 35.18 },
        sigmaM: 10,
        bearingDeg: 40,
        distanceM: 3000,
      },
    });
    expect(seen).not.toHaveProperty('position');
    expect(formatInstant(seen?.observedAt ?? (0 as never))).toBe('2026-03-10T07:30:00Z');
  });

  it.each([
    [{ kind: 'seen', what: 'tank' }, 'object', { tank: 1 }],
    [{ kind: 'seen', what: 'Tanks' }, 'object', { tank: 1 }],
    [{ kind: 'camera', what: 'muzzle flash' }, 'event', { 'muzzle-flash': 1 }],
    [{ kind: 'heard', what: 'tank' }, 'object', { tank: 1 }],
    [{ kind: 'heard', what: 'a bang' }, 'event', {}],
    [{ kind: 'seen', what: 'blue thing' }, 'object', {}],
    [{ kind: 'seen', what: 'constructor' }, 'object', {}],
    [{ kind: 'seen', what: 'drone' }, 'object', { 'uncrewed-aircraft': 1 }],
    [{ kind: 'hazard', what: 'mine' }, 'hazard', { mine: 1 }],
    [{ kind: 'note', text: 'all quiet' }, 'note', {}],
    [{ kind: 'movement', access: 'denied', what: 'checkpoint' }, 'restriction', { restriction: 1 }],
    [{ kind: 'movement', access: 'delayed', delayMin: 40 }, 'restriction', { restriction: 1 }],
    [{ kind: 'movement', access: 'conditional' }, 'restriction', { restriction: 1 }],
    [{ kind: 'movement', access: 'free' }, 'note', {}],
    [{ kind: 'sos' }, 'event', { distress: 1 }],
  ])('%j is of kind %s', (entry, kind, classes) => {
    expect(first(entry)).toMatchObject({ kind, class: classes });
    expect(first(entry)?.class).toEqual(classes);
  });

  it('with a word that nobody registered keeps the word', () => {
    expect(first({ kind: 'heard', what: 'a bang', text: 'far off' })?.text).toBe('a bang: far off');
  });

  it('of a restriction is where the patrol stood, and keeps the delay', () => {
    const seen = first({ kind: 'movement', access: 'delayed', delayMin: 40, what: 'gate 7' });
    expect(seen).toMatchObject({
      position: { lon: 33.36, lat: 35.18 },
      sigmaM: 10,
      text: 'gate 7',
      attributes: { report: 'R-17', entry: 0, access: 'delayed', delayMin: 40 },
    });
  });

  it('that calls for help is at the patrol’s own place, whatever else it says', () => {
    const seen = first({ kind: 'sos', what: 'one of us is hurt', text: 'at the mill' });
    expect(seen).toMatchObject({
      position: { lon: 33.36, lat: 35.18 },
      text: 'one of us is hurt: at the mill',
    });
  });

  it('says what was asked of the patrol, and at what fire was', () => {
    const asked = first({ kind: 'movement', access: 'conditional', asked: 'documents' });
    expect(asked?.attributes).toMatchObject({ asked: 'documents' });
    const shot = first({ kind: 'heard', what: 'shot', against: 'asset', asset: 'camera' });
    expect(shot?.attributes).toMatchObject({ against: 'asset', asset: 'camera' });
  });

  it('may have a time of its own', () => {
    const seen = first({ kind: 'note', at: '2026-03-10T08:00:00Z' });
    expect(formatInstant(seen?.observedAt ?? (0 as never))).toBe('2026-03-10T08:00:00Z');
  });

  it.each([
    [{ kind: 'heard', what: 'shot', count: 0 }, 'entries[0].count'],
    [{ kind: 'heard', what: 'shot', count: 2.5 }, 'entries[0].count'],
    [{ kind: 'heard', what: 'shot', count: 10_001 }, 'entries[0].count'],
    [{ kind: 'heard', what: 'shot', count: '3' }, 'entries[0].count'],
    [{ kind: 'felt', what: 'shot' }, 'entries[0].kind'],
    [{ what: 'shot' }, 'entries[0].kind'],
    [{ kind: 'heard' }, 'entries[0].what'],
    [{ kind: 'heard', what: 'shot', direction: 'up' }, 'entries[0].direction'],
    [{ kind: 'heard', what: 'shot', bearingDeg: 361 }, 'entries[0].bearingDeg'],
    [{ kind: 'heard', what: 'shot', bearingDeg: -1 }, 'entries[0].bearingDeg'],
    [{ kind: 'heard', what: 'shot', distanceM: 0 }, 'entries[0].distanceM'],
    [{ kind: 'movement' }, 'entries[0].access'],
    [{ kind: 'movement', access: 'maybe' }, 'entries[0].access'],
    [{ kind: 'note', at: 'noon' }, 'entries[0].at'],
    [{ kind: 'heard', what: 'shot', against: 'us' }, 'entries[0].against'],
    [{ kind: 'heard', what: 'shot', against: 'asset', asset: 'lorry' }, 'entries[0].asset'],
    [{ kind: 'movement', access: 'denied', asked: 'a song' }, 'entries[0].asked'],
    ['words', 'entries[0]'],
  ])('%j is refused, and the field is named', (entry, field) => {
    expect(refused(form([entry]))).toBe(`malformed ${field}`);
  });
});

describe('a report', () => {
  it.each([
    [{ id: '' }, 'malformed id'],
    [{ patrol: 7 }, 'malformed patrol'],
    [{ at: '2026-03-10 09:30' }, 'malformed at'],
    [{ position: { lon: 33 } }, 'malformed position'],
    [{ position: { lon: 45, lat: 133 } }, 'swapped position'],
    [{ position: { lon: 200, lat: 33 } }, 'out-of-range position'],
    [{ entries: {} }, 'malformed entries'],
    [{ sigmaM: 'ten' }, 'malformed sigmaM'],
  ])('with %j is refused', (changes, want) => {
    expect(refused(form([], changes))).toBe(want);
  });

  it('with zero spreads has none', () => {
    const seen = first({ kind: 'note' }, { sigmaM: 0, uncertaintyS: 0 });
    expect(seen).not.toHaveProperty('sigmaM');
    expect(seen).not.toHaveProperty('uncertaintyS');
  });

  it('keeps its signature and what it does not know', () => {
    const decoded = decode(form([], { signature: 'MEUC…', weather: 'fog' }));
    expect(decoded).toMatchObject({
      value: { message: { signature: 'MEUC…', weather: 'fog' }, sightings: [] },
    });
  });

  it('may stand with others in an array or in lines', () => {
    const [a, b] = [form([]), form([], { id: 'R-18' })].map((one) => JSON.stringify(one));
    for (const file of [`[${a}, ${b}]`, `${a}\n${b}\n`, `${a}\r\n\r\n${b}`]) {
      const ids = [...report.split(utf8(file))].map((one) => {
        const decoded = one.ok ? report.decode(one.value.bytes, undefined) : one;
        return decoded.ok ? decoded.value.message.id : decoded.error.kind;
      });
      expect(ids).toEqual(['R-17', 'R-18']);
    }
  });
});

describe('a mine', () => {
  it.each(['mine', 'anti-tank mines', 'unexploded shell', 'UXO'])(
    'that is reported as seen, "%s", is a hazard all the same',
    (what) => {
      const form = {
        id: 'R-1',
        patrol: 'patrol-1',
        nation: 'c',
        position: { lon: 33, lat: 35 },
        at: '2026-03-10T10:00:00Z',
        entries: [{ kind: 'seen', what, bearingDeg: 90, distanceM: 40 }],
      };
      const decoded = report.decode(utf8(JSON.stringify(form)), undefined);
      expect(decoded).toMatchObject({ ok: true, value: { sightings: [{ kind: 'hazard' }] } });
    },
  );
});
