import { createHash } from 'node:crypto';
import { concat, instant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { caller } from '../stream/caller.fixture.ts';
import { segmentEntry, video } from '../video/decode.ts';
import { listenMpegTsTcp } from './connect.ts';
import { Demuxer } from './demuxer.ts';
import { Segmenter, type VideoSegment } from './segmenter.ts';
import { packetsOf, pesOf, tablesOf } from './write.ts';

const VIDEO = { pid: 0x100, streamType: 0x1b };

/** A picture a second; every fourth needs none before it, and its packet says so. */
function film(seconds: number): Uint8Array {
  const parts = [...tablesOf([VIDEO])];
  for (let second = 0; second < seconds; second++) {
    const [packet = new Uint8Array()] = packetsOf(
      VIDEO.pid,
      pesOf(0xe0, Uint8Array.of(second), 90_000 * second),
      second,
    );
    if (second % 4 === 0) packet[5] = 0x40;
    parts.push(packet);
  }
  return concat(...parts);
}

function segmentsOf(stream: Uint8Array): VideoSegment[] {
  const segments: VideoSegment[] = [];
  const segmenter = new Segmenter((one) => segments.push(one));
  const demuxer = new Demuxer(undefined, segmenter);
  for (let at = 0; at < stream.length; at += 500) demuxer.push(stream.subarray(at, at + 500));
  demuxer.end();
  segmenter.end();
  return segments;
}

describe('a recorded stream', () => {
  it('is cut at pictures that need none before them, once ten seconds are full', () => {
    const seconds = segmentsOf(film(30)).map(({ firstPts, lastPts }) => [
      firstPts / 90_000,
      lastPts / 90_000,
    ]);
    expect(seconds).toEqual([
      [0, 11],
      [12, 23],
      [24, 29],
    ]);
  });

  it('is kept packet for packet, and every segment has the tables in front', () => {
    const stream = film(30);
    const [tables, pictures] = [stream.subarray(0, 376), stream.subarray(376)];
    const segments = segmentsOf(stream);
    expect(segments.map(({ bytes }) => bytes.slice(0, 376))).toEqual(
      segments.map(() => tables.slice()),
    );
    expect(concat(...segments.map(({ bytes }) => bytes.subarray(376)))).toEqual(pictures.slice());
  });

  it('goes on from its last segment when its connection ends', async () => {
    const recorded: VideoSegment[] = [];
    const connector = await listenMpegTsTcp(
      { port: 0, record: (segment) => recorded.push(segment) },
      async () => {},
    );
    caller(connector.port).end(film(15));
    await expect.poll(() => recorded).toHaveLength(2);
    await connector.close();
  });

  it('is a note in the journal that names the film by its digest', () => {
    const [segment] = segmentsOf(film(12));
    const bytes = segment?.bytes ?? new Uint8Array();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const entry = segmentEntry({
      feed: 'drone-7',
      from: 'udp://192.0.2.7:5004',
      sha256,
      bytes: bytes.length,
      firstAt: instant(Date.UTC(2026, 2, 10)),
      lastAt: instant(Date.UTC(2026, 2, 10, 0, 0, 12)),
      firstPts: 0,
      lastPts: 990_000,
    });
    expect(video.recognises(entry)).toBe(true);
    expect(video.decode(entry, undefined)).toMatchObject({
      ok: true,
      value: {
        sightings: [
          {
            kind: 'note',
            sensor: 'drone-7',
            observedAt: Date.UTC(2026, 2, 10),
            attributes: { media: [{ type: 'video/mp2t', sha256, firstPts: 0, lastPts: 990_000 }] },
          },
        ],
      },
    });
  });

  it('is refused as an entry where a field is missing', () => {
    expect(video.decode(new TextEncoder().encode('{"bytes":1}'), undefined)).toMatchObject({
      error: { kind: 'malformed' },
    });
  });
});
