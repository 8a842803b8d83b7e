import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { derivedId, type Instant } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import {
  type Connector,
  type DatagramOptions,
  type Deliver,
  type DialOptions,
  dialStream,
  listenAisUdp,
  listenAsterix,
  listenCotTcp,
  listenCotUdp,
  listenSapient,
  listenStream,
  listenTak,
  type OpenEnvelope,
  type SapientConnector,
  type Speech,
  type StreamOptions,
  speakAdsb,
  speakAis,
  type TakClient,
  type TlsKeys,
} from '@greenline/feeds';
import { handOf, type MissionFile } from '@greenline/pipeline';
import type { DeviceGate } from './device-gate.ts';
import { type DronePorts, listenToDrone } from './drone-links.ts';
import type { FeedHealth } from './feed-health.ts';
import type { Intake } from './intake.ts';
import type { Lanes } from './lanes.ts';

export type FeedPlan = MissionFile['feeds'][number];

export interface ListenerPorts {
  /** Id of the mission: the node's name to those it talks with. */
  readonly mission: string;
  /** The node's data folder, where its keys are. */
  readonly data: string;
  readonly intake: Intake;
  readonly health: FeedHealth;
  readonly gate: DeviceGate;
  readonly lanes: Lanes;
  /** A link to SAPIENT nodes is open. */
  readonly onSapient: (plan: FeedPlan, link: SapientConnector) => void;
  /** A TAK client came; what comes back is called when it goes. `undefined`: it may not be here. */
  readonly onTakClient: (client: TakClient) => (() => void) | undefined;
}

/** Opens the sockets that a mission names. What comes by one is told by that feed's id. */
export async function openListeners(
  plans: readonly FeedPlan[],
  ports: ListenerPorts,
): Promise<readonly Connector[]> {
  const open: Connector[] = [];
  for (const plan of plans) {
    try {
      open.push(await listen(plan, ports));
    } catch (cause) {
      await Promise.all(open.map((connector) => connector.close()));
      throw listenError(`mission.yaml: feed ${plan.id}`, addressOf(plan), cause);
    }
  }
  return open;
}

/** One line a person can act on. */
export function listenError(what: string, where: string, cause: unknown): Error {
  const code = (cause as NodeJS.ErrnoException).code;
  const reason =
    code === 'EADDRINUSE'
      ? 'somebody listens there already: stop it, or choose another port'
      : code === 'EACCES'
        ? 'this user may not listen there: choose a port above 1023'
        : String((cause as Error).message ?? cause);
  return new Error(`${what}: ${where}: ${reason}`, { cause });
}

async function listen(plan: FeedPlan, ports: ListenerPorts): Promise<Connector> {
  const { intake, health, lanes } = ports;
  const { protocol, hostname, port } = new URL(addressOf(plan));
  const deliver: Deliver = async (bytes, { format, from, offset, device, envelope }) => {
    health.received(plan.id, intake.now());
    const by = device === undefined ? plan.id : handOf(plan.id, device);
    const lane = lanes.of(format, bytes, from.replace(/:\d+$/, ''), plan.lane);
    const message = { bytes, type: `message/${format}`, by, offset, lane };
    await intake.takeAll(
      envelope === undefined
        ? [message]
        : [{ bytes: envelope, type: 'envelope', by: plan.id, lane }, message],
    );
    health.kept(plan.id);
  };
  const tls = protocol === 'tls:' ? keysOf(plan, ports.data) : undefined;
  const options = {
    port: Number(port),
    host: hostname,
    ...(tls !== undefined && { tls }),
    ...(plan.signed === true && { openEnvelope: openerOf(plan, ports) }),
    ...limitsOf(plan),
  };
  const connector =
    plan.connect !== undefined
      ? await dial(plan, options, deliver)
      : ((await listenToDrone(plan, options, dronePorts(plan, ports), deliver)) ??
        (protocol === 'udp:'
          ? await listenByDatagram(plan, options, deliver)
          : await listenByStream(plan, options, ports, deliver)));
  health.add(plan.id, plan.format, protocol.slice(0, -1), connector.counters);
  return connector;
}

/** Quotas of the mission; the connectors have limits of their own where it says nothing. */
const limitsOf = ({ mostPerS, mostBytesPerS, ...plan }: FeedPlan) => ({
  ...(mostPerS !== undefined && { mostPerS }),
  ...(mostBytesPerS !== undefined && { mostBytesPerS }),
  ...(plan.mostConnections !== undefined && { mostConnections: plan.mostConnections }),
  ...(plan.mostConnectionsPerAddress !== undefined && {
    mostConnectionsPerAddress: plan.mostConnectionsPerAddress,
  }),
});

/** For the devices that the link names, and for this feed of this mission alone. */
const openerOf = ({ id, sensors, as }: FeedPlan, { mission, gate }: ListenerPorts): OpenEnvelope =>
  gate.opener(`${mission}/${id}`, as === undefined ? sensors : [...sensors, as]);

/** A plan has one of the two: the mission was checked. */
const addressOf = ({ listen, connect }: FeedPlan): string => listen ?? connect ?? '';

/** Formats whose senders only speak: how their streams are cut. */
const SPOKEN: ReadonlyMap<string, () => Speech> = new Map([
  ['adsb', speakAdsb],
  ['ais', speakAis],
]);

function dial({ format }: FeedPlan, options: DialOptions, deliver: Deliver): Promise<Connector> {
  const speak = SPOKEN.get(format);
  if (speak === undefined)
    throw new Error(
      `nobody is called for ${format}; for ${[...SPOKEN.keys()].join(' and ')} they are`,
    );
  return dialStream(options, speak, deliver);
}
const dronePorts = ({ id }: FeedPlan, { data, intake }: ListenerPorts): DronePorts => ({
  data,
  now: () => intake.now(),
  enter: async (bytes) => {
    await intake.take(bytes, 'message/video', id);
  },
  onFailure: ({ message }) => process.stderr.write(`greenline: ${message}\n`),
});

function listenByDatagram(
  { format, editions }: FeedPlan,
  options: DatagramOptions,
  deliver: Deliver,
): Promise<Connector> {
  if (format === 'cot' || format === 'takproto') return listenCotUdp(options, deliver);
  if (format === 'ais') return listenAisUdp(options, deliver);
  if (format === 'asterix')
    return listenAsterix({ ...options, ...(editions !== undefined && { editions }) }, deliver);
  throw new Error(
    `no datagram is read as ${format}; cot, takproto, asterix, ais, mavlink, mpegts and KLV are`,
  );
}

async function listenByStream(
  plan: FeedPlan,
  options: StreamOptions,
  { mission, intake, onSapient, onTakClient }: ListenerPorts,
  deliver: Deliver,
): Promise<Connector> {
  const now = (): Instant => intake.now();
  switch (plan.format) {
    case 'cot':
      return listenCotTcp(options, deliver);
    case 'takproto':
      return listenTak({ ...options, node: mission, now, onClient: onTakClient }, deliver);
    case 'sapient': {
      const nodeId = derivedId(nodeHasher, 'sapient-node', [mission, plan.id], 0);
      const link = await listenSapient({ ...options, nodeId, now }, deliver);
      onSapient(plan, link);
      return link;
    }
    case 'adsb':
      return listenStream(options, speakAdsb, deliver);
    case 'ais':
      return listenStream(options, speakAis, deliver);
    default:
      throw new Error(
        `no socket reads ${plan.format}; cot, takproto, sapient, adsb, ais, mavlink and mpegts do`,
      );
  }
}

function keysOf({ tls }: FeedPlan, data: string): TlsKeys {
  if (tls === undefined)
    throw new Error('a tls link needs `tls: { cert, key, ca }`, paths from the data folder');
  const read = (path: string): string => {
    try {
      return readFileSync(resolve(data, path), 'utf8');
    } catch (cause) {
      throw new Error(`${resolve(data, path)} cannot be read: put the PEM file there`, { cause });
    }
  };
  return { cert: read(tls.cert), key: read(tls.key), ca: read(tls.ca) };
}
