import { formatInstant } from '@greenline/base';
import type { RecordedVideo } from '@greenline/pipeline';

const TURN = 2 ** 33;
const HZ = 90_000;
/** The last picture of a segment lasts so long, where no next one says. */
const PICTURE_S = 0.04;
/** Segments follow each other where the next picture comes within so many seconds of the last. */
const TOGETHER_S = 1;

/** Segments in order of time as an HLS media playlist (RFC 8216), each by its digest. */
export function playlistOf(segments: readonly RecordedVideo[]): string {
  const lines: string[] = [];
  let longest = 1;
  for (const [i, segment] of segments.entries()) {
    const { sha256, from, firstPts, lastPts } = segment;
    const next = segments[i + 1];
    const lastsS =
      next !== undefined && follows(segment, next)
        ? between(firstPts, next.firstPts)
        : between(firstPts, lastPts) + PICTURE_S;
    longest = Math.max(longest, Math.round(lastsS));
    const before = segments[i - 1];
    if (before !== undefined && !follows(before, segment)) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${formatInstant(from)}`);
    lines.push(`#EXTINF:${lastsS.toFixed(3)},`, `video/${sha256}`);
  }
  return [
    ...['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-PLAYLIST-TYPE:VOD'],
    ...[`#EXT-X-TARGETDURATION:${longest}`, '#EXT-X-MEDIA-SEQUENCE:0', ...lines],
    ...['#EXT-X-ENDLIST', ''],
  ].join('\n');
}

function follows(before: RecordedVideo, next: RecordedVideo): boolean {
  const gap = between(before.lastPts, next.firstPts);
  return gap > 0 && gap <= TOGETHER_S;
}

/** Seconds, across the turn of the 33 bits. A clock that was set back is a long way ahead. */
const between = (from: number, to: number): number => ((((to - from) % TURN) + TURN) % TURN) / HZ;
