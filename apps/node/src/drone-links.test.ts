import { createSocket } from 'node:dgram';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8, instant } from '@greenline/base';
import {
  type Connector,
  frameOf,
  klvPacket,
  localSet,
  streamOf,
  UAS_DATALINK,
} from '@greenline/feeds';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listenToDrone } from './drone-links.ts';

const KEY = new Uint8Array(32).fill(3);
const SENDER = { system: 1, component: 1, sequence: 0 };

const HERE = { port: 0, host: '127.0.0.1' };

describe('a link of a drone', () => {
  let data: string;
  const open: Connector[] = [];
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'greenline-links-'));
    writeFileSync(join(data, 'link.key'), `${Buffer.from(KEY).toString('hex')}\n`);
    writeFileSync(join(data, 'short.key'), 'abcd');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  const entered: Uint8Array[] = [];
  const ports = () => ({
    data,
    now: () => instant(Date.UTC(2026, 2, 10)),
    enter: async (entry: Uint8Array) => {
      entered.push(entry);
    },
    onFailure: (cause: Error) => {
      throw cause;
    },
  });
  const plan = (format: string, protocol = 'udp', signingKeyFile?: string) => ({
    id: 'drone',
    format,
    listen: `${protocol}://127.0.0.1:0`,
    sensors: [],
    ...(signingKeyFile !== undefined && { signingKeyFile }),
  });

  it.each([
    ['mavlink', 'udp'],
    ['mavlink', 'tcp'],
    ['mpegts', 'udp'],
    ['mpegts', 'tcp'],
    ['misb0601', 'udp'],
    ['misb0903', 'udp'],
  ])('of %s over %s is opened', async (format, protocol) => {
    const connector = await listenToDrone(plan(format, protocol), HERE, ports(), async () => {});
    if (connector === undefined) throw new Error('not opened');
    open.push(connector);
    expect(connector.port).toBeGreaterThan(0);
  });

  it('that records keeps the video, and enters its digest', async () => {
    const film = streamOf({
      pid: 0x101,
      streamType: 6,
      video: { pid: 0x100, streamType: 0x1b, firstPts: 0, pts: 3600 },
      bytes: klvPacket(UAS_DATALINK, localSet([])),
    });
    const recording = { ...plan('mpegts', 'tcp'), record: true };
    const connector = await listenToDrone(recording, HERE, ports(), async () => {});
    if (connector === undefined) throw new Error('not opened');
    connect(connector.port, '127.0.0.1')
      .on('error', () => {})
      .end(film);
    await expect.poll(() => connector.counters.kept).toBe(1);
    await connector.close();
    const [entry] = entered.map((one) => JSON.parse(fromUtf8(one) ?? ''));
    expect(entry).toMatchObject({ feed: 'drone', firstPts: 0, lastPts: 3600 });
    expect(readdirSync(join(data, 'video'))).toEqual([`${entry.sha256}.ts`]);
  });

  it('of another format is left to others', () => {
    expect(listenToDrone(plan('cot'), HERE, ports(), async () => {})).toBeUndefined();
  });

  it('with a key takes only what that key signed', async () => {
    const connector = await listenToDrone(
      plan('mavlink', 'udp', 'link.key'),
      HERE,
      ports(),
      async () => {},
    );
    if (connector === undefined) throw new Error('not opened');
    open.push(connector);
    const socket = createSocket('udp4');
    for (const signing of [{ key: KEY, link: 1, ticks: 9 }, undefined]) {
      const frame = frameOf('HEARTBEAT', { type: 2 }, SENDER, signing);
      socket.send(frame ?? '', connector.port, '127.0.0.1');
    }
    await expect.poll(() => connector.counters.received).toBe(2);
    expect(connector.counters).toMatchObject({ kept: 1, refused: { unsigned: 1 } });
    socket.close();
  });

  it('whose key is not there, or is none, is not opened, and the file is named', () => {
    const opening = (file: string) => () =>
      listenToDrone(plan('mavlink', 'udp', file), HERE, ports(), async () => {});
    expect(opening('lost.key')).toThrow(/lost\.key cannot be read: put 64 hex digits there/);
    expect(opening('short.key')).toThrow(/short\.key holds no key: put 64 hex digits there/);
  });
});
