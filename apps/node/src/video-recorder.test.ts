import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8, instant } from '@greenline/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VideoRecorder } from './video-recorder.ts';

const NOW = instant(Date.UTC(2026, 2, 10, 10, 0, 12));
const segment = (content: string, seconds = 12) => ({
  bytes: new TextEncoder().encode(content),
  firstPts: 0,
  lastPts: 90_000 * seconds,
});

describe('a recorder of video', () => {
  let data: string;
  let entries: Record<string, unknown>[];
  let failures: string[];
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'greenline-video-'));
    entries = [];
    failures = [];
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));
  const recorder = (folder = data) =>
    new VideoRecorder({
      data: folder,
      feed: 'drone-7',
      now: () => NOW,
      enter: async (entry) => {
        const told = JSON.parse(fromUtf8(entry) ?? '');
        // The film is there before the journal speaks of it.
        expect(readdirSync(join(folder, 'video'))).toContain(`${told.sha256}.ts`);
        entries.push(told);
      },
      onFailure: (cause) => failures.push(cause.message),
    });

  it('keeps each segment under its digest, and enters the digest after it', async () => {
    const one = recorder();
    one.record(segment('first'), 'udp://192.0.2.7:5004');
    one.record(segment('second'), 'udp://192.0.2.7:5004');
    await one.close();
    for (const [i, text] of ['first', 'second'].entries()) {
      const sha256 = createHash('sha256').update(text).digest('hex');
      expect(entries[i]).toMatchObject({ feed: 'drone-7', sha256, from: 'udp://192.0.2.7:5004' });
      expect(readFileSync(join(data, 'video', `${sha256}.ts`), 'utf8')).toBe(text);
    }
    expect(entries.map(({ firstAt }) => firstAt)).toEqual([
      '2026-03-10T10:00:00Z',
      '2026-03-10T10:00:12Z',
    ]);
    expect(readdirSync(join(data, 'video'))).toHaveLength(2);
    expect(failures).toEqual([]);
  });

  it('says which feed lost a segment that the disk does not take', async () => {
    writeFileSync(join(data, 'file'), '');
    const one = recorder(join(data, 'file'));
    one.record(segment('lost'), 'tcp://192.0.2.7:5004');
    await one.close();
    expect(entries).toEqual([]);
    expect(failures).toEqual(['feed drone-7: a segment of video is lost']);
  });
});
