import { canonicalJson } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecord, recordText } from './record-text.ts';

describe('the text of a record', () => {
  it('is canonical JSON for everything that holds no moment', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const names = JSON.stringify(value);
        fc.pre(!/"(at|from|to|since|upTo|[a-z]+At)":/i.test(names));
        const clean = JSON.parse(names);
        expect(recordText(clean)).toBe(canonicalJson(clean));
      }),
    );
  });

  it('writes moments as RFC 3339, and leaves a source’s own words alone', () => {
    expect(recordText({ observedAt: 0, attributes: { at: 5, to: 6 } })).toBe(
      '{"attributes":{"at":5,"to":6},"observedAt":"1970-01-01T00:00:00Z"}',
    );
  });

  it('writes the moments of a release too: a party’s report was empty, since none were found', () => {
    const release = { records: [], releasedAt: 21_600_000, upTo: 0 };
    expect(recordText(release)).toBe(
      '{"records":[],"releasedAt":"1970-01-01T06:00:00Z","upTo":"1970-01-01T00:00:00Z"}',
    );
    expect(readRecord(recordText(release))).toEqual(release);
  });

  it('is read back as it was', () => {
    const record = {
      at: 1_773_144_000_000,
      attributes: { at: '2026-03-10T10:00:00Z' },
      path: [{ at: 5, lon: 1 }],
      reason: 'seen at 2026-03-10T10:00:00Z',
    };
    expect(readRecord(recordText(record))).toEqual(record);
  });

  it('refuses what is not a number', () => {
    expect(() => recordText({ a: Number.NaN })).toThrow();
  });
});
