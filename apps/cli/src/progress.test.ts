import { expect, it } from 'vitest';
import { progress } from './progress.ts';

it('says nothing of quick work, and tells of long work ever more rarely', () => {
  let clock = 5_000;
  const said: string[] = [];
  const tell = progress(
    'track',
    () => clock,
    (line) => said.push(line),
  );
  for (let i = 1; i <= 1_000; i++) {
    clock += 100;
    tell(() => `${i} scans`);
    if (i === 9) expect(said).toEqual([]);
  }
  expect(said[0]).toBe('greenline: track: 10 scans, 1 s\n');
  expect(said.length).toBeGreaterThan(10);
  expect(said.length).toBeLessThan(30);
});
