import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fromUtf8, instant, type JsonObject } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeCot } from '../cot/decode.ts';
import type { Connector } from '../deliver.ts';
import { closed } from '../stream/caller.fixture.ts';
import { exerciseKeys as keys } from '../stream/keys.fixture.ts';
import type { StreamOptions } from '../stream/listen.ts';
import { listenTak, type TakClient, uidOf } from './connect.ts';
import { decodeTak } from './decode.ts';
import { encodeCotAsTak } from './encode.ts';
import { TakFramer } from './framer.ts';

const NOW = Date.UTC(2026, 2, 10, 10);
const TLS = { tls: { ...keys.node, ca: keys.ca } };

const event = (uid: string, more: JsonObject = {}): JsonObject => ({
  version: '2.0',
  uid,
  type: 'a-f-G',
  how: 'm-g',
  time: '2026-03-10T10:00:00Z',
  start: '2026-03-10T10:00:00Z',
  stale: '2026-03-10T10:01:00Z',
  point: { lat: '35.1', lon: '33.3', hae: '0', ce: '5', le: '9999999' },
  ...more,
});
const xml = (uid: string, more = '', detail = '') =>
  `<event version="2.0" uid="${uid}" type="a-f-G" time="2026-03-10T10:00:00Z" start="2026-03-10T10:00:00Z" stale="2026-03-10T10:01:00Z" how="m-g"${more}><point lat="35.1" lon="33.3" hae="0" ce="5" le="9999999"/><detail>${detail}</detail></event>`;
const control = (type: string, detail = '') =>
  xml('CLIENT', '', detail).replace('"a-f-G"', `"${type}"`);
const REQUEST = control('t-x-takp-q', '<TakControl><TakRequest version="1"/></TakControl>');

/** A TAK client: what it hears, as CoT messages or TakMessages. */
class Client {
  readonly heard: JsonObject[] = [];
  readonly socket: Socket;
  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    const framer = new TakFramer();
    socket.on('data', (piece) => {
      for (const one of framer.push(piece)) {
        if (!one.ok) throw new Error(one.error.text);
        const { bytes } = one.value;
        const decoded = bytes[0] === 0x3c ? decodeCot(bytes) : decodeTak(bytes);
        if (!decoded.ok) throw new Error(decoded.error.text);
        this.heard.push(decoded.value.message);
      }
    });
  }
  get types() {
    return this.heard.map((one) => one.type ?? (one.cotEvent as JsonObject).type);
  }
}

const open: Connector[] = [];
const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});

async function node(
  options: Partial<StreamOptions> = {},
  admits: (client: TakClient) => boolean = () => true,
) {
  const joined: TakClient[] = [];
  const kept: string[] = [];
  const connector = await listenTak(
    {
      port: 0,
      node: 'exercise',
      now: () => instant(NOW),
      onClient: (client) => {
        if (!admits(client)) return undefined;
        joined.push(client);
        return () => joined.splice(joined.indexOf(client), 1);
      },
      ...options,
    },
    async (bytes, { format }) => {
      const decoded = format === 'cot' ? decodeCot(bytes) : decodeTak(bytes);
      const [sighting] = decoded.ok ? decoded.value.sightings : [];
      kept.push(`${format} ${sighting?.identity} ${JSON.stringify(sighting?.handling)}`);
    },
  );
  open.push(connector);
  const join = (socket: Socket) => {
    const client = new Client(socket);
    clients.push(client);
    return client;
  };
  return {
    connector,
    joined,
    kept,
    plain: () => join(connect(connector.port, '127.0.0.1')),
    certified: (pair: { cert: string; key: string }) =>
      join(
        connectTls({
          port: connector.port,
          host: '127.0.0.1',
          ca: keys.ca,
          servername: 'localhost',
          ...pair,
        }),
      ),
  };
}

describe('the node to a TAK client', () => {
  it('speaks XML, offers protobuf, and answers a ping', async () => {
    const { plain, kept } = await node();
    const client = plain();
    client.socket.write(control('t-x-c-t'));
    await expect.poll(() => client.types).toEqual(['t-x-takp-v', 't-x-c-t-r']);
    expect(JSON.stringify(client.heard[0])).toContain(
      '"TakProtocolSupport","attributes":{"version":"1"}',
    );
    expect(kept).toEqual([]);
  });

  it('takes a report with its handling marks, in XML', async () => {
    const { plain, kept } = await node();
    plain().socket.write(xml('ANDROID-1', ' caveat="NO-CASES" releaseableTo="FIN"'));
    await expect
      .poll(() => kept)
      .toEqual(['cot ANDROID-1 {"caveat":"NO-CASES","releasableTo":["FIN"]}']);
  });

  it('speaks protobuf both ways once the client has asked, with the same marks', async () => {
    const { plain, kept, joined } = await node();
    const client = plain();
    client.socket.write(REQUEST);
    await expect.poll(() => client.types).toEqual(['t-x-takp-v', 't-x-takp-r']);
    expect(JSON.stringify(client.heard[1])).toContain(
      '"TakResponse","attributes":{"status":"true"}',
    );
    client.socket.write(
      encodeCotAsTak(event('ANDROID-1', { caveat: 'NO-CASES', releaseableTo: 'FIN' })),
    );
    await expect
      .poll(() => kept)
      .toEqual(['takproto ANDROID-1 {"caveat":"NO-CASES","releasableTo":["FIN"]}']);
    joined[0]?.send(event('T1', { caveat: 'NO-CASES', releaseableTo: 'FIN' }));
    await expect.poll(() => client.heard).toHaveLength(3);
    expect(client.heard[2]).toMatchObject({
      cotEvent: { uid: 'T1', caveat: 'NO-CASES', releaseableTo: 'FIN' },
    });
    client.socket.write(encodeCotAsTak(event('CLIENT', { type: 't-x-c-t' })));
    await expect.poll(() => client.types.at(-1)).toBe('t-x-c-t-r');
  });

  it('stays with XML for a client that asks for a version nobody has', async () => {
    const { plain, joined } = await node();
    const client = plain();
    client.socket.write(REQUEST.replace('TakRequest version="1"', 'TakRequest version="9"'));
    await expect.poll(() => client.types).toEqual(['t-x-takp-v', 't-x-takp-r']);
    expect(JSON.stringify(client.heard[1])).toContain('"status":"false"');
    joined[0]?.send(event('T1', { caveat: 'X' }));
    await expect.poll(() => client.heard[2]).toMatchObject({ uid: 'T1', caveat: 'X' });
  });

  it('takes nothing for new that it said itself, by mark or by name', async () => {
    const { plain, kept, joined, connector } = await node();
    const client = plain();
    await expect.poll(() => joined).toHaveLength(1);
    joined[0]?.send(event('T1'));
    await expect.poll(() => client.heard).toHaveLength(2);
    const detail = '<_flow-tags_ greenline-exercise="2026-03-10T10:00:00Z" TAK-Server-1="x"/>';
    client.socket.write(xml('T1', '', detail) + xml(uidOf('exercise', 'T1')) + xml('NEW'));
    await expect.poll(() => kept).toEqual(['cot NEW undefined']);
    expect(connector.counters.refused).toEqual({ own: 2 });
    expect(joined[0]?.told('NEW')).toBe(true);
    expect(joined[0]?.told('T1')).toBe(false);
  });

  it('keeps what it cannot read for the decoder to refuse, and goes on', async () => {
    const { plain, kept } = await node();
    plain().socket.write(`<event uid="x"><oops></event>${xml('NEXT')}`);
    await expect.poll(() => kept).toEqual(['cot undefined undefined', 'cot NEXT undefined']);
  });

  it('lets a client go that reads nothing of what it is sent', async () => {
    const { plain, joined, connector } = await node();
    const client = plain();
    await expect.poll(() => joined).toHaveLength(1);
    client.socket.pause();
    const long = event('T1', { remarks: 'x'.repeat(60_000) });
    const [reader] = joined;
    let sent = 0;
    while (sent < 2_000 && reader?.send(long) === true) sent += 1;
    expect(sent).toBeLessThan(2_000);
    expect(connector.counters.refused).toMatchObject({ 'slow-reader': 1 });
    await expect.poll(() => joined).toHaveLength(0);
  });
});

describe('the node to a TAK client over TLS', () => {
  it('knows it by its certificate', async () => {
    const { certified, kept, joined } = await node(TLS);
    const client = certified(keys.officer);
    client.socket.write(xml('ANDROID-1'));
    await expect.poll(() => kept).toHaveLength(1);
    expect(joined).toMatchObject([{ certified: 'duty-officer' }]);
    expect(client.types).toEqual(['t-x-takp-v']);
  });

  it('hears nobody whose certificate it does not trust, or who has none', async () => {
    const { connector, joined, kept } = await node(TLS);
    for (const pair of [keys.stranger, {}]) {
      const socket = connectTls({
        port: connector.port,
        host: '127.0.0.1',
        ca: keys.ca,
        servername: 'localhost',
        ...pair,
      });
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.on('error', () => {});
      socket.write(xml('X'));
      await closed;
    }
    expect([joined, kept]).toEqual([[], []]);
    await expect.poll(() => connector.counters.refused).toEqual({ certificate: 2 });
  });

  it('tells nothing to, and hears nothing from, somebody who may not be here', async () => {
    const { certified, kept, connector } = await node(
      TLS,
      ({ certified: name }) => name === 'duty-officer',
    );
    const client = certified(keys.liaison);
    client.socket.write(xml('X'));
    await closed(client.socket);
    expect([kept, client.heard]).toEqual([[], []]);
    expect(connector.counters.refused).toEqual({ 'not-admitted': 1 });
  });
});

describe('a TAK client’s stream', () => {
  it('is cut as XML, then as protobuf, however it is chopped after that', () => {
    const one = encodeCotAsTak(event('A'));
    for (const step of [1, 7, 1000]) {
      const framer = new TakFramer();
      const got = [...framer.push(Buffer.from(REQUEST))];
      const bytes = Buffer.concat([one, one]);
      for (let at = 0; at < bytes.length; at += step)
        got.push(...framer.push(bytes.subarray(at, at + step)));
      expect(
        got.map(
          (framed) =>
            framed.ok &&
            (framed.value.bytes[0] === 0x3c
              ? fromUtf8(framed.value.bytes)?.slice(0, 6)
              : decodeTak(framed.value.bytes).ok),
        ),
      ).toEqual(['<event', true, true]);
      expect(framer.end()).toEqual([]);
    }
  });
});
