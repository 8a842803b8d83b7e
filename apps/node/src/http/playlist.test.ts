import { instant } from '@greenline/base';
import type { RecordedVideo } from '@greenline/pipeline';
import { describe, expect, it } from 'vitest';
import { rangeOf } from './byte-range.ts';
import { playlistOf } from './playlist.ts';

const segment = (name: string, firstPts: number, lastPts: number) =>
  ({ sha256: name, from: instant(0), firstPts, lastPts }) as RecordedVideo;

describe('a playlist of recorded segments', () => {
  it('plays on from one segment to the next, and says where the stream broke off', () => {
    const text = playlistOf([
      segment('a', 0, 897_000),
      segment('b', 900_000, 1_797_000),
      segment('c', 5_000_000, 5_090_000),
    ]);
    expect(
      text.split('\n').filter((line) => !/DATE-TIME|VERSION|TYPE|SEQUENCE/.test(line)),
    ).toEqual([
      ...['#EXTM3U', '#EXT-X-TARGETDURATION:10', '#EXTINF:10.000,', 'video/a'],
      ...['#EXTINF:10.007,', 'video/b', '#EXT-X-DISCONTINUITY', '#EXTINF:1.040,', 'video/c'],
      ...['#EXT-X-ENDLIST', ''],
    ]);
  });

  it('plays on over the turn of the 33 bits', () => {
    const text = playlistOf([segment('a', 2 ** 33 - 90_000, 2 ** 33 - 3_000), segment('b', 0, 1)]);
    expect(text).toContain('#EXTINF:1.000,');
    expect(text).not.toContain('DISCONTINUITY');
  });
});

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-9', [0, 9]],
    ['bytes=90-', [90, 99]],
    ['bytes=90-500', [90, 99]],
    ['bytes=-10', [90, 99]],
    ['bytes=-500', [0, 99]],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=9-0', undefined],
    ['bytes=0-1,4-5', undefined],
    ['lines=0-9', undefined],
    [undefined, undefined],
  ] as const)('asked for as %s is %j', (header, wanted) => {
    expect(rangeOf(header, 100)).toEqual(wanted);
  });
});
