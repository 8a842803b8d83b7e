import { createSocket } from 'node:dgram';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { hex, utf8 } from '@greenline/base';
import { keyPair } from '@greenline/crypto';
import { hmac, signHttp, writeDatagram } from '@greenline/feeds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePorts } from './support/free-ports.ts';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';

const MISSION = 'forty-km';
const pair = keyPair(new Uint8Array(32).fill(5));
const SECRET = new Uint8Array(32).fill(6);
const PUBLIC = Buffer.from(pair.publicKey).toString('base64');

const event = (uid: string) => {
  const time = new Date().toISOString();
  return `<event version="2.0" uid="${uid}" type="a-h-G-E-V-A-T" how="h-e" time="${time}" start="${time}" stale="${time}"><point lat="48.5" lon="35.5" hae="0" ce="15" le="9999999"/><detail/></event>`;
};

describe('a node whose devices sign', () => {
  let at: Place;
  let node: NodeProcess;
  let officer: string;
  let udpPort: number;
  let tcpPort: number;

  const rows = async (path: string) => {
    const answer = await node.get(path, officer);
    return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
  };
  const seen = async (uid: string) =>
    (await rows('/api/observations?limit=1000')).filter(({ identity }) => identity === uid);
  const health = async (id: string) => {
    const answer = await node.get('/api/feeds', officer);
    return ((await answer.json()) as Record<string, unknown>[]).find((row) => row.id === id);
  };
  const send = (datagram: Uint8Array) =>
    new Promise<void>((resolve) => {
      const socket = createSocket('udp4');
      socket.send(datagram, udpPort, '127.0.0.1', () => {
        socket.close();
        resolve();
      });
    });
  const signed = (counter: number, uid: string, secret = SECRET) =>
    writeDatagram(
      { scope: `${MISSION}/signed-cot`, device: 'radar-7', counter },
      utf8(event(uid)),
      (message) => hmac(secret, message),
    );
  const request = (counter: number, text: string) => ({
    body: utf8(text),
    headers: signHttp(
      { method: 'POST', path: '/api/intake/cot', body: utf8(text) },
      { device: 'mast-7', counter, scope: MISSION },
      pair.sign,
    ),
  });
  const post = (headers: Readonly<Record<string, string>>, body: string | Uint8Array) =>
    fetch(`http://127.0.0.1:${at.port}/api/intake/cot`, {
      method: 'POST',
      headers,
      body: Uint8Array.from(typeof body === 'string' ? utf8(body) : body),
    });

  beforeAll(async () => {
    at = await place();
    [udpPort = 0, tcpPort = 0] = await freePorts(2);
    const path = join(at.mission, 'mission.yaml');
    const text = readFileSync(path, 'utf8')
      .replace(
        /^sensors:$/m,
        `sensors:
  - { id: mast-7, nation: aster, kind: mast, trust: authenticated, sigmaM: 10, key: '${PUBLIC}' }
  - { id: radar-7, nation: birch, kind: radar, trust: authenticated, sigmaM: 10, keyFile: devices/radar-7 }
  - { id: OpenSky, nation: lead, kind: network, trust: authenticated }`,
      )
      .replace(
        /^feeds:$/m,
        `feeds:
  - { id: signed-cot, format: cot, listen: 'udp://127.0.0.1:${udpPort}', signed: true, sensors: [radar-7] }
  - { id: borrowing, format: cot, listen: 'tcp://127.0.0.1:${tcpPort}', as: mast-7 }`,
      );
    writeFileSync(path, text);
    mkdirSync(join(at.data, 'devices'), { recursive: true });
    writeFileSync(join(at.data, 'devices', 'radar-7'), `${hex(SECRET)}\n`, { mode: 0o600 });
    node = await NodeProcess.start(at);
    officer = (
      await greenline('token', '--for', 'duty-officer', '--mission', at.mission, '--data', at.data)
    ).out.trim();
  }, 180_000);

  afterAll(async () => {
    await node.kill('SIGTERM');
    at.remove();
  });

  it('holds them to what they signed, over HTTP and in datagrams', async () => {
    const { headers, body } = request(1, event('over-http'));
    const answer = await post(headers, body);
    expect(answer.status).toBe(200);
    await send(signed(1, 'by-datagram'));
    await expect
      .poll(() => seen('over-http'))
      .toMatchObject([{ sensor: 'mast-7', nation: 'aster', trust: 'authenticated' }]);
    await expect
      .poll(() => seen('by-datagram'))
      .toMatchObject([{ sensor: 'radar-7', nation: 'birch', trust: 'authenticated' }]);
  });

  it('refuses what they did not sign, says why, and keeps nothing of it', async () => {
    const { headers } = request(2, event('swapped'));
    const swapped = await post(headers, event('another body'));
    expect([
      swapped.status,
      ((await swapped.json()) as { error: { kind: string } }).error.kind,
    ]).toEqual([401, 'bad-digest']);
    const altered = await post({ ...headers, 'device-counter': '3' }, event('swapped'));
    expect(altered.status).toBe(401);
    const stranger = headers['signature-input']?.replace('mast-7', 'radar-7') ?? '';
    expect((await post({ ...headers, 'signature-input': stranger }, event('swapped'))).status).toBe(
      401,
    );
    await send(utf8(event('unsigned')));
    await send(signed(2, 'forged', new Uint8Array(32)));
    await send(signed(1, 'by-datagram'));
    await expect
      .poll(() => health('signed-cot'))
      .toMatchObject({ kept: 1, refused: { unsigned: 1, 'bad-signature': 1, replayed: 1 } });
    expect(await health('http-cot')).toMatchObject({
      kept: 1,
      refused: { 'bad-digest': 1, 'bad-signature': 2 },
    });
    for (const uid of ['swapped', 'another body', 'unsigned', 'forged'])
      expect(await seen(uid)).toEqual([]);
  });

  it('takes nobody else’s word for them: no link’s and no nation’s', async () => {
    const socket = connect(tcpPort, '127.0.0.1').on('error', () => {});
    socket.end(event('borrowed'));
    await expect
      .poll(() => seen('borrowed'))
      .toMatchObject([{ sensor: 'mast-7', trust: 'unauthenticated' }]);
  });

  it('trusts no broadcast, whoever hands it in', async () => {
    const row = `time,icao24,lat,lon,velocity,heading,geoaltitude\n${Math.floor(Date.now() / 1000)},3c4591,48.5,35.5,254.6,99.6,10843\n`;
    expect((await node.post('/api/intake/opensky', row, officer)).status).toBe(200);
    await expect
      .poll(() => seen('3c4591'))
      .toMatchObject([{ sensor: 'OpenSky', trust: 'unauthenticated' }]);
  });

  it('refuses after kill -9 what was taken before it', async () => {
    const { headers, body } = request(7, event('once'));
    expect((await post(headers, body)).status).toBe(200);
    await send(signed(7, 'once-by-datagram'));
    await expect.poll(() => seen('once-by-datagram')).toHaveLength(1);
    await node.kill('SIGKILL');
    node = await NodeProcess.start(at);
    const replay = await post(headers, body);
    expect([
      replay.status,
      ((await replay.json()) as { error: { kind: string } }).error.kind,
    ]).toEqual([401, 'replayed']);
    await send(signed(7, 'once-by-datagram'));
    await send(signed(5, 'late'));
    await expect.poll(() => seen('late')).toHaveLength(1);
    expect(await health('signed-cot')).toMatchObject({ kept: 1, refused: { replayed: 1 } });
    expect(await seen('once')).toHaveLength(1);
    expect(await seen('once-by-datagram')).toHaveLength(1);
  }, 180_000);
});
