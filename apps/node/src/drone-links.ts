import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromHex } from '@greenline/base';
import {
  type Connector,
  type DatagramOptions,
  type Deliver,
  KEY_BYTES,
  listenKlvUdp,
  listenMavlinkTcp,
  listenMavlinkUdp,
  listenMpegTsTcp,
  listenMpegTsUdp,
  type Recording,
  type Signing,
  type StreamOptions,
} from '@greenline/feeds';
import type { MissionFile } from '@greenline/pipeline';
import { type RecorderPorts, VideoRecorder } from './video-recorder.ts';

type FeedPlan = MissionFile['feeds'][number];

/** Where the link listens, and what it allows. */
export type LinkOptions = StreamOptions & DatagramOptions & { readonly host: string };

type Open = (options: LinkOptions & Signing & Recording, deliver: Deliver) => Promise<Connector>;

/** What reads drones' formats, by format and protocol. */
const OPENERS: Readonly<Record<string, Open>> = {
  'mavlink tcp:': listenMavlinkTcp,
  'mavlink udp:': listenMavlinkUdp,
  'misb0601 udp:': (options, deliver) => listenKlvUdp(options, 'misb0601', deliver),
  'misb0903 udp:': (options, deliver) => listenKlvUdp(options, 'misb0903', deliver),
  'mpegts tcp:': listenMpegTsTcp,
  'mpegts udp:': listenMpegTsUdp,
};

/** Where the keys are, where video goes, and how it is entered into the journal. */
export type DronePorts = Omit<RecorderPorts, 'feed'>;

/** Opens the link of a drone; `undefined` where the format, or the format over this protocol, is none. */
export function listenToDrone(
  plan: FeedPlan,
  link: LinkOptions,
  ports: DronePorts,
  deliver: Deliver,
): Promise<Connector> | undefined {
  if (plan.listen === undefined) return undefined;
  // A stream is the same with certificates or without.
  const protocol = new URL(plan.listen).protocol.replace('tls:', 'tcp:');
  const open = OPENERS[`${plan.format} ${protocol}`];
  if (open === undefined) return undefined;
  const options = { ...link, ...signingOf(plan, ports.data) };
  return plan.record === true && plan.format === 'mpegts'
    ? listenAndRecord(open, options, new VideoRecorder({ ...ports, feed: plan.id }), deliver)
    : open(options, deliver);
}

async function listenAndRecord(
  open: Open,
  options: Parameters<Open>[0],
  recorder: VideoRecorder,
  deliver: Deliver,
): Promise<Connector> {
  const record: Recording['record'] = (segment, from) => recorder.record(segment, from);
  const connector = await open({ ...options, record }, deliver);
  return {
    ...connector,
    close: async () => {
      await connector.close();
      await recorder.close();
    },
  };
}

/** The key that the frames of a MAVLink link must be signed with, by path from the data folder. */
function signingOf({ signingKeyFile }: FeedPlan, data: string): Signing {
  if (signingKeyFile === undefined) return {};
  const path = resolve(data, signingKeyFile);
  const wanted = `put ${2 * KEY_BYTES} hex digits there`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${wanted}`, { cause });
  }
  const key = fromHex(text.trim());
  if (key?.length !== KEY_BYTES) throw new Error(`${path} holds no key: ${wanted}`);
  return { keyOf: () => key };
}
