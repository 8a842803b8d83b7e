import { type Instant, instant, utf8 } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import type { Connector } from '@greenline/feeds';
import { label } from '@greenline/labels';
import { type Mission, missionDigest, missionText } from '@greenline/pipeline';
import { DecisionPoint } from '@greenline/sharing';
import { fileLogStore } from '@greenline/stores';
import { Access } from './access.ts';
import { BulkGate } from './bulk-gate.ts';
import { builtConsole } from './console-build.ts';
import { Delivery } from './delivery.ts';
import { DeviceGate } from './device-gate.ts';
import { devicesOf } from './devices.ts';
import { FeedHealth } from './feed-health.ts';
import { httpServer } from './http/server.ts';
import { Intake } from './intake.ts';
import { type Keeping, openKeeping } from './keeping.ts';
import { Lanes } from './lanes.ts';
import { listenError, openListeners } from './listeners.ts';
import { mustOpenMission } from './mission-folder.ts';
import type { NodeState } from './parts.ts';
import { Past } from './picture/past.ts';
import { policyEngine } from './policy.ts';
import { SensorOrders } from './sapient/sensor-orders.ts';
import { playSimulation } from './simulation.ts';
import { openSources } from './sources.ts';
import { StaffFeed } from './tak/staff-feed.ts';
import { issueToken } from './token.ts';
import { filmsIn } from './video-recorder.ts';

export interface ServeOptions {
  /** Folder of the mission. */
  readonly mission: string;
  readonly port: number;
  readonly host: string;
  /** A PostgreSQL URL; absent: one of the node's own. */
  readonly database?: string;
  readonly data: string;
  readonly now: () => Instant;
  readonly say: (line: string) => void;
  /** Something failed that the node cannot go on without. */
  readonly onFailure: (cause: Error) => void;
}

/** A node that runs. */
export interface RunningNode {
  readonly mission: Mission;
  readonly port: number;
  /** In the order of the mission's feeds. */
  readonly feedPorts: readonly number[];
  /** A bearer token for a principal of the mission. */
  token(principal: string, hours: number): string;
  /** Resolves when the feeds' sockets have kept so many messages since the start. */
  kept(messages: number): Promise<void>;
  /** Resolves when all that was acknowledged so far is folded and written, and what it released delivered. */
  settled(): Promise<void>;
  /** Sockets first, then journal and fold, and PostgreSQL last. */
  stop(): Promise<void>;
}

const TICK_MS = 1_000;

/** Starts a node: opens what it keeps, folds what it has, then lets the world in. */
export async function serve(options: ServeOptions): Promise<RunningNode> {
  const { now, say } = options;
  const mission = mustOpenMission(options.mission);
  const engine = policyEngine(mission);
  const console = await builtConsole(say);
  let state: NodeState = 'starting';
  const fail = (cause: unknown) => {
    state = 'degraded';
    options.onFailure(cause instanceof Error ? cause : new Error(String(cause)));
  };
  const keeping = await openKeeping({
    mission,
    data: options.data,
    database: options.database,
    fromTheBeginning: false,
    say,
    onFailure: fail,
  });
  const { journal, labels, pump, store, tokenKey } = keeping;
  const connectors: Connector[] = [];
  const deliveries: Delivery[] = [];
  const stops: (() => void)[] = [];
  const bulk = new BulkGate({
    behind: () => journal.lastSeq - keeping.progress().position,
    steady: () => performance.now(),
  });
  const lanes = new Lanes();
  const intake = new Intake({
    bulk,
    journal,
    hasher: nodeHasher,
    now,
    last: keeping.lastReceivedAt,
    onAppended: () => pump.notify(),
  });
  try {
    await enter(mission, intake, keeping);
    const foldCame = () => bulk.folded(keeping.progress().position);
    keeping.listeners.add(foldCame);
    stops.push(() => bulk.stop());
    const feeds = new FeedHealth(keeping.progress());
    keeping.listeners.add(() => {
      const progress = keeping.progress();
      feeds.counted(progress);
      feeds.clocks(progress.sensors.links);
    });
    const gate = new DeviceGate(
      devicesOf(mission.file.sensors, options.data),
      keeping.progress().windows,
    );
    const { exercise } = mission.file;
    const labelOf = (owner: string, releasableTo: readonly string[] = []) =>
      labels.intern(label({ owner, releasableTo, exercise }));
    const missionLabel = labelOf('mission');
    const decisions = new DecisionPoint({
      engine,
      hasher: nodeHasher,
      labels,
      context: { exercise },
    });
    const access = new Access({ mission: () => mission, decisions, labels, store, tokenKey, now });
    const delivery = new Delivery(
      { access, intake, mission: () => mission, store, missionLabel: () => missionLabel, now },
      () => performance.now(),
    );
    deliveries.push(delivery);
    const deliver = () => void delivery.glance().catch(fail);
    keeping.listeners.add(deliver);
    stops.push(() => keeping.listeners.delete(deliver));
    const past = new Past(journal);
    const http = await httpServer({
      state: () => state,
      mission: () => mission,
      missionLabel: () => missionLabel,
      labelOf,
      access,
      store,
      past,
      intake,
      gate,
      lanes,
      delivery,
      feeds,
      log: fileLogStore(keeping.data.log),
      now,
      progress: keeping.progress,
      behind: () => pump.queue,
      folded: (seq) => pump.reached(seq),
      films: filmsIn(options.data),
      console,
    });
    const stop = async () => {
      state = 'stopping';
      for (const step of stops) step();
      await past.close();
      await Promise.all([http.close(), ...connectors.map((connector) => connector.close())]);
      await delivery.close();
      await keeping.stop();
    };
    const staffFeed = new StaffFeed({
      mission: () => mission,
      missionLabel: () => missionLabel,
      access,
      labels,
      rowSeq: () => keeping.progress().rowSeq,
      now,
    });
    stops.push(() => staffFeed.close());
    const sensorOrders = new SensorOrders(() => performance.now());
    const order = () => sensorOrders.glance(keeping.progress().orders);
    keeping.listeners.add(order);
    stops.push(() => keeping.listeners.delete(order));
    connectors.push(
      ...(await openListeners(mission.file.feeds, {
        mission: mission.file.mission,
        data: options.data,
        intake,
        health: feeds,
        gate,
        lanes,
        onSapient: (plan, link) => sensorOrders.add(plan, link),
        onTakClient: (client) => staffFeed.join(client),
      })),
    );
    connectors.push(...(await openSources(mission.file.sources, intake, feeds)));
    await http
      .listen({ port: options.port, host: options.host })
      .catch((cause) => Promise.reject(listenError('console', `--port ${options.port}`, cause)));
    const ticking = setInterval(() => {
      intake.take(NOTHING, 'tick', 'clock').catch(fail);
    }, TICK_MS);
    stops.push(() => clearInterval(ticking), playSimulation(mission, intake, feeds, now, fail));
    state = 'ready';
    const bound = http.server.address();
    return {
      mission,
      port: typeof bound === 'object' && bound !== null ? bound.port : options.port,
      feedPorts: connectors.map(({ port }) => port),
      token: (principal, hours) =>
        issueToken(tokenKey, principal, instant(now() + hours * 3_600_000)),
      kept: (messages) => untilKept(connectors, messages),
      async settled() {
        await pump.reached(journal.lastSeq);
        await delivery.notify();
        await pump.reached(journal.lastSeq);
      },
      stop,
    };
  } catch (cause) {
    for (const step of stops) step();
    await Promise.all([...connectors, ...deliveries].map((one) => one.close()));
    await keeping.stop();
    throw cause;
  }
}

const NOTHING = utf8('');
const LOOK_MS = 20;

async function untilKept(connectors: readonly Connector[], messages: number): Promise<void> {
  const kept = () => connectors.reduce((sum, { counters }) => sum + counters.kept, 0);
  while (kept() < messages) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** Writes the mission's files into the journal where they are not what is in force there already. */
async function enter(mission: Mission, intake: Intake, keeping: Keeping): Promise<void> {
  if (keeping.progress().mission === missionDigest(nodeHasher, mission.files)) return;
  const { seq } = await intake.take(utf8(missionText(mission.files)), 'mission', 'operator');
  await keeping.pump.reached(seq);
}
