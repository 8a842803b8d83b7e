import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSensorThingsMqtt } from './connect-mqtt.ts';
import { decodeSensorThings } from './decode.ts';

const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;
const isThere = (() => {
  try {
    execFileSync('mosquitto', ['-h'], { env: { ...process.env, PATH }, stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
})();

async function startBroker(): Promise<{ url: string; stop: () => void }> {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
  const folder = mkdtempSync(join(tmpdir(), 'greenline-mosquitto-'));
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(file, `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n`);
  const broker = spawn('mosquitto', ['-c', file], {
    env: { ...process.env, PATH },
    stdio: 'ignore',
  });
  onTestFinished(() => void broker.kill());
  for (let up = false; !up; ) {
    up = await new Promise((resolve) => {
      const socket = dial(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => setTimeout(resolve, 20, false));
    });
  }
  return { url: `mqtt://127.0.0.1:${port}`, stop: () => void broker.kill() };
}

const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe.skipIf(!isThere)('observations through a real broker (mosquitto)', () => {
  it('are kept before they are acknowledged, and are sent again when they could not be kept', async () => {
    const { url } = await startBroker();
    const got: string[] = [];
    let broken = true;
    const options = { url, clientId: 'greenline-test' };
    const keep = async (bytes: Uint8Array) => {
      if (broken) throw new Error('the journal is full');
      const decoded = decodeSensorThings(bytes, undefined);
      got.push(decoded.ok ? (decoded.value.sightings[0]?.sensor ?? '') : decoded.error.text);
    };
    const first = await openSensorThingsMqtt(options, keep);
    const publisher = await connectAsync(url);
    onTestFinished(() => publisher.endAsync());
    const text = (result: number) =>
      JSON.stringify({ result, phenomenonTime: '2026-03-10T10:00:00Z' });
    await publisher.publishAsync('v1.1/Datastreams(1)/Observations', text(1), { qos: 1 });
    await until(() => first.counters.failed > 0);
    expect(got).toEqual([]);
    await first.close();

    broken = false;
    await publisher.publishAsync('v1.1/Datastreams(2)/Observations', text(2), { qos: 1 });
    const second = await openSensorThingsMqtt(options, keep);
    await until(() => got.length >= 2);
    await second.close();
    expect(got).toEqual(['Datastreams(1)', 'Datastreams(2)']);
  });

  it('that are too long are counted and hold nothing up', async () => {
    const { url } = await startBroker();
    const got: Uint8Array[] = [];
    const feed = await openSensorThingsMqtt(
      { url, mostBytes: 100 },
      async (bytes) => void got.push(bytes),
    );
    const publisher = await connectAsync(url);
    onTestFinished(() => publisher.endAsync());
    await publisher.publishAsync('v1.1/Observations', 'x'.repeat(101), { qos: 1 });
    await publisher.publishAsync('v1.1/Observations', '{"result":1}', { qos: 1 });
    await until(() => got.length > 0);
    await feed.close();
    expect(feed.counters).toMatchObject({ received: 2, kept: 1, refused: { 'too-long': 1 } });
  });
});
