import { type SapientConnector, sapientStop, sapientTask } from '@greenline/feeds';
import { placeOfTask, type Task } from '@greenline/planning';
import type { FeedPlan } from '../listeners.ts';

type Link = Pick<SapientConnector, 'nodes' | 'task'>;

/** One order that is out, and to whom. */
interface Sent {
  readonly link: Link;
  readonly node: string;
  readonly at: number;
}

/** A node that answers nothing for so long is sent its order once more, ms. */
const AGAIN_MS = 60_000;

/**
 * Sends tasks that a nation accepted to its SAPIENT sensors, by links that speak for them and no others: an
 * order has an exact place. A sensor that is not there gets it when it comes. An order that nobody waits
 * for any more is stopped. What sensors answer comes in as all that they say.
 */
export class SensorOrders {
  readonly #links: { readonly plan: FeedPlan; readonly link: Link }[] = [];
  readonly #sent = new Map<string, Sent>();
  readonly #steady: () => number;

  /** `steady`: milliseconds of any steady clock. */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  add(plan: FeedPlan, link: Link): void {
    this.#links.push({ plan, link });
  }

  /** What stands now: tasks that are accepted or under way, by their orders. */
  glance(orders: ReadonlyMap<string, Task>): void {
    for (const [order, { link, node }] of this.#sent) {
      if (orders.has(order)) continue;
      link.task(node, sapientStop(order));
      this.#sent.delete(order);
    }
    for (const [order, task] of orders) {
      if (task.state !== 'accepted' || this.#isOut(order)) continue;
      const to = this.#linkOf(task.asset);
      const message = to && messageOf(order, task);
      if (to === undefined || message === undefined) continue;
      if (to.link.task(to.node, message)) this.#sent.set(order, { ...to, at: this.#steady() });
    }
  }

  #isOut(order: string): boolean {
    const sent = this.#sent.get(order);
    if (sent === undefined) return false;
    return sent.link.nodes().includes(sent.node) && this.#steady() - sent.at < AGAIN_MS;
  }

  #linkOf(asset: string | undefined): { readonly link: Link; readonly node: string } | undefined {
    for (const { plan, link } of this.#links) {
      const nodes = link.nodes();
      const node =
        plan.as === undefined
          ? nodes.find((id) => id === asset && plan.sensors.includes(id))
          : nodes.find(() => plan.as === asset);
      if (node !== undefined) return { link, node };
    }
    return undefined;
  }
}

function messageOf(order: string, task: Task) {
  const at = placeOfTask(task);
  const ring = task.area?.coordinates[0];
  if (at === undefined) return undefined;
  const area = ring?.map(([lon = 0, lat = 0]) => ({ lon, lat }));
  const { want, text, dueAt } = task;
  return sapientTask({ id: order, want, text, at, dueAt, ...(area !== undefined && { area }) });
}
