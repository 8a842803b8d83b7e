import {
  type Connector,
  type Deliver,
  openSensorThings,
  openSensorThingsMqtt,
  openStacSearch,
} from '@greenline/feeds';
import type { MissionFile } from '@greenline/pipeline';
import type { FeedHealth } from './feed-health.ts';
import type { Intake } from './intake.ts';

type SourcePlan = MissionFile['sources'][number];
type Environment = Readonly<Record<string, string | undefined>>;

/** Begins to ask the servers, and to hear the brokers, that a mission names. What comes by one is told by its id. */
export async function openSources(
  plans: readonly SourcePlan[],
  intake: Intake,
  health: FeedHealth,
  environment: Environment = process.env,
): Promise<readonly Connector[]> {
  const open: Connector[] = [];
  for (const plan of plans) {
    try {
      open.push(await openSource(plan, intake, health, environment));
    } catch (cause) {
      await Promise.all(open.map((connector) => connector.close()));
      const reason = String((cause as Error).message || cause);
      throw new Error(`mission.yaml: source ${plan.id}: ${plan.url}: ${reason}`, { cause });
    }
  }
  return open;
}

async function openSource(
  plan: SourcePlan,
  intake: Intake,
  health: FeedHealth,
  environment: Environment,
): Promise<Connector> {
  const deliver: Deliver = async (bytes, { format, offset }) => {
    health.received(plan.id, intake.now());
    await intake.takeAll([{ bytes, type: `message/${format}`, by: plan.id, offset }]);
    health.kept(plan.id);
  };
  const secret = secretOf(plan, environment);
  const connector = plan.url.startsWith('mqtt')
    ? await openSensorThingsMqtt(
        { url: plan.url, clientId: `greenline-${plan.id}`, ...loginOf(secret) },
        deliver,
      )
    : openPoll(plan, secret, deliver);
  health.add(plan.id, plan.format, plan.url.replace(/:.*/s, ''), connector.counters);
  return connector;
}

function openPoll(plan: SourcePlan, secret: string | undefined, deliver: Deliver): Connector {
  const { url, collections, bbox, datetime } = plan;
  const shared = {
    url,
    everyMs: plan.everyS * 1000,
    ...(secret !== undefined && { headers: { authorization: `Bearer ${secret}` } }),
  };
  if (plan.format === 'sensorthings') return openSensorThings(shared, deliver);
  const asked = {
    ...(collections !== undefined && { collections }),
    ...(bbox !== undefined && { bbox }),
    ...(datetime !== undefined && { datetime }),
  };
  return openStacSearch({ ...shared, ...asked }, deliver);
}

function secretOf({ secretFrom }: SourcePlan, environment: Environment): string | undefined {
  if (secretFrom === undefined) return undefined;
  const secret = environment[secretFrom];
  if (!secret) throw new Error(`the variable ${secretFrom} is not set: put the secret there`);
  return secret;
}

function loginOf(secret: string | undefined): { username?: string; password?: string } {
  if (secret === undefined) return {};
  const [username = '', ...rest] = secret.split(':');
  return { username, password: rest.join(':') };
}
