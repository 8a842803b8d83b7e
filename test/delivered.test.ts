import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';

/** What came to a party over its connection, until the last of so many releases. */
async function listen(node: ClockedNode, who: string, releases: number) {
  const response = await fetch(`${node.url}/api/deliveries`, {
    headers: { authorization: `Bearer ${node.token(who)}` },
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.split('event: digest').length > releases && text.endsWith('\n\n')) break;
    }
    return text.replace(/^:.*\n\n/gm, '');
  })();
  return { events };
}

interface Given {
  readonly id: string;
  readonly state: string;
  readonly with: {
    readonly digest: string;
    readonly skewMs: number;
    readonly dispatched: readonly { readonly party: string; readonly open: number }[];
  };
}

let node: ClockedNode;
beforeAll(async () => {
  node = await ClockedNode.start(moment('2026-03-10T10:00:00Z'));
  await node.see({
    ...{ kind: 'event', sensor: 'lead-drone-1', class: 'explosion', sigmaM: 5 },
    ...{ lon: 35.5, lat: 47.6 },
  });
}, 120_000);
afterAll(() => node?.stop());

const deliveries = async (who: string) =>
  (await node.items('filings?form=delivery&x=', who)) as unknown as readonly Given[];

describe('a release to both parties', () => {
  it('is handed to each at once: the same bytes and digest, within a second', async () => {
    const [a, b] = await Promise.all([listen(node, 'liaison-a', 1), listen(node, 'liaison-b', 1)]);
    await node.goOnTo(moment('2026-03-10T17:00:00Z'));
    const [toA, toB] = await Promise.all([a.events, b.events]);
    expect(toA).toBe(toB);
    const [, data, digest] = /data: (.*)\n\nevent: digest\ndata: (.*)\n/.exec(toA) ?? [];
    expect(data).toContain('explosion');
    expect(digest).toBe(`sha256:${createHash('sha256').update(`${data}\n`).digest('hex')}`);
    const [given] = await deliveries('liaison-a');
    expect(given).toMatchObject({ state: 'delivered', with: { digest } });
    expect(given?.with.dispatched.map(({ party, open }) => [party, open])).toEqual([
      ['A', 1],
      ['B', 1],
    ]);
    expect(given?.with.skewMs).toBeLessThanOrEqual(1_000);
    expect(given?.with.skewMs).toBeGreaterThanOrEqual(0);
    expect(await deliveries('liaison-b')).toEqual(await deliveries('liaison-a'));
  });

  it('is acknowledged by each with its digest; a wrong one is refused', async () => {
    const [given] = await deliveries('liaison-a');
    const receive = async (who: string, digest: string) => {
      const body = JSON.stringify({ filing: given?.id, step: 'receive', with: { digest } });
      return (await node.ask('/api/filings', who, { method: 'POST', body })).status;
    };
    const { digest = '' } = given?.with ?? {};
    expect(await receive('liaison-a', digest.replace(/.$/, digest.endsWith('0') ? '1' : '0'))).toBe(
      409,
    );
    expect(await receive('liaison-a', digest)).toBe(200);
    expect(await receive('liaison-b', digest)).toBe(200);
    expect((await deliveries('liaison-b'))[0]?.state).toBe('received');
  });

  it('lies ready for a party that has no connection open, from the same instant', async () => {
    await node.goOnTo(moment('2026-03-10T18:00:00Z'));
    const last = (await deliveries('liaison-a')).find(({ state }) => state === 'delivered');
    expect(last?.with).toMatchObject({ skewMs: 0 });
    const [a, b] = await Promise.all(
      ['liaison-a', 'liaison-b'].map((who) => node.ask('/api/releases', who)),
    );
    expect(a?.text).toBe(b?.text);
  });

  it('is pushed to nobody but the parties', async () => {
    for (const who of ['public', 'nation-lead', 'demining', 'chair', 'duty-officer'])
      expect((await node.ask('/api/deliveries', who)).status).toBe(403);
  });
});
