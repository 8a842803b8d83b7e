import { existsSync, readFileSync } from 'node:fs';
import { concat, fromHex, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitKlv, UAS_DATALINK } from '../klv/packet.ts';
import { klvPacket, localSet } from '../klv/packet-of.ts';
import { CellReader } from './cells.ts';
import { decodeMpegTs, mpegts } from './decode.ts';
import { Demuxer } from './demuxer.ts';
import { crc32 } from './section.ts';
import type { KlvUnit } from './unit.ts';
import { packetsOf, pesOf, streamOf, tablesOf } from './write.ts';

const TIME = fromHex('00046050584e0180') ?? new Uint8Array();
const LAT = fromHex('5595b66d') ?? new Uint8Array();
const LON = fromHex('5b5360c4') ?? new Uint8Array();
const klv = (mission: string): Uint8Array =>
  klvPacket(
    UAS_DATALINK,
    localSet([
      [2, TIME],
      [3, utf8(mission)],
      [13, LAT],
      [14, LON],
    ]),
  );
const VIDEO = { pid: 0x100, streamType: 0x1b };
const KLV = { pid: 0x101, streamType: 6 };

/** A stream with pictures and metadata: each PES packet of the metadata as given. */
function stream(...metadata: readonly (readonly [content: Uint8Array, pts: number | undefined])[]) {
  const parts = [...tablesOf([VIDEO, KLV])];
  let counter = 0;
  metadata.forEach(([content, pts], i) => {
    parts.push(...packetsOf(VIDEO.pid, pesOf(0xe0, new Uint8Array(20), 90_000 + 3000 * i), i));
    const packets = [...packetsOf(KLV.pid, pesOf(0xbd, content, pts), counter)];
    counter += packets.length;
    parts.push(...packets);
  });
  return concat(...parts);
}

const read = (file: Uint8Array) =>
  [...mpegts.split(file)].map((raw) => {
    const decoded = raw.ok ? decodeMpegTs(raw.value.bytes, undefined) : raw;
    return decoded.ok ? { ...decoded.value, ok: true } : { ...decoded.error, ok: false };
  });

describe('KLV in a transport stream', () => {
  it('comes out with its time and that of the picture before it', () => {
    const file = stream([klv('A'), 91_000], [klv('B'), 94_500]);
    expect(read(file)).toMatchObject([
      {
        message: {
          pid: 0x101,
          streamType: 6,
          pts: 91_000,
          checksumOk: true,
          items: { 3: { value: 'A' } },
          video: {
            pid: 0x100,
            firstPts: 90_000,
            pts: 90_000,
            metadataAheadS: expect.closeTo(0.0111, 3),
          },
        },
        sightings: [{ class: { 'uncrewed-aircraft': 1 } }],
      },
      { message: { items: { 3: { value: 'B' } }, video: { firstPts: 90_000, pts: 93_000 } } },
    ]);
  });

  it('is read however the stream is cut into pieces', () => {
    const file = stream([klv('A'), 1], [klv('B'.repeat(400)), 2], [klv('C'), undefined]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 30 }),
        (cuts) => {
          const demuxer = new Demuxer();
          const units = [];
          let at = 0;
          for (let i = 0; at < file.length; i++) {
            const size = cuts[i % cuts.length] ?? 1;
            units.push(...demuxer.push(file.slice(at, at + size)));
            at += size;
          }
          units.push(...demuxer.end());
          expect(units.map((one) => one.ok && one.value.pts)).toEqual([1, 2, undefined]);
          expect(demuxer.counters).toMatchObject({
            continuityErrors: 0,
            missing: 0,
            crcErrors: 0,
            syncLosses: 0,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('may come two to a packet, and go on in the next one', () => {
    const long = klv('L'.repeat(300));
    const file = stream(
      [concat(klv('A'), klv('B')), 10],
      [long.subarray(0, 100), 20],
      [long.subarray(100), 30],
    );
    expect(read(file)).toMatchObject([
      { message: { pts: 10, items: { 3: { value: 'A' } } } },
      { message: { pts: 10, items: { 3: { value: 'B' } } } },
      { message: { pts: 20, checksumOk: true } },
    ]);
  });

  it('may be cut anywhere between two packets, within its label too', () => {
    const long = concat(klv('A'), klv('B'), klv('C'));
    for (let at = 1; at < long.length; at++) {
      const lines = read(stream([long.subarray(0, at), 10], [long.subarray(at), 20]));
      expect(lines.map((one) => 'message' in one && one.message.checksumOk)).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  it('may come in cells, synchronous, with pieces of a unit over several', () => {
    const unit: Omit<KlvUnit, 'offset'> = { pid: 0x101, streamType: 0x15, pts: 5, bytes: klv('S') };
    expect(read(streamOf(unit))).toMatchObject([
      { message: { streamType: 0x15, pts: 5, items: { 3: { value: 'S' } } } },
    ]);

    const cell = (part: number, ...content: number[]) =>
      Uint8Array.of(0, 0, (part << 6) | 0x1f, 0, content.length, ...content);
    const reader = new CellReader();
    expect(reader.push(cell(0b10, 1, 2))).toEqual([]);
    expect(reader.push(cell(0b00, 3))).toEqual([]);
    expect(reader.push(concat(cell(0b01, 4), cell(0b11, 9)))).toEqual([
      Uint8Array.of(1, 2, 3, 4),
      Uint8Array.of(9),
    ]);
    expect(reader.push(cell(0b01, 4))).toBeUndefined();
  });

  it('with missing packets is refused and counted, and the next is read', () => {
    const file = stream([klv('A'.repeat(300)), 1], [klv('B'), 2]);
    const packets = file.length / 188;
    const kept = Array.from({ length: packets }, (_, i) => file.subarray(188 * i, 188 * i + 188))
      // Without the second packet of the first metadata.
      .filter((_, i) => i !== 4);
    const split = mpegts.split(concat(...kept));
    expect([...split].map((one) => (one.ok ? 'read' : one.error.kind))).toEqual(
      ['continuity', 'bad-pes', 'read'].slice(0, 3).filter((kind) => kind !== 'bad-pes'),
    );
    expect(split.counters.continuityErrors).toBe(1);
  });

  it('after noise is found again', () => {
    const file = stream([klv('A'), 1], [klv('B'), 2]);
    const noisy = concat(file.subarray(0, 188 * 4), utf8('noise'), file.subarray(188 * 4));
    const split = mpegts.split(noisy);
    expect([...split].filter((one) => one.ok)).toHaveLength(2);
    expect(split.counters.syncLosses).toBe(1);
  });

  it('under a damaged table is not believed', () => {
    const file = stream([klv('A'), 1]);
    const damaged = Uint8Array.from(file);
    // The type of the metadata stream, in the map.
    const at = damaged.indexOf(0x4b, 188);
    damaged[at] = 0;
    const split = mpegts.split(damaged);
    expect([...split].map((one) => !one.ok && one.error.kind)).toEqual(['bad-crc']);
    expect(split.counters.crcErrors).toBe(1);
  });

  it('is found in packets of 192 and 204 bytes too', () => {
    const file = stream([klv('A'), 1], [klv('B'), 2]);
    const rows = Array.from({ length: file.length / 188 }, (_, i) =>
      file.subarray(188 * i, 188 * i + 188),
    );
    const timed = concat(...rows.flatMap((row) => [new Uint8Array(4), row]));
    const checked = concat(...rows.flatMap((row) => [row, new Uint8Array(16)]));
    for (const one of [timed, checked]) {
      expect(mpegts.recognises(one)).toBe(true);
      expect(read(one)).toMatchObject([{ message: { pts: 1 } }, { message: { pts: 2 } }]);
    }
  });

  it('of a set that nobody here reads is shown as bytes', () => {
    const other = klvPacket('060e2b34020b01010e0103030d000000', localSet([[1, LAT]]), false);
    expect(read(stream([other, 1]))).toMatchObject([
      {
        message: { label: '060e2b34020b01010e0103030d000000', hex: expect.any(String) },
        sightings: [],
      },
    ]);
  });

  it('is one message only', () => {
    expect(decodeMpegTs(stream([klv('A'), 1], [klv('B'), 2]), undefined)).toMatchObject({
      error: { kind: 'not-one-message' },
    });
    expect(decodeMpegTs(concat(...tablesOf([VIDEO])), undefined)).toMatchObject({
      error: { kind: 'no-klv' },
    });
  });

  it.skipIf(!existsSync('../shared/data/01-klv'))(
    'of a recording put into a stream says the same as before',
    () => {
      const packets = [
        ...splitKlv(readFileSync('../shared/data/01-klv/osh-klv-first100.bin')),
      ].flatMap((one) => (one.ok ? [one.value.bytes] : []));
      const file = stream(...packets.map((one, i) => [one, 3000 * i] as const));
      const lines = read(file);
      expect(lines).toHaveLength(100);
      expect(lines.every((one) => 'message' in one && one.message.checksumOk === true)).toBe(true);
    },
  );
});

describe('the check code of a table', () => {
  it('is that of MPEG-2', () => {
    // The check value of CRC-32/MPEG-2 over the nine digits.
    expect(crc32(utf8('123456789'))).toBe(0x0376_e6e7);
  });
});
