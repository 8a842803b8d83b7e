import { fromUtf8, type Json, utf8 } from '@greenline/base';
import type { IClientOptions, MqttClient } from 'mqtt';
import { type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';

export interface SensorThingsMqttOptions {
  /** `mqtt://host:1883` or `mqtts://host:8883`. */
  readonly url: string;
  /** Topics of observations; default: those of every datastream, and of none. */
  readonly topics?: readonly string[];
  /** Kept by the broker: with it what was published while we were away arrives later. */
  readonly clientId?: string;
  readonly username?: string;
  readonly password?: string;
  readonly mostBytes?: number;
}

const TOPICS = ['v1.1/+/Observations', 'v1.1/Observations'];
const MOST_BYTES = 1024 * 1024;
const CONNECT_MS = 10_000;

/**
 * Hears observations by MQTT, as SensorThings publishes them (18-088, clause 14). A message is acknowledged to the
 * broker (QoS 1) when it is kept and not before, one at a time; what could not be kept is not
 * acknowledged, so that the broker sends it again where `clientId` lets it know us. The datastream is in the topic, so it is put into the message.
 */
export async function openSensorThingsMqtt(
  options: SensorThingsMqttOptions,
  deliver: Deliver,
): Promise<Connector> {
  const { url, topics = TOPICS, clientId, username, password, mostBytes = MOST_BYTES } = options;
  const counters = noCounts();
  const settings: IClientOptions = {
    manualConnect: true,
    clean: clientId === undefined,
    connectTimeout: CONNECT_MS,
    reconnectPeriod: 1_000,
    ...(clientId !== undefined && { clientId }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
  const { connect } = await import('mqtt');
  const client = connect(url, settings);
  client.on('error', () => countRefusal(counters, 'connection'));
  client.on('connect', () => {
    counters.connections = 1;
  });
  client.on('close', () => {
    counters.connections = 0;
  });
  let delivered: Promise<void> = Promise.resolve();
  client.handleMessage = (packet, done) => {
    const payload = typeof packet.payload === 'string' ? utf8(packet.payload) : packet.payload;
    counters.received += 1;
    counters.bytes += payload.length;
    if (payload.length > mostBytes) {
      countRefusal(counters, 'too-long');
      done();
      return;
    }
    counters.pending += 1;
    delivered = deliver(withDatastream(payload, packet.topic), {
      format: 'sensorthings',
      from: url,
      offset: 0,
    }).then(
      () => {
        counters.pending -= 1;
        counters.kept += 1;
        done();
      },
      () => {
        counters.pending -= 1;
        counters.failed += 1;
        // The broker sends again what was not acknowledged once we are connected anew.
        client.stream.destroy();
      },
    );
  };
  client.on('connect', () => {
    client.subscribe([...topics], { qos: 1 }, (cause) => {
      if (cause) countRefusal(counters, 'subscription');
    });
  });
  await firstAttempt(client);
  return {
    port: 0,
    counters,
    close: async () => {
      await delivered;
      await client.endAsync(true);
    },
  };
}

/** Tried once before we go on, and again and again behind our back: a broker that is away stops nobody. */
function firstAttempt(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('connect', () => resolve());
    client.once('error', () => resolve());
    client.once('close', () => resolve());
    // What waits for us arrives with the connection, so all is ready before this.
    client.connect();
  });
}

/** The observation with its datastream's id, where it names none; bytes that are no object stay as they are. */
export function withDatastream(payload: Uint8Array, topic: string): Uint8Array {
  const id = /(?:^|\/)Datastreams\(([^)]*)\)\/Observations$/
    .exec(topic)?.[1]
    ?.replace(/^'|'$/g, '');
  if (id === undefined) return payload;
  try {
    const json = JSON.parse(fromUtf8(payload) ?? '') as Json;
    const isObject = json !== null && typeof json === 'object' && !Array.isArray(json);
    if (!isObject || Object.hasOwn(json, 'Datastream')) return payload;
    return utf8(JSON.stringify({ ...json, Datastream: { '@iot.id': id } }));
  } catch {
    return payload;
  }
}
