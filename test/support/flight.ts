import { concat, utf8 } from '@greenline/base';
import { klvPacket, localSet, streamOf, UAS_DATALINK } from '@greenline/feeds';

/** Where the drone begins; it goes north and looks at what is east of it. */
export const FLIGHT_FROM = { lon: 36.2, lat: 47.6 };
const STEP = 1e-4;

function code(degrees: number, bound: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round((degrees / bound) * (2 ** 31 - 1)));
  return bytes;
}

/** ST 0601 of one second of the flight: when, who, where, and the four corners of what the camera sees. */
export function flightPacket(start: number, second: number): Uint8Array {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(start + 1000 * second) * 1000n);
  const lat = FLIGHT_FROM.lat + STEP * second;
  const { lon } = FLIGHT_FROM;
  const corners = [
    [lat + 0.004, lon + 0.004],
    [lat + 0.004, lon + 0.012],
    [lat - 0.004, lon + 0.012],
    [lat - 0.004, lon + 0.004],
  ] as const;
  return klvPacket(
    UAS_DATALINK,
    localSet([
      [2, stamp],
      [4, utf8('AF-101')],
      [13, code(lat, 90)],
      [14, code(lon, 180)],
      [23, code(lat, 90)],
      [24, code(lon + 0.008, 180)],
      ...corners.flatMap(([north, east], i): [number, Uint8Array][] => [
        [82 + 2 * i, code(north, 90)],
        [83 + 2 * i, code(east, 180)],
      ]),
    ]),
  );
}

/** A transport stream with a picture (empty) and a packet of metadata each second. */
export const flightStream = (start: number, seconds: number): Uint8Array =>
  concat(
    ...Array.from({ length: seconds }, (_, second) => {
      const pts = 90_000 * (10 + second);
      const video = { pid: 0x100, streamType: 0x1b, firstPts: pts, pts };
      const bytes = flightPacket(start, second);
      return streamOf({ pid: 0x101, streamType: 6, pts, video, bytes }, second);
    }),
  );
