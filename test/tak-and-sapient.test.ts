import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import type { JsonObject } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeCot } from '../edge/feeds/src/cot/decode.ts';
import { EventFramer } from '../edge/feeds/src/cot/framer.ts';
import { encodeSapient } from '../edge/feeds/src/sapient/encode.ts';
import {
  detection,
  RADAR,
  registration,
  status,
} from '../edge/feeds/src/sapient/message.fixture.ts';
import { exerciseKeys as keys } from '../edge/feeds/src/stream/keys.fixture.ts';
import { freePorts } from './support/free-ports.ts';
import { greenline, NodeProcess, type Place, place } from './support/node-process.ts';

const SECOND = 1_000;
const now = () => new Date().toISOString();

const report = (uid: string, lon: number, more = '') => {
  const time = now();
  return `<event version="2.0" uid="${uid}" type="a-h-G-E-V-A-T" how="h-e" time="${time}" start="${time}" stale="${new Date(Date.now() + 60 * SECOND).toISOString()}"${more}><point lat="48.5" lon="${lon}" hae="0" ce="15" le="9999999"/><detail/></event>`;
};

/** A TAK client, written here: what it hears, as CoT messages. */
class Client {
  readonly heard: JsonObject[] = [];
  readonly socket: Socket;
  closed = false;
  constructor(port: number, pair: { cert: string; key: string }) {
    this.socket = connectTls({
      port,
      host: '127.0.0.1',
      ca: keys.ca,
      servername: 'localhost',
      ...pair,
    });
    const framer = new EventFramer();
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('data', (piece) => {
      for (const one of framer.push(piece)) {
        const decoded = one.ok ? decodeCot(one.value.bytes) : one;
        if (!decoded.ok) throw new Error(decoded.error.text);
        this.heard.push(decoded.value.message);
      }
    });
  }
  get things(): JsonObject[] {
    return this.heard.filter(({ type }) => String(type).startsWith('a-'));
  }
}

describe('a node with links to TAK clients and SAPIENT sensors', () => {
  let at: Place;
  let node: NodeProcess;
  let takPort: number;
  let sapientPort: number;
  let token: string;
  const clients: Client[] = [];
  const client = (pair: { cert: string; key: string }) => {
    const one = new Client(takPort, pair);
    clients.push(one);
    return one;
  };
  const rows = async (kind: string) => {
    const answer = await node.get(`/api/${kind}?after=0&limit=200`, token);
    return ((await answer.json()) as { items: readonly JsonObject[] }).items;
  };

  beforeAll(async () => {
    at = await place();
    [takPort = 0, sapientPort = 0] = await freePorts(2);
    const file = join(at.mission, 'mission.yaml');
    const links = `feeds:
  - { id: tak, format: takproto, listen: 'tls://127.0.0.1:${takPort}', tls: { cert: keys/tak.crt, key: keys/tak.key, ca: keys/clients.crt } }
  - { id: mast, format: sapient, listen: 'tcp://127.0.0.1:${sapientPort}', sensors: [${RADAR}] }`;
    const sensors = `sensors:
  - { id: ${RADAR}, nation: birch, kind: ground radar, trust: authenticated, releasableTo: [aster], caveats: [RADAR] }`;
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/^feeds:/m, links)
        .replace(/^sensors:/m, sensors),
    );
    mkdirSync(join(at.data, 'keys'), { recursive: true });
    writeFileSync(join(at.data, 'keys/tak.crt'), keys.node.cert);
    writeFileSync(join(at.data, 'keys/tak.key'), keys.node.key);
    writeFileSync(join(at.data, 'keys/clients.crt'), keys.ca);
    node = await NodeProcess.start(at);
    token = (
      await greenline('token', '--for', 'duty-officer', '--mission', at.mission, '--data', at.data)
    ).out.trim();
  }, 180_000);

  afterAll(async () => {
    for (const one of clients) one.socket.destroy();
    await node.kill('SIGTERM');
    at.remove();
  });

  it('shows staff what sensors see, typed unknown and with its handling, and takes staff’s reports', async () => {
    const officer = client(keys.officer);
    const sensor = connect(sapientPort, '127.0.0.1');
    const say = (message: JsonObject) => {
      const written = encodeSapient(message);
      if (!written.ok) throw new Error(written.error.text);
      sensor.write(written.value);
    };
    say({ ...registration(), timestamp: now() });
    say(status({ nodeLocation: location(37) }, now()));
    for (let i = 0; i < 3; i++) {
      const seen = {
        location: location(37.5),
        classification: [{ type: 'Tank', confidence: 0.9 }],
      };
      say(detection(seen, now()));
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
    await expect.poll(() => officer.things.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(officer.things[0]).toMatchObject({
      type: 'a-u-G-E-V-A-T',
      caveat: 'RADAR',
      releaseableTo: 'birch aster',
      opex: 'e-exercise',
    });
    sensor.destroy();

    officer.socket.write(report('OFFICER-1', 36.2, ' caveat="NO-CASES"'));
    await expect
      .poll(async () => (await rows('observations')).map((one) => one.sensor), { timeout: 20_000 })
      .toContain('OFFICER-1');
  });

  it('does not tell a client as news what it said itself, but tells the others', async () => {
    const [said, other] = [client(keys.officer), client(keys.officer)];
    for (let i = 0; i < 3; i++) {
      said.socket.write(report('PATROL-9', 36.6, ' access="Restricted" caveat="NO-CASES"'));
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
    const near = (one: Client) =>
      one.things.filter(({ point }) => Number((point as JsonObject).lon) === 36.6);
    await expect.poll(() => near(other).length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(near(other)[0]).toMatchObject({
      type: 'a-u-G-E-V-A-T',
      access: 'Restricted',
      caveat: 'NO-CASES',
    });
    expect(near(said)).toEqual([]);
    const before = (await rows('observations')).length;
    for (const echo of near(other)) said.socket.write(report(String(echo.uid), 36.6));
    said.socket.write(report('LAST', 35.9));
    await expect
      .poll(async () => (await rows('observations')).map((one) => one.sensor), { timeout: 20_000 })
      .toContain('LAST');
    expect((await rows('observations')).length).toBe(before + 1);
  });

  it('tells staff of a task once it was assigned, as surveillance and nothing else', async () => {
    const officer = client(keys.officer);
    const take = async (body: object) => {
      const answer = await node.post('/api/tasks/steps', JSON.stringify(body), token);
      expect(answer.status).toBe(200);
    };
    const dueAt = new Date(Date.now() + 3_600 * SECOND).toISOString();
    const image = { want: 'image', text: 'the bridge', position: { lon: 36.9, lat: 48.5 }, dueAt };
    await take({ step: 'ask', task: 'bridge', with: image });
    await take({ step: 'assign', task: 'bridge', with: { asset: 'aster-mast-1' } });
    const tasks = () => officer.heard.filter(({ uid }) => String(uid).endsWith('bridge'));
    await expect.poll(() => tasks().length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(tasks()[0]).toMatchObject({
      ...{ type: 't-s-i', opex: 'e-exercise', releaseableTo: 'mission' },
      point: { lat: '48.5', lon: '36.9' },
    });
    await take({ step: 'withdraw', task: 'bridge', reason: 'seen from the mast' });
    await expect
      .poll(() => tasks().some(({ time, stale }) => time === stale), { timeout: 20_000 })
      .toBe(true);
  });

  it('tells nothing to a party’s liaison officer, whose certificate is as good', async () => {
    const liaison = client(keys.liaison);
    await expect.poll(() => liaison.closed).toBe(true);
    expect(liaison.heard).toEqual([]);
    const feeds = (await (await node.get('/api/feeds', token)).json()) as readonly JsonObject[];
    expect(feeds.find(({ id }) => id === 'tak')).toMatchObject({
      refused: { 'not-admitted': 1 },
    });
  });
});

const location = (x: number): JsonObject => ({
  x,
  y: 48.5,
  xError: 10,
  yError: 10,
  coordinateSystem: 'LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M',
  datum: 'LOCATION_DATUM_WGS84_E',
});
