import type { Instant, JsonObject } from '@greenline/base';
import { type Connector, countRefusal, type Deliver, type FeedCounters } from '../deliver.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { SapientFramer } from './frames.ts';
import { type FusionPorts, FusionSide, type TaskAnswer } from './fusion-side.ts';

export interface SapientOptions extends StreamOptions {
  /** UUID under which this node speaks. */
  readonly nodeId: string;
  readonly now: () => Instant;
  /** A new ULID for each task. */
  readonly ulid: () => string;
  /** How long a node may take to acknowledge a task, ms. */
  readonly taskMs?: number;
}

/** The fusion node's side of SAPIENT: the nodes that registered, and tasks to them. */
export interface SapientConnector extends Connector {
  /** Ids of the nodes that are registered and connected. */
  readonly nodes: () => readonly string[];
  /** Sends a task; `undefined` where the node is not there or does not answer in time. */
  task(nodeId: string, task: JsonObject): Promise<TaskAnswer | undefined>;
}

const TASK_MS = 10_000;

/**
 * Listens for SAPIENT nodes (BSI Flex 335 v2.0) as their fusion node: registrations and alerts are
 * acknowledged once they are kept, what is wrong is answered with an Error, and of a node that has not
 * registered on this connection nothing but its registration counts. A node that registers again, here or
 * elsewhere, takes the place of its older connection.
 */
export async function listenSapient(
  options: SapientOptions,
  deliver: Deliver,
): Promise<SapientConnector> {
  const { taskMs = TASK_MS } = options;
  const registered = new Map<string, FusionSide>();
  const waiting = new Map<string, (answer: TaskAnswer | undefined) => void>();
  let counters: FeedCounters | undefined;
  const ports: FusionPorts = {
    nodeId: options.nodeId,
    now: options.now,
    refuse: (kind) => counters !== undefined && countRefusal(counters, kind),
    registered: (id, side) => {
      const before = registered.get(id);
      registered.set(id, side);
      if (before !== undefined && before !== side) before.leave(id);
    },
    left: (id, side) => {
      if (registered.get(id) === side) registered.delete(id);
    },
    answered: (id, taskId, answer) => waiting.get(`${id}/${taskId}`)?.(answer),
  };
  const connector = await listenStream(
    options,
    () => ({ framer: new SapientFramer(), converse: (peer) => new FusionSide(peer, ports) }),
    deliver,
  );
  counters = connector.counters;
  return {
    ...connector,
    nodes: () => [...registered.keys()],
    task: async (nodeId, task) => {
      const side = registered.get(nodeId);
      const taskId = options.ulid();
      const sent = side?.send({ task: { taskId, ...task } }, nodeId) === true;
      if (!sent) return undefined;
      const key = `${nodeId}/${taskId}`;
      return new Promise((resolve) => {
        const settle = (answer: TaskAnswer | undefined): void => {
          clearTimeout(late);
          waiting.delete(key);
          resolve(answer);
        };
        const late = setTimeout(() => settle(undefined), taskMs);
        late.unref();
        waiting.set(key, settle);
      });
    },
  };
}
