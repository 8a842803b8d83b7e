import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concat, utf8 } from '@greenline/base';
import { klvPacket, localSet, streamOf, UAS_DATALINK } from '@greenline/feeds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replay } from './support/replay.ts';

/** A place in the middle of the mission's disc, and one moment of a flight over it. */
const PLACE = { lon: 33, lat: 35 };
const START = Date.UTC(2026, 2, 10, 10);

function code(degrees: number, bound: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round((degrees / bound) * (2 ** 31 - 1)));
  return bytes;
}

/** What a drone sends with a picture: when, who, where and what it looks at. */
function packet(second: number): Uint8Array {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(START + 1000 * second) * 1000n);
  return klvPacket(
    UAS_DATALINK,
    localSet([
      [2, stamp],
      [4, utf8('AF-101')],
      [13, code(PLACE.lat + second * 1e-4, 90)],
      [14, code(PLACE.lon, 180)],
      [23, code(PLACE.lat + 0.001, 90)],
      [24, code(PLACE.lon, 180)],
    ]),
  );
}

const stream = concat(
  ...Array.from({ length: 60 }, (_, second) =>
    streamOf({ pid: 0x101, streamType: 6, pts: 90_000 * second, bytes: packet(second) }, second),
  ),
);

describe("a drone's video stream through the whole walk", () => {
  let folder: string;
  let input: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'greenline-drone-'));
    input = join(folder, 'flight.ts');
    writeFileSync(input, stream);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function missionWith(name: string, sensor: string): string {
    const mission = join(folder, name);
    cpSync(join(import.meta.dirname, '../missions/forty-km'), mission, { recursive: true });
    const edit = (file: string, change: (text: string) => string) =>
      writeFileSync(join(mission, file), change(readFileSync(join(mission, file), 'utf8')));
    edit('agreement.yaml', (text) =>
      text
        .replace(
          /band: \{ line: L, perSide: 15 km \}/,
          `disc: { centre: [${PLACE.lon}, ${PLACE.lat}], radius: 5 km }`,
        )
        .replace('from: 2026-01-01 00:00', 'from: 2000-01-01 00:00'),
    );
    edit('mission.yaml', (text) => text.replace(/^sensors:\n/m, `sensors:\n${sensor}`));
    return mission;
  }

  it('is of a stranger where nobody registered the drone', async () => {
    const run = await replay(missionWith('stranger', ''), [`mpegts:${input}`], join(folder, 'a'));
    expect(run.summary).toMatchObject({ in: 60, accepted: 60, refused: {} });
    const [first] = run.lines('observations');
    expect(first).toMatchObject({
      sensor: 'AF-101',
      trust: 'unauthenticated',
      attributes: { frameCentre: { lon: expect.closeTo(33, 5) } },
    });
    expect(first).not.toHaveProperty('party');
    const verdicts = run.lines('findings').map(({ verdict }) => verdict);
    expect(verdicts).toContain('undetermined');
    expect(verdicts).not.toContain('breach');
  });

  it('is of the mission where the drone is registered, and accuses nobody', async () => {
    const sensor =
      '  - { id: AF-101, nation: aster, kind: drone, trust: authenticated, sigmaM: 10 }\n';
    const run = await replay(missionWith('own', sensor), [`mpegts:${input}`], join(folder, 'b'));
    expect(run.lines('observations')).toHaveLength(60);
    expect(run.lines('observations')[0]).toMatchObject({
      party: 'mission',
      trust: 'authenticated',
      position: { lon: expect.closeTo(33, 6), lat: expect.closeTo(35, 6) },
    });
    expect(run.lines('findings')).toEqual([]);
  });
});
