import type { Instant, JsonObject } from '@greenline/base';
import { type Connector, countRefusal, type Deliver, type FeedCounters } from '../deliver.ts';
import { listenStream, type StreamOptions } from '../stream/listen.ts';
import { SapientFramer } from './frames.ts';
import { type FusionPorts, FusionSide } from './fusion-side.ts';

export interface SapientOptions extends StreamOptions {
  /** UUID under which this node speaks. */
  readonly nodeId: string;
  readonly now: () => Instant;
}

/** The fusion node's side of SAPIENT: the nodes that registered, and tasks to them. */
export interface SapientConnector extends Connector {
  /** Ids of the nodes that are registered and connected. */
  readonly nodes: () => readonly string[];
  /** Sends a Task; false where the node is not there. What it answers is delivered as all that it says. */
  task(nodeId: string, task: JsonObject): boolean;
}

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
  const registered = new Map<string, FusionSide>();
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
    task: (nodeId, task) => registered.get(nodeId)?.send({ task }, nodeId) === true,
  };
}
