import { concat, fromHex, instant, utf8 } from '@greenline/base';
import { decodeCot } from './cot/decode.ts';
import { EventFramer } from './cot/framer.ts';
import { writeProtobuf } from './protobuf/write.ts';
import { remoteid } from './remoteid/decode.ts';
import { decodeSapient } from './sapient/decode.ts';
import { sapientMessage } from './sapient/fields.ts';
import { SapientFramer, sapientFrame } from './sapient/frames.ts';
import { decodeTak } from './takproto/decode.ts';
import { encodeCotAsTak } from './takproto/encode.ts';
import { TakFramer } from './takproto/framer.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

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
];

/** The median of five rounds after two to warm up. */
function rate(unit: string, round: () => number): { value: number; unit: string } {
  const rates: number[] = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    const done = round();
    rates.push((1000 * done) / (performance.now() - start));
  }
  const [, , median = 0] = rates.slice(2).sort((a, b) => a - b);
  return { value: Math.round(median), unit };
}
