import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encoders } from '../edge/feeds/src/encoders.ts';
import {
  detection,
  location,
  registration,
  status,
} from '../edge/feeds/src/sapient/message.fixture.ts';
import { atRest } from './support/quickly.ts';
import { replay } from './support/replay.ts';

const MISSION = join(import.meta.dirname, '../missions/forty-km');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenline-sapient-'));
});
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const at = (second: number) => `2026-03-10T10:00:${String(second).padStart(2, '0')}Z`;
const rangeBearing = {
  azimuth: 90,
  range: 3_000,
  azimuthError: 1,
  rangeError: 20,
  coordinateSystem: 'RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M',
  datum: 'RANGE_BEARING_DATUM_TRUE',
};
const here = (x: number): JsonObject => ({
  nodeLocation: location({ x, y: 48.5, xError: 2, yError: 2 }),
  coverage: [
    {
      locationList: {
        locations: [
          location({ x, y: 48.5 }),
          location({ x: x + 0.1, y: 48.5 }),
          location({ x, y: 48.6 }),
        ],
      },
    },
  ],
  status: [{ statusType: 'STATUS_TYPE_PD', statusValue: '70 %' }],
});

describe('a recording of SAPIENT messages', () => {
  it('is folded with what each node said of itself before, and with nothing it said later', async () => {
    const messages = [
      { ...registration(), timestamp: at(0) },
      detection({ rangeBearing }, at(1)),
      status(here(37), at(2)),
      detection({ rangeBearing }, at(3)),
      status(here(38), at(7)),
      detection({ rangeBearing }, at(8)),
    ];
    const file = encoders.get('sapient')?.(messages);
    if (!file?.ok) throw new Error('not written');
    const path = join(folder, 'radar.sapient');
    writeFileSync(path, file.value);
    const replayed = await replay(MISSION, [path], join(folder, 'out'));
    expect(replayed.summary).toMatchObject({ in: 6, accepted: 6, refused: {} });
    const places = replayed
      .lines('observations')
      .map(({ position }) => (position as { lon: number } | undefined)?.lon);
    expect(places).toEqual([undefined, expect.closeTo(37.04, 2), expect.closeTo(38.04, 2)]);
    expect(replayed.lines('periods')).toMatchObject([
      { from: at(2), to: at(7), detectionProbability: 0.7, state: 'looked' },
    ]);
  });
});
