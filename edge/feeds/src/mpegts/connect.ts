import type { Connector, Deliver } from '../deliver.ts';
import { SequenceGaps } from '../sequence-gaps.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { type DatagramOptions, listenDatagrams, PerSender } from '../stream/listen-datagrams.ts';
import { messagesOf } from './decode.ts';
import { Demuxer, noTsCounts, type TsCounters } from './demuxer.ts';
import { rtpSequence, withoutRtp } from './rtp.ts';
import { Segmenter, type VideoSegment } from './segmenter.ts';

const RTP_SEQUENCES = 65_536;
/** A larger gap is a sender that restarted (RFC 3550, appendix A.1). */
const RTP_MOST_GAP = 3_000;

/** Where the segments of a stream go; absent: only its metadata is kept. */
export interface Recording {
  /** `from` is the sender, as `udp://192.0.2.7:50123`. */
  readonly record?: (segment: VideoSegment, from: string) => void;
}

/**
 * Listens for transport streams over UDP, bare or in RTP: one stream a sender. The end of such a stream
 * cannot be seen, so its last segment goes when the next one is full, or with the socket.
 */
export async function listenMpegTsUdp(
  options: DatagramOptions & Recording,
  deliver: Deliver,
): Promise<Connector> {
  const counts = noTsCounts();
  const gaps = new SequenceGaps(RTP_SEQUENCES, RTP_MOST_GAP);
  const streams = new PerSender((from) => streamFrom(from, options, counts));
  const connector = await listenDatagrams(
    { ...options, missing: { tsPackets: () => counts.missing, rtpPackets: () => gaps.missing } },
    () => 'mpegts',
    (datagram, from) => {
      const sequence = rtpSequence(datagram);
      if (sequence !== undefined) gaps.note(from, sequence);
      return messagesOf(streams.of(from).demuxer.push(withoutRtp(datagram)));
    },
    deliver,
  );
  return {
    ...connector,
    close: async () => {
      await connector.close();
      for (const stream of streams.all()) stream.segmenter?.end();
    },
  };
}

/** Listens for transport streams over plain TCP: one stream a connection. */
export const listenMpegTsTcp = (
  options: StreamOptions & Recording,
  deliver: Deliver,
): Promise<Connector> => {
  const counts = noTsCounts();
  return listenStream(
    { ...options, missing: { tsPackets: () => counts.missing } },
    () => {
      let stream = streamFrom('', options, counts);
      return {
        framer: {
          push: (piece) => [...messagesOf(stream.demuxer.push(piece))],
          end: () => {
            const messages = [...messagesOf(stream.demuxer.end())];
            stream.segmenter?.end();
            return messages;
          },
        },
        converse: ({ from }) => {
          stream = streamFrom(from, options, counts);
          return { heard: () => 'mpegts' };
        },
      };
    },
    deliver,
  );
};

interface Stream {
  readonly demuxer: Demuxer;
  readonly segmenter?: Segmenter;
}

function streamFrom(from: string, { record }: Recording, counts: TsCounters): Stream {
  if (record === undefined) return { demuxer: new Demuxer(counts) };
  const segmenter = new Segmenter((segment) => record(segment, from));
  return { demuxer: new Demuxer(counts, segmenter), segmenter };
}
