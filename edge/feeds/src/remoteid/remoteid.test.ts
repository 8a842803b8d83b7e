import { existsSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { concat, formatInstant, fromHex, instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import type { CapturedFrame } from '../capture/frame.ts';
import { captureOf } from '../capture/pcapng.ts';
import { decodeFile } from '../feeds.ts';
import { crc24 } from './bluetooth.ts';
import { decodeRemoteId, remoteid } from './decode.ts';

const bytes = (text: string): Uint8Array => fromHex(text.replace(/\s/g, '')) ?? new Uint8Array();
const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);

// Source: opendroneid/wireshark-dissector, odid_wifi_bcn_sample.pcap, frame 1.
const BASIC_ID = '00004d464731413031323334353637383900000000000050f6';
const LOCATION = '10005c527ebcba251ba88cb4b60000aa099808394100000a00';
const SELF_ID = '300052656372656174696f6e616c0000000000000000000000';
const SYSTEM = '4004a485251b6edbb3b6010032000000001500000000000000';
const OPERATOR_ID = '50004742522d4f502d31323341424344000000000000000000';
const PACK = bytes(`f01905${BASIC_ID}${LOCATION}${SELF_ID}${SYSTEM}${OPERATOR_ID}`);

/** A location in which single bytes are changed. */
const locationWith = (changes: Record<number, number[]>): Uint8Array => {
  const message = bytes(LOCATION);
  for (const [at, values] of Object.entries(changes)) message.set(values, Number(at));
  return message;
};
const HEARD = instant(Date.UTC(2026, 2, 10, 10, 0, 5));
const sighting = (message: Uint8Array, heardAt = HEARD) => {
  const decoded = decodeRemoteId(message, heardAt);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value.sightings[0];
};
const observed = (message: Uint8Array, heardAt = HEARD) => {
  const seen = sighting(message, heardAt);
  return [formatInstant(seen?.observedAt ?? instant(0)), seen?.uncertaintyS];
};

describe('a Remote ID message', () => {
  it('of location is a broadcast sighting of an uncrewed aircraft', () => {
    const seen = sighting(PACK);
    expect(seen).toMatchObject({
      kind: 'object',
      sensor: 'remoteid',
      broadcast: true,
      class: { 'uncrewed-aircraft': 1 },
      identity: 'MFG1A0123456789',
      position: { lat: 45.5457468, lon: -122.9681496, height: 237 },
      speedMps: 20.5,
      courseDeg: 92,
      text: 'Recreational',
    });
    // Code 9 is a radius of 30 m that holds 95 %: 2.4477 sigmas of one axis.
    expect(seen?.sigmaM).toBeCloseTo(30 / 2.4477, 3);
    expect(seen?.attributes).not.toHaveProperty('verticalSpeedMps');
  });

  it("keeps the operator's place in the message and out of every sighting", () => {
    const decoded = decodeRemoteId(PACK, HEARD);
    const system = { name: 'System', operatorLat: 45.5443876, operatorLon: -122.9726866 };
    expect(decoded).toMatchObject({
      value: { message: { messages: [{}, {}, {}, system, { operatorId: 'GBR-OP-123ABCD' }] } },
    });
    expect(JSON.stringify(decoded.ok && decoded.value.sightings)).not.toContain('45.5443');
  });

  it.each([['at 0, 0', { 5: [0, 0, 0, 0, 0, 0, 0, 0] }]])('%s is nowhere', (_, changes) => {
    expect(sighting(locationWith(changes))).toBeUndefined();
  });

  it('without a time of reception is no sighting: it names no day', () => {
    expect(decodeRemoteId(PACK, undefined)).toMatchObject({ ok: true, value: { sightings: [] } });
  });

  it('with unknown values leaves them out', () => {
    const unknown = { 1: [0x03], 2: [181], 3: [255], 15: [0, 0], 17: [0, 0], 19: [0] };
    const seen = sighting(locationWith(unknown));
    expect(seen?.position).toEqual({ lat: 45.5457468, lon: -122.9681496 });
    for (const name of ['speedMps', 'courseDeg', 'sigmaM', 'identity'])
      expect(seen).not.toHaveProperty(name);
    expect(seen?.attributes).not.toHaveProperty('heightM');
  });

  it('flying west and fast uses both flags', () => {
    const seen = sighting(locationWith({ 1: [0x23], 2: [90], 3: [100] }));
    expect(seen).toMatchObject({
      courseDeg: 270,
      speedMps: 138.75,
      attributes: { status: 'airborne' },
    });
  });

  it.each([
    ['50 tenths after the hour', [50, 0], '2026-03-10T10:00:05Z', 1],
    ['just before the hour, heard after it', [0x9d, 0x8c], '2026-03-10T09:59:59.700Z', 1],
    ['unknown', [0xff, 0xff], '2026-03-10T10:00:05Z', 2],
    ['impossible', [0xf0, 0xf0], '2026-03-10T10:00:05Z', 2],
    ['half an hour off', [0x50, 0x46], '2026-03-10T10:00:05Z', 2],
  ])('stamped %s was made when it says, if that can be', (_, stamp, at, uncertaintyS) => {
    expect(observed(locationWith({ 21: stamp }))).toEqual([at, uncertaintyS]);
  });

  it('stamped in the next hour, heard just before it, is of the next hour', () => {
    const before = instant(Date.UTC(2026, 2, 10, 9, 59, 58));
    expect(observed(locationWith({ 21: [10, 0], 23: [0] }), before)).toEqual([
      '2026-03-10T10:00:01Z',
      undefined,
    ]);
  });

  it.each([
    ['a latitude beyond the pole', locationWith({ 5: [0, 0, 0, 0x7f] }), 'malformed lat'],
    ['a longitude beyond the date line', locationWith({ 9: [0, 0, 0, 0x7f] }), 'malformed lon'],
    ['an unknown type', bytes(`60${LOCATION.slice(2)}`), 'malformed messageType'],
    ['a version to come', bytes(`13${LOCATION.slice(2)}`), 'malformed protocolVersion'],
    ['a pack in a pack', concat(u8(0xf0, 25, 1), PACK.subarray(0, 25)), 'malformed messageType'],
    ['a pack of another size', concat(u8(0xf0, 24, 5), PACK.subarray(3)), 'malformed messageSize'],
    ['a pack of too many', concat(u8(0xf0, 25, 10), PACK.subarray(3)), 'malformed messageCount'],
    ['a pack of none', u8(0xf0, 25, 0), 'malformed messageCount'],
    ['a pack cut in its first message', PACK.subarray(0, 20), 'truncated messageCount'],
    ['a message cut short', PACK.subarray(3, 20), 'truncated messageType'],
    ['nothing', new Uint8Array(), 'truncated messageType'],
  ])('with %s is refused', (_, message, want) => {
    const decoded = decodeRemoteId(message, HEARD);
    expect(decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`).toBe(want);
  });

  it('in a pack that announces more than it holds is read as far as it goes', () => {
    const decoded = decodeRemoteId(PACK.subarray(0, 60), HEARD);
    expect(decoded).toMatchObject({ value: { message: { missing: 3 }, sightings: [{}] } });
  });
});

const SENDER = bytes('84cca8604324');
const header = (control: number) =>
  concat(u8(control, 0, 0, 0), bytes('ffffffffffff'), SENDER, SENDER, u8(0, 0));
const beacon = (element: Uint8Array) =>
  concat(
    header(0x80),
    new Uint8Array(12),
    u8(0, 3, 0x52, 0x49, 0x44),
    u8(0xdd, element.length),
    element,
  );
const remoteIdElement = concat(bytes('fa0bbc0d'), u8(208), PACK);
const nan = (payload: Uint8Array) =>
  concat(
    header(0xd0),
    bytes('0409506f9a13'),
    u8(3, 11 + payload.length, 0),
    bytes('8869199d9209'),
    u8(1, 0, 0x10, payload.length + 1, 208),
    payload,
  );
const withFcs = (frame: Uint8Array) => {
  const fcs = new Uint8Array(4);
  new DataView(fcs.buffer).setUint32(0, crc32(frame), true);
  return concat(frame, fcs);
};
const radiotap = (flags: number | undefined) =>
  flags === undefined ? u8(0, 0, 8, 0, 0, 0, 0, 0) : u8(0, 0, 9, 0, 2, 0, 0, 0, flags);
const flipped = (frame: Uint8Array, at = 60) =>
  frame.map((byte, i) => (i === at ? byte ^ 4 : byte));
const captured = (linkType: number, frame: Uint8Array, more: Partial<CapturedFrame> = {}) =>
  captureOf({
    number: 7,
    offset: 0,
    linkType,
    interface: 0,
    atNs: BigInt(HEARD) * 1_000_000n + 123_456n,
    bytes: frame,
    truncated: false,
    crcError: false,
    ...more,
  });
const outcome = (file: Uint8Array) =>
  [...remoteid.split(file)].map((one) => {
    const decoded = one.ok ? remoteid.decode(one.value.bytes, undefined) : one;
    return decoded.ok ? decoded.value.sightings.length : decoded.error.kind;
  });
/** A pcap of several frames. */
const pcap = (
  linkType: number,
  frames: readonly Uint8Array[],
  little = true,
  nanoseconds = false,
) => {
  const records = frames.map((frame) => {
    const record = new Uint8Array(16);
    const view = new DataView(record.buffer);
    view.setUint32(0, HEARD / 1000, little);
    view.setUint32(4, nanoseconds ? 500_000_000 : 500_000, little);
    view.setUint32(8, frame.length, little);
    view.setUint32(12, frame.length, little);
    return concat(record, frame);
  });
  const head = new Uint8Array(24);
  const view = new DataView(head.buffer);
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little);
  view.setUint32(20, linkType, little);
  return concat(head, ...records);
};

describe('a frame of a capture', () => {
  const plain = beacon(remoteIdElement);

  it.each([
    ['a beacon without a check sequence', concat(radiotap(0), plain), [1]],
    ['a beacon with a good one', concat(radiotap(0x10), withFcs(plain)), [1]],
    ['a beacon with a wrong one', concat(radiotap(0x10), flipped(withFcs(plain))), ['bad-crc']],
    ['a beacon flagged as damaged', concat(radiotap(0x50), withFcs(plain)), ['bad-crc']],
    [
      'a beacon with a good one that nothing announces',
      concat(radiotap(undefined), withFcs(plain)),
      [1],
    ],
    [
      'a beacon with a wrong one that nothing announces',
      concat(radiotap(undefined), flipped(withFcs(plain), 70)),
      ['bad-crc'],
    ],
    ['service discovery', concat(radiotap(0), nan(PACK)), [1]],
    ['an encrypted frame', concat(radiotap(0), u8(0x80, 0x40), plain.subarray(2)), []],
    ["another vendor's element", concat(radiotap(0), beacon(bytes('6a5c35 01 01 00'))), []],
    ["a drone maker's element", concat(radiotap(0), beacon(bytes('263712 58 62 13 01 02'))), []],
    ['a data frame', concat(radiotap(0), u8(0x08, 0), plain.subarray(2)), []],
    ['a header longer than the frame', u8(0, 0, 200, 0, 0, 0, 0, 0, 0), []],
  ])('%s is read, refused or passed over', (_, frame, want) => {
    expect(outcome(captured(127, frame))).toEqual(want);
    expect(outcome(pcap(127, [frame]))).toEqual(want);
  });

  it('of an interface that keeps check sequences is damaged where it ends in none', () => {
    const good = concat(radiotap(undefined), withFcs(plain));
    const file = pcap(127, [good, flipped(good, 60), good]);
    expect(outcome(file)).toEqual([1, 'bad-crc', 1]);
  });

  it.each([true, false])(
    'keeps its time in either byte order and resolution (little: %s)',
    (little) => {
      for (const nanoseconds of [false, true]) {
        const [one] = remoteid.split(pcap(105, [plain], little, nanoseconds));
        expect(one?.ok && formatInstant(one.value.receivedAt ?? instant(0))).toBe(
          '2026-03-10T10:00:05.500Z',
        );
      }
    },
  );

  it('says who sent it, and goes by that address where no id was sent', () => {
    const element = concat(bytes('fa0bbc0d'), u8(9), bytes(LOCATION));
    const [one] = remoteid.split(captured(105, beacon(element)));
    const decoded = one?.ok ? remoteid.decode(one.value.bytes, undefined) : undefined;
    expect(decoded).toMatchObject({
      value: {
        message: { frame: 7, src: '84:cc:a8:60:43:24', counter: 9, transport: 'wifi-beacon' },
        sightings: [{ identity: 'mac:84:cc:a8:60:43:24', attributes: { counter: 9 } }],
      },
    });
  });

  it('cut out stays what it was when cut out again', () => {
    for (const more of [{}, { truncated: true }, { crcError: true }, { fcsBytes: 4 }]) {
      const [once] = remoteid.split(captured(105, withFcs(plain), more));
      if (!once?.ok) throw new Error('not split');
      const [again] = remoteid.split(once.value.bytes);
      expect(again?.ok && again.value.bytes).toEqual(once.value.bytes);
    }
  });

  it('sent by a beacon too is not heard again by service discovery', () => {
    const split = remoteid.split(pcap(105, [nan(PACK), plain, header(0x80)]));
    expect([...split].length).toBe(1);
    expect(split.ignored).toBe(2);
    expect(outcome(pcap(105, [nan(PACK)]))).toEqual([1]);
  });

  it('after which the file is cut ends the reading with one refusal', () => {
    expect(outcome(pcap(105, [plain, plain]).subarray(0, -5))).toEqual([1, 'truncated']);
    expect(outcome(captured(105, plain).subarray(0, -5))).toEqual(['truncated']);
  });

  it('that holds half a message is refused at its place in the file', () => {
    const file = pcap(105, [plain, beacon(concat(bytes('fa0bbc0d'), u8(9), PACK.subarray(0, 20)))]);
    expect([...decodeFile(remoteid, file)][1]).toMatchObject({
      ok: false,
      error: { kind: 'truncated', field: 'messageCount', offset: 24 + 16 + plain.length },
    });
  });

  it('together with another is no single message', () => {
    expect(remoteid.decode(pcap(105, [plain, plain]), undefined)).toMatchObject({
      error: { kind: 'not-one-message' },
    });
  });
});

describe('a Bluetooth advertisement', () => {
  const data = (message: Uint8Array) =>
    concat(u8(message.length + 5), bytes('16faff0d'), u8(208), message);
  const pdu = (type: number, body: Uint8Array) => concat(u8(type, body.length), body);
  const onAir = (packet: Uint8Array) => {
    const crc = crc24(packet);
    return concat(bytes('d6be898e'), packet, u8(crc & 0xff, (crc >> 8) & 0xff, crc >> 16));
  };
  const legacy = onAir(pdu(2, concat(SENDER, data(bytes(LOCATION)))));
  const extended = onAir(pdu(7, concat(u8(7, 1), SENDER, data(PACK))));
  const radio = (flags: number) => concat(new Uint8Array(8), u8(flags & 0xff, flags >> 8));

  it.each([
    ['a legacy one', 251, legacy, [1]],
    ['an extended one with a pack', 251, extended, [1]],
    ['a damaged one', 251, flipped(legacy, 30), ['bad-crc']],
    [
      'one of a receiver that found the check sequence good',
      256,
      concat(radio(0x0c01), legacy),
      [1],
    ],
    ['one of a receiver that found it wrong', 256, concat(radio(0x0401), legacy), ['bad-crc']],
    ['one still whitened', 256, concat(radio(0), legacy), []],
    ['a data packet', 251, concat(u8(1, 2, 3, 4), legacy.subarray(4)), []],
    [
      'a report to the host',
      187,
      concat(u8(4, 0x3e, 0, 2, 1, 3, 0), SENDER, u8(31), data(bytes(LOCATION)), u8(0)),
      [1],
    ],
  ])('%s is read, refused or passed over', (_, linkType, frame, want) => {
    expect(outcome(captured(linkType, frame))).toEqual(want);
  });

  it('has the check sequence that the shift register of the specification gives', () => {
    // Bluetooth Core 5.4, volume 6, part B, figure 3.5, taken bit by bit; position 23 is sent first.
    const register = (packet: Uint8Array) => {
      let state = 0x555555;
      for (const byte of packet)
        for (let bit = 0; bit < 8; bit++) {
          const feedback = ((state >> 23) & 1) ^ ((byte >> bit) & 1);
          state = ((state << 1) & 0xffffff) ^ (feedback === 1 ? 0x00065b : 0);
        }
      let sent = 0;
      for (let bit = 0; bit < 24; bit++) sent |= ((state >> (23 - bit)) & 1) << bit;
      return sent;
    };
    for (const packet of [u8(), u8(0), u8(0xff, 1), PACK])
      expect(crc24(packet)).toBe(register(packet));
  });
});

describe('a file of raw messages', () => {
  it('is cut into messages and packs', () => {
    const file = concat(bytes(LOCATION), PACK, bytes(BASIC_ID));
    const offsets = [...remoteid.split(file)].map((one) => one.ok && one.value.offset);
    expect(offsets).toEqual([0, 25, 25 + PACK.length]);
    expect(outcome(file.subarray(0, 30))).toEqual([0, 'truncated']);
  });
});

const FOLDER = '../shared/data/07-remoteid';

describe.skipIf(!existsSync(FOLDER))('captures in ../shared', () => {
  it.each([
    'odid_wifi_bcn_sample.pcap',
    'odid_wifi_sample.pcap',
    'parrot_anafi4_spoofed.pcapng',
    'mavic_alessa_spoofed.pcapng',
  ])('%s says, frame by frame, what an independent decoder says', (name) => {
    const want = JSON.parse(readFileSync(`${FOLDER}/${name}.expected.json`, 'utf8')) as object[];
    const got: object[] = [];
    for (const one of remoteid.split(readFileSync(`${FOLDER}/${name}`))) {
      if (!one.ok) throw new Error(one.error.text);
      const decoded = remoteid.decode(one.value.bytes, one.value.receivedAt);
      if (!decoded.ok) throw new Error(decoded.error.text);
      const { transport: _, missing: __, ...message } = decoded.value.message;
      got.push(message);
    }
    expect(got).toEqual(want);
  });
});
