import { type Json, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commit, commitmentOf, fieldsOf, saltOf } from './commitment.ts';
import { disclose, verifyDisclosure } from './disclosure.ts';
import { must } from './example-log.ts';
import { portableHasher as hasher } from './portable-hasher.ts';
import { leafHash, rootOf } from './tree.ts';

const saltKey = utf8('a key of thirty-two bytes or more');
const finding = {
  kind: 'finding',
  schema: 'finding/1',
  id: 'b2a1',
  label: 'L1',
  madeBy: 'agreement/1',
  inputs: ['sha256:aa', 'sha256:bb'],
  body: { clause: '4(b)', at: { lon: 33.1, lat: 35 }, 'a/b~c': null, notes: [], more: {} },
};

describe('the fields of a record', () => {
  it('are all values with nothing beneath them, in the order of their pointers', () => {
    expect(fieldsOf(finding)).toEqual([
      { pointer: '/body/at/lat', value: 35 },
      { pointer: '/body/at/lon', value: 33.1 },
      { pointer: '/body/a~1b~0c', value: null },
      { pointer: '/body/clause', value: '4(b)' },
      { pointer: '/body/more', value: {} },
      { pointer: '/body/notes', value: [] },
      { pointer: '/id', value: 'b2a1' },
      { pointer: '/inputs/0', value: 'sha256:aa' },
      { pointer: '/inputs/1', value: 'sha256:bb' },
      { pointer: '/kind', value: 'finding' },
      { pointer: '/label', value: 'L1' },
      { pointer: '/madeBy', value: 'agreement/1' },
      { pointer: '/schema', value: 'finding/1' },
    ]);
  });

  it('are the same whatever the order of names, and undefined ones are not there', () => {
    const { id, ...rest } = finding;
    const other = { ...rest, id, supersedes: undefined };
    expect(commit(other, saltKey, hasher)).toEqual(commit(finding, saltKey, hasher));
  });
});

describe('a commitment', () => {
  it('is SHA-256 over 0x02, salt, pointer, zero byte and canonical value', () => {
    const salt = hasher.hmacSha256(saltKey, utf8('b2a1/body/clause'));
    expect(saltOf('b2a1', '/body/clause', saltKey, hasher)).toEqual(salt);
    const preimage = Buffer.concat([Buffer.of(2), salt, Buffer.from('/body/clause\u0000"4(b)"')]);
    expect(commitmentOf({ pointer: '/body/clause', value: '4(b)' }, salt, hasher)).toEqual(
      hasher.sha256(preimage),
    );
  });

  it('cannot be opened as another field whose pointer and value run together the same', () => {
    const salt = new Uint8Array(32);
    const one = commitmentOf({ pointer: '/a', value: 12 }, salt, hasher);
    expect(commitmentOf({ pointer: '/a1', value: 2 }, salt, hasher)).not.toEqual(one);
  });

  it('makes the root of RFC 6962 over all of them', () => {
    const { root, commitments } = commit(finding, saltKey, hasher);
    expect(root).toEqual(
      rootOf(
        hasher,
        commitments.map((c) => leafHash(hasher, c)),
      ),
    );
  });

  it('differs between two records that say the same under other ids or keys', () => {
    const { root } = commit(finding, saltKey, hasher);
    expect(commit(finding, utf8('another key'), hasher).root).not.toEqual(root);
    const twin = commit({ ...finding, id: 'b2a2' }, saltKey, hasher).commitments;
    expect(commit(finding, saltKey, hasher).commitments.some((c, i) => c === twin[i])).toBe(false);
  });
});

describe('a disclosure', () => {
  const { root } = commit(finding, saltKey, hasher);
  const open = (...pointers: string[]) => must(disclose(finding, pointers, saltKey, hasher));

  it('opens the chosen fields, and a reader finds the root from them', () => {
    const disclosure = open('/body/clause', '/kind');
    expect(must(verifyDisclosure(root, disclosure, hasher))).toEqual([
      { pointer: '/body/clause', value: '4(b)' },
      { pointer: '/kind', value: 'finding' },
    ]);
  });

  it('opens everything beneath a pointer', () => {
    expect(open('/body/at').disclosed.map(({ pointer }) => pointer)).toEqual([
      '/body/at/lat',
      '/body/at/lon',
    ]);
    expect(open('').siblings).toEqual([]);
  });

  it('says nothing of the other fields but hashes', () => {
    const text = JSON.stringify(open('/kind'));
    for (const secret of ['33.1', '4(b)', 'sha256:aa', 'clause', 'lon'])
      expect(text).not.toContain(secret);
  });

  it('of a field that is not there is refused with its pointer', () => {
    expect(disclose(finding, ['/kind', '/body/cla'], saltKey, hasher)).toEqual({
      ok: false,
      error: { kind: 'no-such-field', pointer: '/body/cla' },
    });
  });

  it('holds for any record and any choice of its fields, and not with anything changed', () => {
    const body = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 8 });
    fc.assert(
      fc.property(body, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (content, picks) => {
        const record = { id: 'r1', body: content };
        const committed = commit(record, saltKey, hasher);
        const { fields } = committed;
        const pointers = picks.map((pick) => fields[pick % fields.length]?.pointer ?? '');
        const wire = JSON.stringify(must(disclose(record, pointers, saltKey, hasher)));
        const good = JSON.parse(wire);
        expect(verifyDisclosure(committed.root, good, hasher)).toMatchObject({ ok: true });

        const [first, ...rest] = good.disclosed;
        const bad = [
          { ...good, disclosed: [{ ...first, value: 'changed' }, ...rest] },
          { ...good, disclosed: [{ ...first, pointer: `${first.pointer}x` }, ...rest] },
          { ...good, disclosed: [{ ...first, salt: 'ab'.repeat(32) }, ...rest] },
          { ...good, siblings: [...good.siblings, 'ab'.repeat(32)] },
          { ...good, siblings: ['ab'.repeat(32), ...good.siblings.slice(1)] },
          { ...good, disclosed: rest },
        ];
        for (const changed of bad)
          expect(verifyDisclosure(committed.root, changed, hasher)).toMatchObject({ ok: false });
      }),
    );
  });

  it('that is no disclosure at all is refused, not thrown at', () => {
    const good = open('/kind');
    const field = good.disclosed[0];
    for (const bad of [
      null,
      [],
      {},
      { ...good, size: -1 },
      { ...good, size: 1e300 },
      { ...good, disclosed: [] },
      { ...good, disclosed: [null] },
      { ...good, disclosed: [field, field] },
      { ...good, disclosed: [{ ...field, index: 99 }] },
      { ...good, disclosed: [{ ...field, salt: 7 }] },
      { ...good, disclosed: [{ ...field, value: '\ud800' }] },
      { ...good, disclosed: [{ ...field, value: undefined }] },
      { ...good, siblings: 'none' },
      { ...good, siblings: good.siblings.slice(1) },
      { ...good, siblings: ['zz'] },
    ]) {
      expect(verifyDisclosure(root, bad, hasher)).toMatchObject({ ok: false });
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(verifyDisclosure(root, value, hasher)).toMatchObject({ ok: false });
      }),
    );
  });
});
