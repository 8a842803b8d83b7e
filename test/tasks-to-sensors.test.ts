import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSapient } from '../edge/feeds/src/sapient/decode.ts';
import { encodeSapient } from '../edge/feeds/src/sapient/encode.ts';
import { SapientFramer } from '../edge/feeds/src/sapient/frames.ts';
import {
  detection,
  location,
  message,
  RADAR,
  registration,
} from '../edge/feeds/src/sapient/message.fixture.ts';
import { ClockedNode, moment } from './support/clocked-node.ts';

const T0 = moment('2026-03-10T10:00:00Z');
const PLACE = { lon: 36.1, lat: 47.5 };

/** A SAPIENT node: what it was told, and a way to answer. */
class Sensor {
  readonly told: JsonObject[] = [];
  readonly socket: Socket;
  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    const framer = new SapientFramer();
    this.socket.on('data', (piece) => {
      for (const one of framer.push(piece)) {
        const decoded = one.ok ? decodeSapient(one.value.bytes) : one;
        if (decoded.ok) this.told.push(decoded.value.message);
      }
    });
  }
  get tasks(): JsonObject[] {
    return this.told.flatMap(({ task }) => (task === undefined ? [] : [task as JsonObject]));
  }
  say(...messages: readonly JsonObject[]): void {
    for (const one of messages) {
      const written = encodeSapient(one);
      if (!written.ok) throw new Error(written.error.text);
      this.socket.write(written.value);
    }
  }
  answer(taskId: unknown, status: string, ...reason: readonly string[]): void {
    const taskAck = { taskId: String(taskId), taskStatus: `TASK_STATUS_${status}`, reason };
    this.say(message({ taskAck }));
  }
}

let node: ClockedNode;
const sensors: Sensor[] = [];
beforeAll(async () => {
  node = await ClockedNode.start(T0, undefined, (mission) => {
    const file = join(mission, 'mission.yaml');
    const text = readFileSync(file, 'utf8')
      .replace(
        /^sensors:/m,
        `sensors:\n  - { id: ${RADAR}, nation: birch, kind: ground radar, trust: authenticated }`,
      )
      .replace(
        /^feeds:\n(?: {2}- .*\n)+/m,
        `feeds:
  - { id: mast, format: sapient, listen: 'tcp://127.0.0.1:0', sensors: [${RADAR}] }
  - { id: strangers, format: sapient, listen: 'tcp://127.0.0.1:0' }\n`,
      );
    writeFileSync(file, text);
  });
}, 120_000);
afterAll(async () => {
  for (const { socket } of sensors) socket.destroy();
  await node?.stop();
});

const sensorAt = (link: number): Sensor => {
  const sensor = new Sensor(node.node.feedPorts[link] ?? 0);
  sensors.push(sensor);
  return sensor;
};
async function step(who: string, body: object): Promise<void> {
  const { status, text } = await node.ask('/api/tasks/steps', who, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(status, text).toBe(200);
}
async function accepted(task: string): Promise<void> {
  const dueAt = new Date(T0 + 6 * 3_600_000).toISOString();
  const image = { want: 'image', position: PLACE, dueAt };
  await step('duty-officer', { step: 'ask', task, with: image });
  await step('duty-officer', { step: 'assign', task, with: { asset: RADAR } });
}
interface Shown {
  readonly id: string;
  readonly state: string;
  readonly results: readonly string[];
  readonly history: readonly { step: string; by?: string; reason?: string }[];
}
const shown = async (id: string) =>
  ((await node.items('tasks', 'duty-officer')) as unknown as Shown[]).find((one) => one.id === id);
const becomes = (id: string, state: string) =>
  expect.poll(async () => (await shown(id))?.state).toBe(state);

describe('a task to a SAPIENT sensor', () => {
  it('goes out once its nation has accepted it, and is led on by what the sensor answers', async () => {
    const [radar, impostor] = [sensorAt(0), sensorAt(1)];
    for (const one of [radar, impostor]) one.say(registration());
    await expect.poll(() => radar.told).toHaveLength(1);
    await accepted('T-1');
    expect(radar.tasks).toEqual([]);
    await step('analyst-birch', { step: 'accept', task: 'T-1' });
    await expect.poll(() => radar.tasks).toHaveLength(1);
    const [order] = radar.tasks;
    expect(order).toMatchObject({
      control: 'CONTROL_START',
      taskEndTime: '2026-03-10T16:00:00Z',
      command: { lookAt: { locationList: { locations: [{ x: PLACE.lon, y: PLACE.lat }] } } },
    });
    // A link that does not speak for the sensor is sent nothing, and leads nothing on.
    expect(impostor.tasks).toEqual([]);
    impostor.answer(order?.taskId, 'COMPLETED');
    await node.node.kept(3);
    await node.node.settled();
    expect(await shown('T-1')).toMatchObject({ state: 'accepted' });

    radar.answer(order?.taskId, 'ACCEPTED');
    await becomes('T-1', 'taken');
    const seen = { taskId: String(order?.taskId), location: location({ x: 36.1, y: 47.5 }) };
    radar.say(detection(seen));
    radar.answer(order?.taskId, 'COMPLETED');
    await becomes('T-1', 'delivered');
    const [observation] = (await node.items('observations', 'duty-officer')) as unknown as {
      id: string;
      sensor: string;
    }[];
    expect(observation).toMatchObject({ sensor: RADAR });
    expect(await shown('T-1')).toMatchObject({ results: [observation?.id] });
    expect((await shown('T-1'))?.history.slice(-2)).toMatchObject([
      { step: 'take', by: RADAR },
      { step: 'deliver', by: RADAR },
    ]);
  });

  it('that the sensor cannot do waits for another asset, with the reason', async () => {
    const [radar] = sensors;
    const before = radar?.tasks.length ?? 0;
    await accepted('T-2');
    await step('analyst-birch', { step: 'accept', task: 'T-2' });
    await expect.poll(() => radar?.tasks.length).toBeGreaterThan(before);
    const order = radar?.tasks.findLast(({ control }) => control === 'CONTROL_START');
    radar?.answer(order?.taskId, 'REJECTED', 'outside my field of view');
    await becomes('T-2', 'refused');
    expect((await shown('T-2'))?.history.at(-1)).toMatchObject({
      ...{ step: 'refuse', by: RADAR, reason: 'outside my field of view' },
    });
  });

  it('waits for a sensor that is not there, and is stopped when it is withdrawn', async () => {
    sensors[0]?.socket.destroy();
    await accepted('T-3');
    await step('analyst-birch', { step: 'accept', task: 'T-3' });
    const back = sensorAt(0);
    back.say(registration());
    await expect.poll(() => back.tasks).toHaveLength(1);
    await step('duty-officer', { step: 'withdraw', task: 'T-3', reason: 'seen from the mast' });
    await expect.poll(() => back.tasks).toHaveLength(2);
    const [started, stopped] = back.tasks;
    expect(stopped).toEqual({ taskId: started?.taskId, control: 'CONTROL_STOP' });
  });
});
