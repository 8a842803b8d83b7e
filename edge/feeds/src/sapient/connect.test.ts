import type { Socket } from 'node:net';
import { instant, type JsonObject } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import type { Arrival } from '../deliver.ts';
import { writeProtobuf } from '../protobuf/write.ts';
import { caller, closed } from '../stream/caller.fixture.ts';
import { listenSapient, type SapientConnector } from './connect.ts';
import { decodeSapient } from './decode.ts';
import { sapientMessage } from './fields.ts';
import { SapientFramer, sapientFrame } from './frames.ts';
import { detection, message, RADAR, registration, status, ULID } from './message.fixture.ts';
import { sapientStop, sapientTask } from './task.ts';

const FUSION = '3d1ffd1b-cc01-4c26-a7e8-bf4da3d393b8';
const TASK = '01H7T2XMQ3Q4MJY3ZM5BQMPJW9';

/** A sensor node written from the field table alone. */
class Sensor {
  readonly told: JsonObject[] = [];
  readonly socket: Socket;
  constructor(port: number) {
    this.socket = caller(port);
    const framer = new SapientFramer();
    this.socket.on('data', (piece) => {
      for (const one of framer.push(piece)) {
        const decoded = one.ok ? decodeSapient(one.value.bytes) : one;
        if (!decoded.ok) throw new Error(decoded.error.text);
        this.told.push(decoded.value.message);
      }
    });
  }
  say(...messages: readonly JsonObject[]): void {
    for (const one of messages) this.socket.write(sapientFrame(writeProtobuf(one, sapientMessage)));
  }
}

const open: SapientConnector[] = [];
const sensors: Sensor[] = [];
afterEach(async () => {
  for (const sensor of sensors.splice(0)) sensor.socket.destroy();
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});

async function fusionNode(keep: () => Promise<void> = async () => {}) {
  const kept: string[] = [];
  const connector = await listenSapient(
    {
      port: 0,
      nodeId: FUSION,
      now: () => instant(Date.UTC(2026, 2, 10, 10)),
    },
    async (bytes, arrival: Arrival) => {
      await keep();
      const decoded = decodeSapient(bytes);
      kept.push(
        `${arrival.format} ${decoded.ok ? Object.keys(decoded.value.message).at(-1) : decoded.error.kind}`,
      );
    },
  );
  open.push(connector);
  const sensor = () => {
    const one = new Sensor(connector.port);
    sensors.push(one);
    return one;
  };
  return { connector, kept, sensor };
}

describe('a fusion node', () => {
  it('acknowledges a registration and an alert, and keeps what a node says after it', async () => {
    const { kept, sensor, connector } = await fusionNode();
    const radar = sensor();
    const alert = message({ alert: { alertId: ULID, description: 'Gate open' } });
    radar.say(registration(), status(), detection(), alert);
    await expect.poll(() => radar.told).toHaveLength(2);
    expect(kept).toEqual([
      'sapient registration',
      'sapient statusReport',
      'sapient detectionReport',
      'sapient alert',
    ]);
    expect(radar.told).toEqual([
      {
        timestamp: '2026-03-10T10:00:00Z',
        nodeId: FUSION,
        destinationId: RADAR,
        registrationAck: { acceptance: true },
      },
      {
        timestamp: '2026-03-10T10:00:00Z',
        nodeId: FUSION,
        destinationId: RADAR,
        alertAck: { alertId: ULID, alertAckStatus: 'ALERT_ACK_STATUS_ACCEPTED' },
      },
    ]);
    expect(connector.nodes()).toEqual([RADAR]);
  });

  it('acknowledges nothing that is not kept yet', async () => {
    let release: () => void = () => {};
    const { sensor, connector } = await fusionNode(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const radar = sensor();
    radar.say(registration());
    await expect.poll(() => connector.counters.pending).toBe(1);
    expect(radar.told).toEqual([]);
    release();
    await expect.poll(() => radar.told).toHaveLength(1);
  });

  it('takes nothing of a node that is not registered, and says so', async () => {
    const { kept, sensor, connector } = await fusionNode();
    const radar = sensor();
    radar.say(detection(), registration(), detection());
    await expect.poll(() => kept).toEqual(['sapient registration', 'sapient detectionReport']);
    expect(radar.told[0]).toMatchObject({
      error: { errorMessage: [expect.stringContaining('send its registration first')] },
    });
    expect(connector.counters.refused).toEqual({ unregistered: 1 });
  });

  it('answers what is wrong with an error that holds it, and goes on', async () => {
    const { kept, sensor } = await fusionNode();
    const radar = sensor();
    radar.say(registration(), { ...detection(), nodeId: '7' }, status());
    await expect
      .poll(() => kept)
      .toEqual(['sapient registration', 'sapient malformed', 'sapient statusReport']);
    await expect.poll(() => radar.told).toHaveLength(2);
    const error = radar.told.find((one) => one.error !== undefined)?.error as JsonObject;
    expect(error.errorMessage).toEqual(['nodeId must be a UUID']);
    expect(decodeSapient(Buffer.from(error.packet as string, 'base64')).ok).toBe(false);
  });

  it('sends a task to a node that is registered, and keeps what it answers', async () => {
    const { kept, sensor, connector } = await fusionNode();
    const task = sapientTask({
      id: TASK,
      want: 'image',
      text: 'the bridge',
      at: { lon: 33.3, lat: 35.1 },
      dueAt: instant(Date.UTC(2026, 2, 10, 16)),
    });
    expect(connector.task(RADAR, task)).toBe(false);
    const radar = sensor();
    radar.say(registration());
    await expect.poll(() => radar.told).toHaveLength(1);
    expect(connector.task(RADAR, task)).toBe(true);
    expect(connector.task(RADAR, sapientStop(TASK))).toBe(true);
    await expect.poll(() => radar.told).toHaveLength(3);
    expect(radar.told[1]).toMatchObject({
      destinationId: RADAR,
      task: {
        taskId: TASK,
        taskName: 'image',
        taskEndTime: '2026-03-10T16:00:00Z',
        control: 'CONTROL_START',
        command: { lookAt: { locationList: { locations: [{ x: 33.3, y: 35.1 }] } } },
      },
    });
    expect(radar.told[2]).toMatchObject({ task: { taskId: TASK, control: 'CONTROL_STOP' } });
    radar.say(message({ taskAck: { taskId: TASK, taskStatus: 'TASK_STATUS_REJECTED' } }));
    await expect.poll(() => kept).toEqual(['sapient registration', 'sapient taskAck']);
  });

  it('forgets a node that says goodbye, or whose connection ends', async () => {
    const { sensor, connector } = await fusionNode();
    const radar = sensor();
    radar.say(registration(), status({ system: 'SYSTEM_GOODBYE' }));
    await expect.poll(() => connector.counters.kept).toBe(2);
    expect(connector.nodes()).toEqual([]);
    radar.say(registration());
    await expect.poll(() => connector.nodes()).toEqual([RADAR]);
    radar.socket.destroy();
    await expect.poll(() => connector.nodes()).toEqual([]);
  });

  it('lets a node that comes back take the place of its lost connection', async () => {
    const { kept, sensor, connector } = await fusionNode();
    const [lost, back] = [sensor(), sensor()];
    lost.say(registration());
    await expect.poll(() => kept).toHaveLength(1);
    back.say(registration(), status());
    await expect.poll(() => kept).toHaveLength(3);
    lost.say(status());
    await expect.poll(() => connector.counters.refused).toEqual({ unregistered: 1 });
    expect(connector.nodes()).toEqual([RADAR]);
  });

  it('closes a stream that has lost its lengths, with an error', async () => {
    const { sensor, connector } = await fusionNode();
    const radar = sensor();
    const ended = closed(radar.socket);
    radar.socket.write('GET / HTTP/1.1\r\n\r\n');
    await ended;
    expect(radar.told).toMatchObject([
      { error: { errorMessage: [expect.stringContaining('its length before it')] } },
    ]);
    expect(connector.counters.refused).toEqual({ 'too-long': 1 });
  });
});
