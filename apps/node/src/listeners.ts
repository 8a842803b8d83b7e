import { type Connector, type Deliver, listenCotTcp, listenCotUdp } from '@greenline/feeds';
import type { MissionFile } from '@greenline/pipeline';
import type { FeedHealth } from './feed-health.ts';
import type { Intake } from './intake.ts';

type FeedPlan = MissionFile['feeds'][number];

/** Opens the sockets that a mission names. What comes by one is told by that feed's id. */
export async function openListeners(
  plans: readonly FeedPlan[],
  intake: Intake,
  health: FeedHealth,
): Promise<readonly Connector[]> {
  const open: Connector[] = [];
  for (const plan of plans) {
    try {
      open.push(await listen(plan, intake, health));
    } catch (cause) {
      await Promise.all(open.map((connector) => connector.close()));
      throw listenError(`mission.yaml: feed ${plan.id}`, plan.listen, cause);
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

async function listen(plan: FeedPlan, intake: Intake, health: FeedHealth): Promise<Connector> {
  const { protocol, hostname, port } = new URL(plan.listen);
  const deliver: Deliver = async (bytes, { format, offset }) => {
    health.received(plan.id, intake.now());
    await intake.takeAll([{ bytes, type: `message/${format}`, by: plan.id, offset }]);
    health.kept(plan.id);
  };
  if (plan.format !== 'cot') throw new Error(`no socket reads ${plan.format}; cot does`);
  const options = { port: Number(port), host: hostname };
  const connector =
    protocol === 'udp:'
      ? await listenCotUdp(options, deliver)
      : await listenCotTcp(options, deliver);
  health.add(plan.id, plan.format, protocol.slice(0, -1), connector.counters);
  return connector;
}
