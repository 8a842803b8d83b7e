import { cpus } from 'node:os';
import type { Command } from 'commander';
import { type Bench, benches, type Figure } from '../bench/benches.ts';
import { Failure } from '../failure.ts';

export function addBench(program: Command): void {
  program
    .command('bench [names...]')
    .description('Measures every figure that the README claims, on this machine.')
    .option('--json', 'one JSON line a figure')
    .action(async (names: readonly string[], options: { json?: boolean }) => {
      const all = await benches();
      const chosen = all.filter(
        ({ name }) => names.length === 0 || names.some((n) => name.includes(n)),
      );
      if (chosen.length === 0) {
        throw new Failure(
          `bench ${names.join(' ')}: there are ${all.map(({ name }) => name).join(', ')}`,
        );
      }
      const [cpu] = cpus();
      process.stderr.write(`greenline: ${cpus().length} × ${cpu?.model ?? 'unknown processor'}\n`);
      for (const bench of chosen) print(bench, await bench.run(), options.json === true);
    });
}

function print({ name }: Bench, figure: Figure, json: boolean): void {
  const { value, unit, besides } = figure;
  const line = json
    ? JSON.stringify({ name, ...figure })
    : `${name.padEnd(64)} ${readable(value).padStart(14)} ${unit}${besides === undefined ? '' : ` (${besides})`}`;
  process.stdout.write(`${line}\n`);
}

const readable = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Math.round(value * 1000) / 1000);
