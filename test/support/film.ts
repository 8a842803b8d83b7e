import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concat } from '@greenline/base';
import { packetsOf, pesOf, tablesOf } from '../../edge/feeds/src/mpegts/write.ts';
import { flightPacket } from './flight.ts';

const PACKET = 188;
/** As ffmpeg numbers the programme's map and its first stream. */
const [MAP, VIDEO, KLV] = [0x1000, 0x100, 0x101];

/** Whether this machine can make a film. */
export function hasFfmpeg(): boolean {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A film in H.264, with what the drone says of its camera once a second, as a drone's link carries it. */
export function filmOf(start: number, seconds: number): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'greenline-film-'));
  try {
    const file = join(folder, 'film.ts');
    const input = `testsrc2=size=320x180:rate=25:duration=${seconds}`;
    const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p'];
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', input, ...coding, '-f', 'mpegts', file],
    ]);
    return withMetadata(readFileSync(file), start);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the tables of a programme with metadata in the place of the film's, and metadata before its picture. */
function withMetadata(film: Uint8Array, start: number): Uint8Array {
  const parts = [
    ...tablesOf([
      { pid: VIDEO, streamType: 0x1b },
      { pid: KLV, streamType: 6 },
    ]),
  ];
  let first: number | undefined;
  let second = 0;
  let counter = 0;
  for (let at = 0; at + PACKET <= film.length; at += PACKET) {
    const packet = film.subarray(at, at + PACKET);
    const pid = (((packet[1] ?? 0) & 0x1f) << 8) | (packet[2] ?? 0);
    if (pid === 0 || pid === MAP || pid === 0x11) continue;
    const pts = pid === VIDEO ? ptsIn(packet) : undefined;
    first ??= pts;
    parts.push(packet);
    if (pts === undefined || first === undefined || pts < first + 90_000 * second) continue;
    const bytes = pesOf(0xbd, flightPacket(start, second), first + 90_000 * second);
    const packets = [...packetsOf(KLV, bytes, counter)];
    counter += packets.length;
    second += 1;
    parts.push(...packets);
  }
  return concat(...parts);
}

/** The presentation time of a picture that begins in this packet, 90 kHz. */
function ptsIn(packet: Uint8Array): number | undefined {
  if (((packet[1] ?? 0) & 0x40) === 0) return undefined;
  const from = 4 + (((packet[3] ?? 0) & 0x20) === 0 ? 0 : 1 + (packet[4] ?? 0));
  if (((packet[from + 7] ?? 0) & 0x80) === 0) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = packet.subarray(from + 9);
  return ((a >> 1) & 7) * 2 ** 30 + ((b << 7) | (c >> 1)) * 2 ** 15 + ((d << 7) | (e >> 1));
}
