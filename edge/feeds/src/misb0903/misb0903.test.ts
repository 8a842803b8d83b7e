import { existsSync, readFileSync } from 'node:fs';
import { concat, fromHex, instant, utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { Items } from '../klv/item.ts';
import { UAS_DATALINK, VMTI, VTRACK } from '../klv/packet.ts';
import { berLength, berOid, klvPacket, localSet } from '../klv/packet-of.ts';
import { decodeMisb0601 } from '../misb0601/decode.ts';
import { decodeMisb0903, misb0903 } from './decode.ts';

const RECEIVED = instant(Date.UTC(2026, 2, 10));
const TIME = '00046050584e0180';
type Set = readonly (readonly [tag: number, value: Uint8Array])[];

const bytesOf = (digits: string): Uint8Array =>
  fromHex(digits.replaceAll(' ', '')) ?? new Uint8Array();
const setOf = (fields: Readonly<Record<number, string | Uint8Array>>): Set =>
  Object.entries(fields).map(([tag, value]) => [
    Number(tag),
    typeof value === 'string' ? bytesOf(value) : value,
  ]);
const series = (...sets: readonly Uint8Array[]): Uint8Array =>
  concat(...sets.flatMap((one) => [berLength(one.length), one]));
const target = (id: number, fields: Readonly<Record<number, string | Uint8Array>>): Uint8Array =>
  concat(berOid(id), localSet(setOf(fields)));

function read(bytes: Uint8Array) {
  const decoded = decodeMisb0903(bytes, RECEIVED);
  if (!decoded.ok) throw new Error(decoded.error.text);
  const { message, sightings } = decoded.value;
  return { items: message.items as unknown as Items, sightings, message };
}

/** One target's items, as the message shows them. */
function shown(fields: Readonly<Record<number, string | Uint8Array>>, version = '05'): Items {
  const vmti = localSet(setOf({ 4: version, 101: series(target(7, fields)) }));
  const value = read(klvPacket(VMTI, vmti)).items[101]?.value;
  const [one] = (value ?? []) as unknown as { items: Items }[];
  return one?.items ?? {};
}

const LOCATION = '27ba9302 344a1adf 1014';

describe('an item of ST 0903', () => {
  it.each([
    // Values that WestRidgeSystems/jmisb (MIT) tests its items with.
    [10, '3a6667', 10],
    [13, '3a6667', 10],
    [1, '064000', 409_600],
    [1, 'ffffffffffff', 281_474_976_710_655],
    [5, '50', 80],
    [6, '0acd', 2765],
    [19, '01000000', 16_777_216],
    [20, '0471', 1137],
  ])('%i of %s is %d', (tag, digits, value) => {
    expect(shown({ [tag]: digits })[tag]?.value).toBeCloseTo(value, 4);
  });

  it('of the frame is read', () => {
    const frame = localSet(setOf({ 3: utf8('VMTI'), 4: '05', 8: '0780', 9: '0438', 12: '0500' }));
    expect(read(klvPacket(VMTI, frame)).items).toMatchObject({
      3: { value: 'VMTI' },
      8: { value: 1920 },
      9: { value: 1080 },
      12: { value: 10 },
    });
  });

  it('is a location with its sigmas', () => {
    expect(shown({ 17: LOCATION })[17]?.value).toEqual({
      lat: expect.closeTo(-10.5423886, 6),
      lon: expect.closeTo(29.1578901, 6),
      heightM: expect.closeTo(3216.0, 0),
    });
    expect(shown({ 17: `${LOCATION} 0140 0140 0140` })[17]?.value).toMatchObject({
      sigmas: [10, 10, 10],
    });
  });

  it('of edition 3 is read by the mapping of its time', () => {
    expect(shown({ 10: '400000' }, '03')[10]?.value).toBeCloseTo(9.6, 4);
    expect(shown({ 10: '800000' }, '03')[10]).toMatchObject({ special: 'out-of-range' });
    expect(shown({ 12: 'ffff' }, '03')[12]?.value).toBe(19_000);
  });

  it('of the tracker and the ontology is read', () => {
    const fields = {
      23: '01',
      104: localSet(setOf({ 1: 'f81d4fae7dec11d0a76500a0c91e6bf6', 7: '32', 10: '3c003c003c00' })),
      107: series(localSet(setOf({ 2: utf8('tank'), 4: '4000' }))),
    };
    const items = shown(fields);
    expect(items[23]).toMatchObject({ value: 1, meaning: 'Active-Moving' });
    expect(items[104]?.items).toMatchObject({
      1: { value: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' },
      10: { value: { east: 60, north: 60, up: 60 } },
    });
    expect(items[107]?.value).toMatchObject([
      { items: { 2: { value: 'tank' }, 4: { value: 64 } } },
    ]);
  });
});

describe('a frame with moving targets', () => {
  const vmtiOf = (...targets: readonly Uint8Array[]) =>
    localSet(setOf({ 2: TIME, 4: '05', 8: '0064', 9: '0064', 101: series(...targets) }));

  it('that stands alone yields those that say where they are', () => {
    const set = vmtiOf(
      target(1, { 17: `${LOCATION} 0140 0140 0140`, 5: '50' }),
      target(2, { 1: '05' }),
    );
    const { sightings, message } = read(klvPacket(VMTI, set));
    expect(message.checksumOk).toBe(true);
    expect(sightings).toMatchObject([
      {
        sensor: 'misb0903',
        identity: 'misb0903/target/1',
        observedAt: 1_231_798_102_000,
        sigmaM: 10,
        class: { object: 0.8 },
        attributes: { placedFrom: 'location', targetId: 1 },
      },
    ]);
    const damaged = klvPacket(VMTI, set);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    expect(read(damaged)).toMatchObject({ message: { checksumOk: false }, sightings: [] });
  });

  it('places them by the offset from the frame centre, and by the pixel between corners', () => {
    const vmti = vmtiOf(
      target(1, { 10: '266667', 11: '266667' }),
      // Row 50, column 100: the right edge, half way down.
      target(2, { 19: '32', 20: '64' }),
      // Coasting: its place is the tracker's guess.
      target(3, { 19: '32', 20: '64', 23: '04' }),
    );
    const outer = localSet([
      ...setOf({ 2: TIME, 4: utf8('TAIL-1'), 23: '00000000', 24: '00000000' }),
      // Corners 1 to 4 at ±0.075 degrees: top left, top right, bottom right, bottom left.
      ...['7fff', '8001', '7fff', '7fff', '8001', '7fff', '8001', '8001'].map(
        (digits, i) => [26 + i, bytesOf(digits)] as const,
      ),
      [48, localSet(setOf({ 1: '02', 6: utf8('FIN SWE') }))],
      [74, vmti],
    ]);
    const packet = klvPacket(UAS_DATALINK, outer);
    const { sightings } = read(packet);
    expect(sightings).toMatchObject([
      { position: { lat: expect.closeTo(0, 4) }, attributes: { placedFrom: 'offset' } },
      {
        sensor: 'TAIL-1',
        position: { lon: expect.closeTo(0.07425, 5), lat: expect.closeTo(0.00075, 5) },
        identity: 'TAIL-1/target/2',
        attributes: { placedFrom: 'pixel' },
        handling: { access: 'RESTRICTED', releasableTo: ['FIN', 'SWE'] },
      },
    ]);
    const whole = decodeMisb0601(packet, RECEIVED);
    expect(whole.ok && whole.value.sightings).toEqual(sightings);
  });

  it('takes the class from the ontology, and only a class of the taxonomy', () => {
    const object = (word: string) => series(localSet(setOf({ 2: utf8(word), 4: '6400' })));
    const { sightings } = read(
      klvPacket(
        VMTI,
        vmtiOf(
          target(1, { 17: LOCATION, 107: object('Tank') }),
          target(2, { 17: LOCATION, 107: object('smudge') }),
        ),
      ),
    );
    expect(sightings.map((one) => one.class)).toEqual([{ tank: 1 }, { object: 1 }]);
    expect(sightings[1]?.attributes?.ontologyClass).toBe('smudge');
  });

  it('is also read as a bare set, as other sets carry it', () => {
    const bare = vmtiOf(target(1, { 17: LOCATION }));
    const [raw] = [...misb0903.split(bare)];
    expect(raw).toMatchObject({ ok: true, value: { offset: 0 } });
    expect(read(bare).sightings).toHaveLength(1);
  });
});

describe('a track of ST 0903', () => {
  it('yields its points under one identity', () => {
    const point = (id: number, time: string) =>
      concat(berOid(id), localSet(setOf({ 1: time, 13: LOCATION, 15: '3c0038403840' })));
    const set = localSet(
      setOf({
        2: TIME,
        3: 'f81d4fae7dec11d0a76500a0c91e6bf6',
        11: '05',
        12: utf8('EO'),
        101: series(point(1, TIME), point(2, '00046050585d43c0')),
      }),
    );
    expect(read(klvPacket(VTRACK, set)).sightings).toMatchObject([
      {
        identity: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
        observedAt: 1_231_798_102_000,
        courseDeg: 90,
        speedMps: 60,
      },
      { observedAt: 1_231_798_103_000 },
    ]);
  });
});

describe('the VMTI sets of a recording', () => {
  it.skipIf(!existsSync('../shared/data/01-klv'))('are read from its ST 0601 packets', () => {
    const file = readFileSync('../shared/data/01-klv/osh-klv-first100.bin');
    const read = [...misb0903.split(file)].map((raw) =>
      raw.ok ? decodeMisb0903(raw.value.bytes, RECEIVED) : raw,
    );
    const sets = read.flatMap((one) => (one.ok ? [one.value.message] : []));
    expect(sets.length).toBeGreaterThan(0);
    expect(sets[0]).toMatchObject({ items: { 8: { value: 640 }, 9: { value: 480 } } });
    expect(read.filter((one) => !one.ok && one.error.kind === 'no-vmti')).toHaveLength(
      100 - sets.length,
    );
  });
});
