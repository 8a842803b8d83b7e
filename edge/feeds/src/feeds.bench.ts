import { concat, fromHex, instant, utf8 } from '@greenline/base';
import { type Bench, rate } from './bench-rate.ts';
import { decodeCot } from './cot/decode.ts';
import { EventFramer } from './cot/framer.ts';
import { UAS_DATALINK } from './klv/packet.ts';
import { klvPacket, localSet } from './klv/packet-of.ts';
import { mavlink } from './mavlink/decode.ts';
import { FrameReader } from './mavlink/framer.ts';
import { frameOf } from './mavlink/write.ts';
import { misb0601 } from './misb0601/decode.ts';
import { writeProtobuf } from './protobuf/write.ts';
import { radarBenches } from './radar.bench.ts';
import { remoteid } from './remoteid/decode.ts';
import { decodeSapient } from './sapient/decode.ts';
import { sapientMessage } from './sapient/fields.ts';
import { SapientFramer, sapientFrame } from './sapient/frames.ts';
import { decodeTak } from './takproto/decode.ts';
import { encodeCotAsTak } from './takproto/encode.ts';
import { TakFramer } from './takproto/framer.ts';

const EVENT = utf8(
  '<event version="2.0" uid="track-4711" type="a-u-A-M-F-Q" time="2026-03-10T10:00:00.000Z" start="2026-03-10T10:00:00.000Z" stale="2026-03-10T10:01:00.000Z" how="m-g"><point lat="35.1" lon="33.3" hae="120.5" ce="12" le="20"/><detail><contact callsign="R4"/><link uid="MAST-4" type="a-f-G" relation="p-p"/><track speed="12.5" course="90"/></detail></event>',
);
/** Basic ID, location and self-ID. Source: opendroneid/wireshark-dissector, odid_wifi_bcn_sample.pcap. */
const PACK =
  fromHex(
    'f0190300004d464731413031323334353637383900000000000050f6' +
      '10005c527ebcba251ba88cb4b60000aa099808394100000a00' +
      '300052656372656174696f6e616c0000000000000000000000',
  ) ?? new Uint8Array();
const DETECTION = writeProtobuf(
  {
    timestamp: '2026-03-10T10:00:00.123Z',
    nodeId: 'a8654cdf-4328-47de-81fa-c495589e30c8',
    detectionReport: {
      reportId: '01GGYFBAXGDG7AGAHRZ6XSNY12',
      objectId: '01GGYFBAXH4VYRQYEX7S3XGK3H',
      location: {
        x: 33.3,
        y: 35.1,
        z: 120,
        xError: 5,
        yError: 5,
        coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M',
        datum: 'LOCATION_DATUM_WGS84_E',
      },
      detectionConfidence: 0.9,
      classification: [
        {
          type: 'Vehicle',
          confidence: 0.8,
          subClass: [{ type: 'Tank', confidence: 0.6, level: 1 }],
        },
      ],
      enuVelocity: { eastRate: 1, northRate: 2 },
    },
  },
  sapientMessage,
);
/** What a drone sends with each picture: 33 items, among them the corners and the security set. */
const PACKET = klvPacket(
  UAS_DATALINK,
  localSet(
    (
      [
        [2, '0004c39d51a82b20'],
        [65, '04'],
        [3, '30'],
        [4, '41462d313031'],
        [5, '93a4'],
        [6, '0e14'],
        [7, 'e642'],
        [10, '5363616e6e6572'],
        [11, '454f204e6f7365'],
        [12, '57475338342047656f64657469'],
        [13, '3161960a'],
        [14, 'c25ab9b9'],
        [15, '32c9'],
        [16, '127f'],
        [17, '0de6'],
        [18, 'c9e14b5f'],
        [19, 'e21063bc'],
        [20, '00000000'],
        [21, '002ff01e'],
        [22, '1558'],
        [23, '315c1353'],
        [24, 'c25dd62e'],
        [25, '0e2a'],
        ...['011e', '0af4', 'f5f5', '00f6', 'ff16', 'f624', '0881', 'ff37'].map(
          (digits, i) => [26 + i, digits] as const,
        ),
        [48, '1602000901010102010103042f2f55530c01010d025553'],
      ] as const
    ).map(([tag, digits]) => [tag, fromHex(digits) ?? new Uint8Array()]),
  ),
);
const FROM = { system: 1, component: 1, sequence: 0 };
const FLIGHT = { lat: 351_234_567, lon: 331_234_567, alt: 250_000, vx: 300, vy: 400, hdg: 9000 };
/** A vehicle's telemetry as it goes: one message in three says where it is. */
const TELEMETRY = concat(
  frameOf('GLOBAL_POSITION_INT', FLIGHT, FROM) ?? new Uint8Array(),
  frameOf('ATTITUDE', { roll: 0.1, pitch: 0.2, yaw: 1.5, time_boot_ms: 9 }, FROM) ??
    new Uint8Array(),
  frameOf('VFR_HUD', { airspeed: 12, groundspeed: 11, heading: 90, alt: 250 }, FROM) ??
    new Uint8Array(),
);
const SOCKET_PIECE = 64 * 1024;

export const benches: readonly Bench[] = [
  {
    name: 'cot decode: framed from a stream, to sightings, one core',
    run() {
      const stream = concat(...Array.from({ length: 20_000 }, () => EVENT));
      return rate('events/s', () => {
        const framer = new EventFramer();
        let sightings = 0;
        for (let at = 0; at < stream.length; at += SOCKET_PIECE)
          for (const one of framer.push(stream.subarray(at, at + SOCKET_PIECE))) {
            const decoded = one.ok ? decodeCot(one.value.bytes) : one;
            if (decoded.ok) sightings += decoded.value.sightings.length;
          }
        return sightings;
      });
    },
  },
  {
    name: 'remoteid decode: packs of three messages, to sightings, one core',
    run() {
      const heardAt = instant(Date.UTC(2026, 2, 10));
      return rate('messages/s', () => {
        let sightings = 0;
        for (let i = 0; i < 20_000; i++) {
          const decoded = remoteid.decode(PACK, heardAt);
          if (decoded.ok) sightings += decoded.value.sightings.length;
        }
        return sightings;
      });
    },
  },
  {
    name: 'sapient decode: detections framed from a stream, to sightings, one core',
    run() {
      const stream = concat(...Array.from({ length: 20_000 }, () => sapientFrame(DETECTION)));
      return rate('messages/s', () => {
        const framer = new SapientFramer();
        const memory = new Map<string, unknown>();
        let sightings = 0;
        for (let at = 0; at < stream.length; at += SOCKET_PIECE)
          for (const one of framer.push(stream.subarray(at, at + SOCKET_PIECE))) {
            const decoded = one.ok ? decodeSapient(one.value.bytes, undefined, memory) : one;
            if (decoded.ok) sightings += decoded.value.sightings.length;
          }
        return sightings;
      });
    },
  },
  {
    name: 'takproto decode: events framed from a stream, to sightings, one core',
    run() {
      const event = decodeCot(EVENT);
      const frame = event.ok ? encodeCotAsTak(event.value.message) : new Uint8Array();
      const stream = concat(...Array.from({ length: 20_000 }, () => frame));
      return rate('events/s', () => {
        const framer = new TakFramer();
        let sightings = 0;
        for (let at = 0; at < stream.length; at += SOCKET_PIECE)
          for (const one of framer.push(stream.subarray(at, at + SOCKET_PIECE))) {
            const decoded = one.ok ? decodeTak(one.value.bytes) : one;
            if (decoded.ok) sightings += decoded.value.sightings.length;
          }
        return sightings;
      });
    },
  },
  {
    name: 'misb0601 decode: packets of 33 items cut from a stream, to sightings, one core',
    run() {
      const stream = concat(...Array.from({ length: 20_000 }, () => PACKET));
      return rate('packets/s', () => {
        let sightings = 0;
        for (const one of misb0601.split(stream)) {
          const decoded = one.ok ? misb0601.decode(one.value.bytes, undefined) : one;
          if (decoded.ok) sightings += decoded.value.sightings.length;
        }
        return sightings;
      });
    },
  },
  {
    name: 'mavlink decode: telemetry cut from a stream, to sightings, one core',
    run() {
      const heardAt = instant(Date.UTC(2026, 2, 10));
      const stream = concat(...Array.from({ length: 20_000 }, () => TELEMETRY));
      return rate('messages/s', () => {
        const reader = new FrameReader();
        let messages = 0;
        for (let at = 0; at < stream.length; at += SOCKET_PIECE)
          for (const one of reader.push(stream.subarray(at, at + SOCKET_PIECE))) {
            const decoded = one.ok ? mavlink.decode(one.value.bytes, heardAt) : one;
            if (decoded.ok) messages += 1;
          }
        return messages;
      });
    },
  },
  ...radarBenches,
];
