import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fromHex } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { ED25519, keyId } from '@greenline/evidence';
import { type DeviceKey, SECRET_BYTES, sharedKey } from '@greenline/feeds';
import type { MissionFile } from '@greenline/pipeline';

/** A sensor that signs what it sends. */
export interface Device {
  readonly id: string;
  readonly key: DeviceKey;
  readonly mostPerS?: number | undefined;
  readonly mostBytesPerS?: number | undefined;
}

/** The sensors of a mission that have a key, by id. `data` is the node's data folder, where shared keys lie. */
export function devicesOf(
  sensors: MissionFile['sensors'],
  data: string,
): ReadonlyMap<string, Device> {
  const devices = new Map<string, Device>();
  for (const sensor of sensors) {
    const key = keyOf(sensor, data);
    const { id, mostPerS, mostBytesPerS } = sensor;
    if (key !== undefined) devices.set(id, { id, key, mostPerS, mostBytesPerS });
  }
  return devices;
}

function keyOf({ id, key, keyFile }: MissionFile['sensors'][number], data: string) {
  if (keyFile !== undefined) return sharedKey(readSecret(id, resolve(data, keyFile)));
  if (key === undefined) return undefined;
  const publicKey = new Uint8Array(Buffer.from(key, 'base64'));
  return {
    kind: 'ed25519',
    keyId: keyId(nodeHasher, id, ED25519, publicKey),
    publicKey,
  } satisfies DeviceKey;
}

function readSecret(sensor: string, path: string): Uint8Array {
  const wanted = `put the ${2 * SECRET_BYTES} hex digits of its key there`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`mission.yaml: sensor ${sensor}: ${path} cannot be read: ${wanted}`, { cause });
  }
  const secret = fromHex(text.trim());
  if (secret?.length === SECRET_BYTES) return secret;
  throw new Error(`mission.yaml: sensor ${sensor}: ${path} holds no key: ${wanted}`);
}
