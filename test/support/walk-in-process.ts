import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, instant, utf8 } from '@greenline/base';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { feeds } from '@greenline/feeds';
import {
  type JournalInput,
  type Mission,
  type MissionFiles,
  OPERATOR,
  type Row,
  readMission,
  Walk,
  type WalkPorts,
  type WalkState,
} from '@greenline/pipeline';

const root = join(import.meta.dirname, '../..');

export const PORTS: WalkPorts = {
  hasher: nodeHasher,
  feeds,
  saltKey: new Uint8Array(32).fill(1),
  releaseKey: new Uint8Array(32).fill(2),
  verify: verifyEd25519Now,
};

/** The files of the example mission. */
export function exampleFiles(): Record<string, string> {
  const folder = join(root, 'missions/forty-km');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter((name) => /\.(ya?ml|geojson)$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

export function missionOf(files: MissionFiles): Mission {
  const read = readMission(files, nodeHasher);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** A message as the operator of a replay hands it in. */
export const message = (
  format: string,
  value: object | string,
  receivedAt: Instant,
  offset = 0,
): JournalInput => ({
  receivedAt,
  lane: 'normal',
  type: format === 'command' ? 'command' : `message/${format}`,
  by: OPERATOR,
  offset,
  bytes: utf8(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** A point feature of what a sensor saw. */
export const sighting = ({ lon, lat, ...properties }: Readonly<Record<string, unknown>>) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
});

/** Folds inputs one after another; `between` may take rows, or hand over another walk. */
export function folded(
  mission: Mission,
  inputs: readonly JournalInput[],
  between: (walk: Walk, index: number) => Walk = (walk) => walk,
  restHours = 8,
): { readonly rows: readonly Row[]; readonly state: WalkState } {
  let walk = new Walk(PORTS, mission);
  const rows: Row[] = [];
  const drain = () => rows.push(...walk.take().rows);
  for (const [index, input] of inputs.entries()) {
    walk.fold({ ...input, seq: index + 1 });
    const next = between(walk, index);
    if (next === walk) continue;
    drain();
    walk = next;
  }
  walk.finish(instant((inputs.at(-1)?.receivedAt ?? 0) + restHours * 3_600_000));
  drain();
  return { rows, state: walk.state };
}

export const moment = (text: string): Instant => instant(Date.parse(text));
