import { existsSync, readFileSync } from 'node:fs';
import { concat, fromHex, instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crcOf } from './crc.ts';
import { decodeMavlink, mavlink } from './decode.ts';
import { readFrame } from './frame.ts';
import { FrameReader } from './framer.ts';
import { messageIds, messageKind, messageNamed } from './message-kind.ts';
import { SignatureChecker } from './signing.ts';
import { type FieldValue, frameOf, oldFrameOf, type SigningLink } from './write.ts';

const HEARD = instant(Date.UTC(2026, 2, 10, 10));
const FROM = { system: 7, component: 1, sequence: 3 };
type Values = Readonly<Record<string, FieldValue>>;

function frame(name: string, values: Values, signing?: SigningLink): Uint8Array {
  const bytes = frameOf(name, values, FROM, signing);
  if (bytes === undefined) throw new Error(name);
  return bytes;
}

function read(bytes: Uint8Array) {
  const decoded = decodeMavlink(bytes, HEARD);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value;
}

const POSITION: Values = {
  time_boot_ms: 12_345,
  lat: 351_234_567,
  lon: 331_234_567,
  alt: 250_000,
  relative_alt: 120_000,
  vx: 300,
  vy: 400,
  hdg: 9000,
};

describe('a message of MAVLink', () => {
  it.each([
    // CRC_EXTRA and lengths as the published generators state them (mavlink/c_library_v2, MIT).
    ['HEARTBEAT', 0, 50, 9],
    ['SYS_STATUS', 1, 124, 43],
    ['GPS_RAW_INT', 24, 24, 52],
    ['ATTITUDE', 30, 39, 28],
    ['GLOBAL_POSITION_INT', 33, 104, 28],
    ['COMMAND_LONG', 76, 152, 33],
    ['BATTERY_STATUS', 147, 154, 54],
    ['ADSB_VEHICLE', 246, 184, 38],
    ['STATUSTEXT', 253, 83, 54],
    ['OPEN_DRONE_ID_LOCATION', 12_901, 254, 59],
  ])('%s has its number, check byte and length', (name, id, crcExtra, bytes) => {
    expect(messageNamed(name)).toMatchObject({ id, crcExtra, bytes });
  });

  it('is in the table once, within what a frame can hold', () => {
    const kinds = messageIds().map((id) => messageKind(id));
    expect(kinds.length).toBeGreaterThan(350);
    for (const kind of kinds) expect(kind?.bytes).toBeLessThanOrEqual(255);
    expect(new Set(kinds.map((kind) => kind?.name)).size).toBe(kinds.length);
  });

  it('is written and read back the same, whatever its values', () => {
    fc.assert(
      fc.property(fc.constantFrom(...messageIds()), fc.infiniteStream(fc.nat(255)), (id, dice) => {
        const kind = messageKind(id);
        if (kind === undefined) throw new Error(String(id));
        const values: Record<string, FieldValue> = {};
        for (const { name, type, count } of kind.fields) {
          const one = () =>
            type === 'char' ? 65 + (dice.next().value % 26) : dice.next().value % 100;
          if (count === undefined) values[name] = type === 'char' ? 'Z' : one();
          else if (type === 'char')
            values[name] = String.fromCharCode(...Array.from({ length: count }, one));
          else values[name] = Array.from({ length: count }, one);
        }
        const { message } = read(frame(kind.name, values));
        expect(message).toMatchObject({
          name: kind.name,
          id,
          system: 7,
          component: 1,
          sequence: 3,
          version: 2,
        });
        expect(message.fields).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });

  it('is filled up with the zeros that its sender left away', () => {
    const bytes = frame('HEARTBEAT', { type: 2 });
    expect(bytes.length).toBeLessThan(12 + 9);
    expect(read(bytes).message.fields).toMatchObject({ type: 2, mavlink_version: 0 });
  });

  it('of version 1 has no extensions', () => {
    const bytes =
      oldFrameOf('GPS_RAW_INT', { fix_type: 3, lat: 1, lon: 2 }, FROM) ?? new Uint8Array();
    const { message } = read(bytes);
    expect(message).toMatchObject({ version: 1, fields: { fix_type: 3 } });
    expect(message.fields).not.toHaveProperty('h_acc');
  });

  it('that nobody has heard of is kept as bytes', () => {
    const bytes = frame('HEARTBEAT', { type: 2 });
    bytes.set([0xff, 0xff, 0xff], 7);
    expect(read(bytes).message).toMatchObject({
      name: 'unknown',
      id: 0xff_ffff,
      checked: false,
      payload: expect.any(String),
    });
  });

  it('has texts to their first NUL, no NaN, and whole numbers beyond 2^53 as text', () => {
    expect(read(frame('STATUSTEXT', { severity: 4, text: 'PreArm' })).message.fields).toMatchObject(
      { text: 'PreArm' },
    );
    expect(read(frame('ATTITUDE', { roll: Number.NaN, yaw: 1 })).message.fields).toMatchObject({
      roll: null,
      yaw: 1,
    });
    expect(read(frame('SYSTEM_TIME', { time_unix_usec: 2n ** 60n })).message.fields).toMatchObject({
      time_unix_usec: String(2n ** 60n),
    });
  });

  it('with a wrong check code is refused', () => {
    const bytes = frame('GLOBAL_POSITION_INT', POSITION);
    bytes[12] = (bytes[12] ?? 0) ^ 1;
    expect(decodeMavlink(bytes, HEARD)).toMatchObject({ error: { kind: 'bad-crc' } });
  });

  it('with a feature unknown here is refused', () => {
    const bytes = frame('HEARTBEAT', {});
    bytes[2] = 2;
    expect(decodeMavlink(bytes, HEARD)).toMatchObject({ error: { kind: 'incompatible' } });
  });
});

describe('a vehicle', () => {
  it('is where it says, and moves as it says', () => {
    expect(read(frame('GLOBAL_POSITION_INT', POSITION)).sightings).toEqual([
      {
        kind: 'object',
        sensor: 'mavlink:7',
        identity: 'mavlink:7',
        observedAt: HEARD,
        position: { lon: 33.1234567, lat: 35.1234567 },
        speedMps: 5,
        courseDeg: expect.closeTo(53.13, 2),
        class: { 'uncrewed-aircraft': 1 },
        selfReport: true,
        attributes: {
          heightAboveSeaM: 250,
          heightAboveHomeM: 120,
          headingDeg: 90,
          verticalSpeedMps: 0,
        },
      },
    ]);
  });

  it('without a fix, or without a time, is nowhere', () => {
    expect(read(frame('GLOBAL_POSITION_INT', { hdg: 1 })).sightings).toEqual([]);
    const unheard = decodeMavlink(frame('GLOBAL_POSITION_INT', POSITION), undefined);
    expect(unheard.ok && unheard.value.sightings).toEqual([]);
    expect(read(frame('GPS_RAW_INT', { ...POSITION, fix_type: 1 })).sightings).toEqual([]);
  });

  it('says how well its receiver knows, and its height above the ellipsoid', () => {
    const { sightings } = read(
      frame('GPS_RAW_INT', {
        fix_type: 3,
        lat: 1e8,
        lon: 2e8,
        alt: 100_000,
        alt_ellipsoid: 130_000,
        h_acc: 1500,
        vel: 65_535,
        cog: 65_535,
      }),
    );
    expect(sightings).toMatchObject([{ position: { lat: 10, lon: 20, height: 130 }, sigmaM: 1.5 }]);
    expect(sightings[0]).not.toHaveProperty('speedMps');
  });

  it('shows what its camera looks at', () => {
    const { sightings } = read(
      frame('CAMERA_FOV_STATUS', {
        lat_camera: 350_000_000,
        lon_camera: 330_000_000,
        alt_camera: 600_000,
        lat_image: 350_010_000,
        lon_image: 330_000_000,
        alt_image: 100_000,
        hfov: 30,
        vfov: 20,
      }),
    );
    const attributes = sightings[0]?.attributes as { footprint: { coordinates: number[][][] } };
    expect(attributes).toMatchObject({ frameCentre: { lat: 35.001, lon: 33, elevationM: 100 } });
    const ring = attributes.footprint.coordinates[0] ?? [];
    expect(ring).toHaveLength(5);
    const lats = ring.map(([, lat = 0]) => lat);
    expect([Math.min(...lats) < 35.001, Math.max(...lats) > 35.001]).toEqual([true, true]);
  });

  it('passes on what it hears, marked as a broadcast', () => {
    const [aircraft] = read(
      frame('ADSB_VEHICLE', {
        ICAO_address: 0xabcdef,
        lat: 351e6,
        lon: 331e6,
        altitude: 3_000_000,
        altitude_type: 1,
        hor_velocity: 5000,
        heading: 4500,
        callsign: 'TEST1',
        flags: 1 + 2 + 4 + 8 + 16,
        emitter_type: 14,
      }),
    ).sightings;
    expect(aircraft).toMatchObject({
      identity: 'icao:abcdef',
      broadcast: true,
      class: { 'uncrewed-aircraft': 1 },
      position: { height: 3000 },
      speedMps: 50,
      courseDeg: 45,
    });
    const [drone] = read(
      frame('OPEN_DRONE_ID_LOCATION', {
        id_or_mac: [1, 2, 3, 4, 5, 6],
        status: 2,
        latitude: 351e6,
        longitude: 331e6,
        altitude_geodetic: 321,
        speed_horizontal: 1000,
        direction: 36_100,
        speed_vertical: 6300,
        horizontal_accuracy: 10,
        height: -1000,
        timestamp: 12.5,
      }),
    ).sightings;
    expect(drone).toMatchObject({
      sensor: 'remoteid',
      identity: 'mac:010203040506',
      observedAt: HEARD + 12_500,
      broadcast: true,
      speedMps: 10,
      sigmaM: expect.closeTo(4.0853, 3),
      attributes: { status: 'airborne', heardBy: 'mavlink:7' },
    });
    expect(drone).not.toHaveProperty('courseDeg');
  });

  it('passes on packs of Remote ID', () => {
    // Basic ID and location: opendroneid/wireshark-dissector, odid_wifi_bcn_sample.pcap.
    const messages = fromHex(
      '00004d464731413031323334353637383900000000000050f6'.padEnd(50, '0') +
        '10005c527ebcba251ba88cb4b60000aa099808394100000a00',
    );
    const { sightings } = read(
      frame('OPEN_DRONE_ID_MESSAGE_PACK', {
        single_message_size: 25,
        msg_pack_size: 2,
        messages: [...(messages ?? [])],
      }),
    );
    expect(sightings).toMatchObject([{ sensor: 'remoteid', broadcast: true }]);
  });
});

describe('a stream of frames', () => {
  const frames = [
    frame('HEARTBEAT', { type: 2 }),
    frame('GLOBAL_POSITION_INT', POSITION),
    oldFrameOf('ATTITUDE', { roll: 1 }, FROM) ?? new Uint8Array(),
    frame('STATUSTEXT', { text: 'a' }),
  ];

  it('is cut at its frames however it is chopped into pieces', () => {
    const stream = concat(...frames);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (cuts) => {
        const reader = new FrameReader();
        const read = [];
        let at = 0;
        for (let i = 0; at < stream.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          read.push(...reader.push(stream.slice(at, at + size)));
          at += size;
        }
        read.push(...reader.end());
        expect(read.map((one) => one.ok && one.value.bytes)).toEqual(frames);
      }),
    );
  });

  it('with noise and a damaged frame loses those only', () => {
    const bad = Uint8Array.from(frames[1] ?? []);
    bad[14] = (bad[14] ?? 0) ^ 0xff;
    const stream = concat(
      utf8('noise '),
      frames[0] ?? bad,
      bad,
      frames[2] ?? bad,
      Uint8Array.of(0xfd, 9),
      frames[3] ?? bad,
      (frames[0] ?? bad).subarray(0, 5),
    );
    expect([...mavlink.split(stream)].map((one) => (one.ok ? 'read' : one.error.kind))).toEqual([
      'not-mavlink',
      'read',
      'bad-crc',
      'read',
      'not-mavlink',
      'read',
      'not-mavlink',
    ]);
  });

  const record = (ms: number, bytes: Uint8Array) => {
    const stamp = new Uint8Array(8);
    new DataView(stamp.buffer).setBigUint64(0, BigInt(ms) * 1000n);
    return concat(stamp, bytes);
  };

  it('in a telemetry log has the times of the log', () => {
    const log = concat(...frames.map((one, i) => record(HEARD + i, one)));
    expect(mavlink.recognises(log)).toBe(true);
    expect([...mavlink.split(log)].map((one) => one.ok && one.value.receivedAt)).toEqual(
      [0, 1, 2, 3].map((i) => HEARD + i),
    );
  });

  it('in a log with damage goes on behind it', () => {
    const bad = Uint8Array.from(frames[1] ?? []);
    bad[14] = (bad[14] ?? 0) ^ 0xff;
    const log = concat(
      record(HEARD, frames[0] ?? bad),
      record(HEARD, bad),
      utf8('lost'),
      record(HEARD, frames[3] ?? bad),
      record(HEARD, frames[1] ?? bad).subarray(0, 20),
    );
    expect([...mavlink.split(log)].map((one) => (one.ok ? 'read' : one.error.kind))).toEqual([
      'read',
      'not-mavlink',
      'read',
      'truncated',
    ]);
  });

  it.skipIf(!existsSync('../shared/data/06-mavlink'))('of a recorded log is read', () => {
    const log = readFileSync('../shared/data/06-mavlink/capture.mav2.battery_status.tlog');
    const [first] = [...mavlink.split(log)];
    if (!first?.ok) throw new Error('not read');
    expect(read(first.value.bytes).message).toMatchObject({
      name: 'BATTERY_STATUS',
      version: 2,
      fields: { temperature: 32_767, battery_remaining: 100 },
    });
    expect([...mavlink.split(log)].filter((one) => one.ok)).toHaveLength(1);
  });
});

describe('a signed frame', () => {
  const key = new Uint8Array(32).fill(7);
  const at = (ticks: number, link = 1) => frame('HEARTBEAT', { type: 2 }, { key, link, ticks });
  const faults = (...all: Uint8Array[]) => {
    const checker = new SignatureChecker((link) => (link < 5 ? key : undefined));
    return all.map((bytes) => {
      const one = readFrame(bytes);
      return one && checker.faultOf(bytes, one);
    });
  };

  it('is believed once, with the key of its link', () => {
    expect(faults(at(1000), at(1001), at(1001), at(999), at(500, 2))).toEqual([
      undefined,
      undefined,
      'replayed',
      'replayed',
      undefined,
    ]);
  });

  it('is refused without signature, without key, altered, and from a link that lags too far', () => {
    const altered = at(1000);
    altered[10] = (altered[10] ?? 0) ^ 1;
    expect(faults(frame('HEARTBEAT', {}), at(1, 9), altered)).toEqual([
      'unsigned',
      'no-key',
      'bad-signature',
    ]);
    expect(faults(at(10_000_000), at(1, 2))).toEqual([undefined, 'replayed']);
  });

  it('says in its message by which link and when it was signed', () => {
    expect(read(at(100 * 1000)).message).toMatchObject({
      signature: { link: 1, signedAtMs: Date.UTC(2015, 0, 1) + 1000 },
    });
  });
});

describe('the check code', () => {
  it('is that of MCRF4XX', () => {
    // The check value of CRC-16/MCRF4XX over the nine digits.
    expect(crcOf(utf8('123456789'))).toBe(0x6f91);
  });
});
