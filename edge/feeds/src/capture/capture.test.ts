import { concat } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { isCapture, readCapture } from './capture.ts';
import { instantOfNs } from './frame.ts';
import { captureOf } from './pcapng.ts';

/** Writes numbers in one byte order: pairs of [bytes, value]. */
const write = (little: boolean, ...fields: readonly (readonly [2 | 4 | 8, number | bigint])[]) => {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, Number(value), little);
    else if (size === 4) view.setUint32(at, Number(value), little);
    else view.setBigInt64(at, BigInt(value), little);
    at += size;
  }
  return bytes;
};
const block = (little: boolean, type: number, body: Uint8Array) => {
  const padded = concat(body, new Uint8Array((4 - (body.length % 4)) % 4));
  const length = 12 + padded.length;
  return concat(write(little, [4, type], [4, length]), padded, write(little, [4, length]));
};
const option = (little: boolean, code: number, value: Uint8Array) =>
  concat(
    write(little, [2, code], [2, value.length]),
    value,
    new Uint8Array((4 - (value.length % 4)) % 4),
  );
const section = (little: boolean) =>
  block(little, 0x0a0d0d0a, write(little, [4, 0x1a2b3c4d], [2, 1], [2, 0], [8, -1]));
const link = (little: boolean, snapLength: number, ...options: Uint8Array[]) =>
  block(little, 1, concat(write(little, [2, 105], [2, 0], [4, snapLength]), ...options));
const FRAME = Uint8Array.of(1, 2, 3, 4, 5);
const packet = (little: boolean, ticks: bigint, ...options: Uint8Array[]) =>
  block(
    little,
    6,
    concat(
      write(little, [4, 0], [4, ticks >> 32n], [4, ticks & 0xffffffffn], [4, 5], [4, 5]),
      FRAME,
      new Uint8Array(3),
      ...options,
    ),
  );
const NOW_NS = 1_773_136_805_123_456_789n;
const frames = (...blocks: Uint8Array[]) =>
  [...readCapture(concat(...blocks))].map((one) => (one.ok ? one.value : one.error.kind));

describe('a pcapng file', () => {
  it.each([true, false])(
    'is read in either byte order (little: %s), by default in microseconds',
    (little) => {
      expect(
        frames(section(little), link(little, 0), packet(little, NOW_NS / 1000n)),
      ).toMatchObject([
        {
          number: 1,
          linkType: 105,
          atNs: (NOW_NS / 1000n) * 1000n,
          bytes: FRAME,
          truncated: false,
        },
      ]);
    },
  );

  it.each([
    ['nanoseconds', [9, 9], NOW_NS, NOW_NS],
    ['1/1024 s', [9, 0x8a], (NOW_NS * 1024n) / 1_000_000_000n, 1_773_136_805_123_046_875n],
  ])('counts in %s where its interface says so', (_, [code = 0, value = 0], ticks, atNs) => {
    const described = link(true, 0, option(true, code, Uint8Array.of(value)));
    expect(frames(section(true), described, packet(true, ticks))).toMatchObject([{ atNs }]);
  });

  it('adds the offset of its interface, and has no time beyond what a clock can show', () => {
    const shifted = (seconds: number) => link(true, 0, option(true, 14, write(true, [8, seconds])));
    expect(frames(section(true), shifted(3600), packet(true, 1_000_000n))).toMatchObject([
      { atNs: 3_601_000_000_000n },
    ]);
    const [before] = frames(section(true), shifted(-3600), packet(true, 1_000_000n));
    expect(before).not.toHaveProperty('atNs');
  });

  it('tells of check sequences by interface, and of errors by packet', () => {
    const described = link(true, 0, option(true, 13, Uint8Array.of(4)));
    const damaged = packet(true, 0n, option(true, 2, write(true, [4, 0x0100_0000])));
    expect(frames(section(true), described, damaged)).toMatchObject([
      { fcsBytes: 4, crcError: true },
    ]);
  });

  it('holds simple packets, cut at the snap length, without a time', () => {
    const simple = block(true, 3, concat(write(true, [4, 9]), FRAME));
    const [frame] = frames(section(true), link(true, 5), simple);
    expect(frame).toMatchObject({ bytes: FRAME, truncated: true });
    expect(frame).not.toHaveProperty('atNs');
  });

  it('may go on in another section, in the other byte order, after blocks nobody knows', () => {
    const file = [true, false].flatMap((little) => [
      section(little),
      block(little, 0x0bad, FRAME),
      link(little, 0),
      packet(little, 1n),
    ]);
    expect(frames(...file)).toMatchObject([{ number: 1 }, { number: 2 }]);
  });

  it.each([
    ['a packet of an interface nobody described', [section(true), packet(true, 1n)], ['envelope']],
    [
      'a block that does not fit',
      [section(true), write(true, [4, 6], [4, 400], [4, 0])],
      ['truncated'],
    ],
    ['a block of no length', [section(true), write(true, [4, 6], [4, 0], [4, 0])], ['truncated']],
    ['a section without its mark', [block(true, 0x0a0d0d0a, new Uint8Array(16))], ['envelope']],
  ])('with %s is refused there', (_, blocks, want) => {
    expect(frames(...blocks)).toEqual(want);
  });

  it('of one frame, as it is stored, is read as it was', () => {
    const [frame] = frames(section(true), link(true, 0), packet(true, NOW_NS / 1000n));
    if (frame === undefined || typeof frame === 'string') throw new Error('no frame');
    const stored = captureOf({ ...frame, number: 77 });
    expect(isCapture(stored)).toBe(true);
    expect(frames(stored)).toMatchObject([{ number: 77, atNs: frame.atNs, bytes: FRAME }]);
    expect(instantOfNs(frame.atNs ?? 0n)).toBe(1_773_136_805_123);
  });
});
