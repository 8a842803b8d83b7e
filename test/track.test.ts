import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-track-'));
const at = (name: string) => join(folder, name);
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const META = at('meta.json');
writeFileSync(
  META,
  JSON.stringify({ box: [0, 0, 4000, 4000], duration: 20, sensors: [{ id: 'P', period: 1 }] }),
);

/** One object that moves evenly, seen each second, perhaps a second late. */
const scans = (late = 0) =>
  Array.from({ length: 21 }, (_, t) => ({
    t,
    ta: t + late,
    sensor: 'P',
    type: 'position',
    cov: { kind: 'rect', x0: 0, y0: 0, x1: 4000, y1: 4000 },
    pd: 0.9,
    clutter: 0.1,
    R: [
      [25, 0],
      [0, 25],
    ],
    z: [[1000 + 10 * t, 500]],
  }));
const lines = (rows: readonly unknown[]) =>
  `${rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')}\n`;

async function track(name: string, content: string | Uint8Array) {
  writeFileSync(at(name), content);
  const [out, stats] = [at(`${name}.out`), at(`${name}.stats`)];
  const run = await quickly(
    'track',
    '--scans',
    at(name),
    '--meta',
    META,
    '--out',
    out,
    '--stats',
    stats,
  );
  const text = existsSync(out) ? readFileSync(out, 'utf8') : '';
  const rows = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const told = existsSync(stats) ? JSON.parse(readFileSync(stats, 'utf8')) : undefined;
  return { run, text, rows, told };
}

describe('greenline track', () => {
  it('tells where an object is at each second, with how sure it is', async () => {
    const { rows, told } = await track('plain.jsonl', lines(scans()));
    const last = rows.at(-1);
    expect(last).toMatchObject({ t: 20, id: 'o1', confirmed: true });
    expect(Math.abs(last.x - 1200)).toBeLessThan(5);
    expect(Math.abs(last.vx - 10)).toBeLessThan(2);
    expect(last.P[0][1]).toBe(last.P[1][0]);
    expect(told).toMatchObject({ detections: 21, scans: 21, shed: {} });
    expect(told.detectionsPerCpuSecond).toBeGreaterThan(0);
  });

  it('reads gzipped scans to the same bytes', async () => {
    const plain = await track('one.jsonl', lines(scans()));
    const packed = await track('one.jsonl.gz', gzipSync(lines(scans())));
    expect(packed.text).toBe(plain.text);
  });

  it('uses no scan before it has arrived', async () => {
    const { rows } = await track('late.jsonl', lines(scans(1.5)));
    expect(rows[0].t).toBe(2);
  });

  it('sheds what is unsound, counts it by reason, and follows the rest', async () => {
    const [first, ...others] = scans();
    const spoiled = [
      first,
      '{"t":NaN}',
      {
        ...first,
        t: 0.5,
        ta: 0.5,
        R: [
          [-25, 0],
          [0, 25],
        ],
      },
      { ...first, t: -3e7, ta: -3e7 },
      ...Array.from({ length: 200 }, (_, n) => ({ ...first, t: n / 400 + 1e-3, ta: 0.9 })),
      ...others,
    ];
    const { run, rows, told } = await track('spoiled.jsonl', lines(spoiled));
    expect(run.code).toBe(0);
    expect(told.shed).toMatchObject({ 'no JSON': 1, time: 1 });
    expect(told.shed.rate).toBeGreaterThan(100);
    expect(run.errors).toContain('scans shed');
    expect(rows.at(-1)).toMatchObject({ t: 20, id: 'o1' });
  });

  it('writes nothing where no scan can be used', async () => {
    const { run, text } = await track('none.jsonl', '{}\n');
    expect(run.code).toBe(2);
    expect(run.errors.trim().split('\n')).toHaveLength(1);
    expect(text).toBe('');
  });

  it('refuses a damaged archive in one line', async () => {
    const { run } = await track('torn.jsonl.gz', gzipSync(lines(scans())).subarray(0, 60));
    expect(run.code).toBe(2);
    expect(run.errors).toContain('cannot be unpacked');
  });
});
