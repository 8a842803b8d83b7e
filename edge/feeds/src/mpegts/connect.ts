import type { Connector, Deliver } from '../deliver.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { type DatagramOptions, listenDatagrams, PerSender } from '../stream/listen-datagrams.ts';
import { messagesOf } from './decode.ts';
import { Demuxer } from './demuxer.ts';
import { withoutRtp } from './rtp.ts';
import { Segmenter, type VideoSegment } from './segmenter.ts';

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
  const streams = new PerSender((from) => streamFrom(from, options));
  const connector = await listenDatagrams(
    options,
    () => 'mpegts',
    (datagram, from) => messagesOf(streams.of(from).demuxer.push(withoutRtp(datagram))),
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
): Promise<Connector> =>
  listenStream(
    options,
    () => {
      let stream = streamFrom('', options);
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
          stream = streamFrom(from, options);
          return { heard: () => 'mpegts' };
        },
      };
    },
    deliver,
  );

interface Stream {
  readonly demuxer: Demuxer;
  readonly segmenter?: Segmenter;
}

function streamFrom(from: string, { record }: Recording): Stream {
  if (record === undefined) return { demuxer: new Demuxer() };
  const segmenter = new Segmenter((segment) => record(segment, from));
  return { demuxer: new Demuxer(undefined, segmenter), segmenter };
}
