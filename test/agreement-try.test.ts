import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '@greenline/base';
import { missionText } from '@greenline/pipeline';
import { openJournal } from '@greenline/stores';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { greenline } from './support/node-process.ts';
import { writeLines } from './support/replay.ts';
import { exampleFiles, moment, sighting } from './support/walk-in-process.ts';

const root = join(import.meta.dirname, '..');
const MISSION = join(root, 'missions/forty-km');
const folder = mkdtempSync(join(tmpdir(), 'greenline-try-'));
const data = join(folder, 'data');
const journal = join(data, 'forty-km-exercise/journal');

/** About 7, 27 and 49 km north of the line: in both readings, in the wider alone, in neither. */
const looks = [47.72, 47.9, 48.1].flatMap((lat, i) =>
  [0, 1, 2].map((minute) =>
    sighting({
      lon: 36.42,
      lat,
      kind: 'object',
      sensor: 'lead-drone-1',
      class: 'tank',
      party: 'A',
      identity: `T${i}`,
      sigmaM: 5,
      observedAt: `2026-03-10T08:0${minute}:00Z`,
    }),
  ),
);
const inputs = `geojson:${writeLines(folder, 'seen.geojsonl', looks)}`;

/** The other reading of "40 km": one word of the agreement away. */
const wider = join(folder, 'wider.yaml');

const tried = (...more: string[]) =>
  greenline('agreement', 'try', '--mission', MISSION, '--agreement', wider, ...more);

beforeAll(async () => {
  cpSync(join(MISSION, 'line.geojson'), join(folder, 'line.geojson'));
  const text = readFileSync(join(MISSION, 'agreement.yaml'), 'utf8');
  writeFileSync(wider, text.replace('L, total: 40 km', 'L, perSide: 40 km'));
  const written = await openJournal(journal);
  const entry = { lane: 'normal' as const, by: 'operator', offset: 0 };
  await written.append([
    {
      ...entry,
      receivedAt: moment('2026-03-10T07:59:00Z'),
      type: 'mission',
      bytes: utf8(missionText(exampleFiles())),
    },
    ...looks.map((look) => ({
      ...entry,
      receivedAt: moment(look.properties.observedAt as string),
      type: 'message/geojson',
      bytes: utf8(JSON.stringify(look)),
    })),
  ]);
  await written.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a new version tried on history', () => {
  it('tells what would be judged otherwise, of whom, and which case rests on it', async () => {
    const { code, out } = await tried('--input', inputs, '--format', 'json');
    const told = JSON.parse(out);
    expect(code).toBe(1);
    expect(told.differences.length).toBeGreaterThan(0);
    for (const one of told.differences) {
      expect(one).toMatchObject({ clause: '2(a)', new: { verdict: 'breach', party: 'A' } });
      expect(one.old?.verdict).not.toBe('breach');
    }
    expect(Object.keys(told.byClause)).toEqual(['2(a)']);
    expect(Object.keys(told.byParty)).toEqual(['A']);
  });

  it('says so in words, and the same words each time', async () => {
    const [first, second] = [await tried('--input', inputs), await tried('--input', inputs)];
    expect(first.out).toContain('party A:');
    expect(first.out).toContain('→ breach (P 1) by A');
    expect(second).toEqual(first);
  });

  it('reads a node’s journal, under the rules that stood in it, and writes nothing there', async () => {
    const files = () =>
      readdirSync(journal).map((name) => [name, readFileSync(join(journal, name), 'hex')]);
    const before = files();
    const fromJournal = await tried('--data', data);
    const fromInputs = await tried('--input', inputs);
    expect(fromJournal.code).toBe(1);
    // Ids hang on where in its file a message stood.
    const plain = (text: string) =>
      text
        .replaceAll(/[0-9a-f-]{36}/g, 'T')
        .split('\n')
        .slice(2);
    expect(plain(fromJournal.out)).toEqual(plain(fromInputs.out));
    expect(files()).toEqual(before);
  });

  it('leaves cases of the old rules standing, and names the one that a laxer rule would undo', async () => {
    const lax = join(folder, 'lax.yaml');
    const text = readFileSync(join(MISSION, 'agreement.yaml'), 'utf8');
    writeFileSync(lax, text.replace('L, total: 40 km', 'L, total: 4 km'));
    const where = ['--mission', MISSION, '--input', inputs, '--format', 'json'];
    const { out } = await greenline('agreement', 'try', '--agreement', lax, ...where);
    const told = JSON.parse(out);
    expect(told.cases).toMatchObject([{ clause: '2(a)', party: 'A', state: 'open' }]);
    expect(told.cases[0].findings).toContain(told.differences[0].old.id);
  });

  it('says nothing would differ where nothing would, or nothing lies in the span', async () => {
    const same = await greenline(
      ...['agreement', 'try', '--mission', MISSION, '--input', inputs],
      ...['--agreement', join(MISSION, 'agreement.yaml')],
    );
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining('nothing would differ') });
    expect((await tried('--input', inputs, '--from', '2026-03-11T00:00:00Z')).code).toBe(0);
    expect((await tried('--input', inputs, '--to', '2026-03-10T08:00:00Z')).code).toBe(0);
  });

  it('refuses rules for other parties than the mission’s, and rules that do not hold together', async () => {
    const cyprus = join(root, 'missions/cyprus/agreement.yaml');
    const where = ['--mission', MISSION, '--input', inputs];
    const other = await greenline('agreement', 'try', '--agreement', cyprus, ...where);
    expect(other).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/party .* is not among/),
    });
    const broken = join(folder, 'broken.yaml');
    writeFileSync(broken, 'agreement: x\n');
    expect((await greenline('agreement', 'try', '--agreement', broken, ...where)).code).toBe(2);
    const nowhere = await tried('--data', join(folder, 'nowhere'));
    expect(nowhere).toMatchObject({ code: 2, errors: expect.stringContaining('is no journal') });
  });
});
