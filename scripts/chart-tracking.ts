import { writeFileSync } from 'node:fs';
import { type Cost, costOf, keptThrough } from '../core/tracking/src/sectors/many.fixture.ts';

/** Measures what following targets live costs on this machine, and draws docs/tracking-cost.svg of it. */

const SIZES = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
const [WIDTH, HEIGHT] = [720, 300];
const PLOT = { left: 60, right: 340, top: 40, bottom: 250 };

costOf(2_000);
const costs = SIZES.map((targets) => {
  const cost = costOf(targets, targets > 10_000 ? 4 : 8);
  process.stderr.write(`${JSON.stringify(cost)}\n`);
  return cost;
});
const kept = keptThrough(500, 60);
process.stderr.write(`${JSON.stringify(kept)}\n`);

const log = (value: number, low: number, high: number) =>
  (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
const x = (targets: number) => PLOT.left + log(targets, 400, 64_000) * (PLOT.right - PLOT.left);
const y = (ms: number) => PLOT.bottom - log(ms, 1, 1_000) * (PLOT.bottom - PLOT.top);
const text = (at: readonly [number, number], words: string, anchor = 'middle') =>
  `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
const dot = (at: readonly [number, number]) =>
  `<circle cx="${at[0].toFixed(1)}" cy="${at[1].toFixed(1)}" r="3.5" fill="#1f6f8b"/>`;
const line = (points: readonly (readonly [number, number])[], style: string) =>
  `<polyline points="${points.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join(' ')}" fill="none" ${style}/>`;

const through = costs.at(3) as Cost;
const linear = [500, 50_000].map(
  (targets) => [x(targets), y((through.msPerSecond * targets) / through.targets)] as const,
);
const left = [
  text([200, 22], 'CPU for one second of scans, ms'),
  ...[500, 5_000, 50_000].map((n) => text([x(n), 270], n.toLocaleString('en'))),
  text([200, 290], 'targets, equally dense'),
  ...[1, 10, 100, 1_000].map((ms) => text([52, y(ms) + 4], String(ms), 'end')),
  ...[1, 10, 100, 1_000].map((ms) =>
    line(
      [
        [PLOT.left, y(ms)],
        [PLOT.right, y(ms)],
      ],
      'stroke="#ddd"',
    ),
  ),
  line(linear, 'stroke="#999" stroke-dasharray="5 4"'),
  text([x(9_000), y(20)], 'linear', 'start'),
  ...costs.map(({ targets, msPerSecond }) => dot([x(targets), y(msPerSecond)])),
];

const most = Math.max(...kept.map(({ stateBytes }) => stateBytes));
const across = (minute: number) => 420 + (minute / 60) * 280;
const up = (bytes: number) => PLOT.bottom - (bytes / (1.2 * most)) * (PLOT.bottom - PLOT.top);
const right = [
  text([560, 22], 'What 500 targets take to remember, MB'),
  ...[0, most / 2, most].map((bytes) =>
    text([412, up(bytes) + 4], (bytes / 1e6).toFixed(1), 'end'),
  ),
  line(
    [
      [420, PLOT.bottom],
      [700, PLOT.bottom],
    ],
    'stroke="#ddd"',
  ),
  ...[10, 20, 30, 40, 50, 60].map((minute) => text([across(minute), 270], String(minute))),
  text([560, 290], 'minutes'),
  line(
    kept.map(({ minute, stateBytes }) => [across(minute), up(stateBytes)] as const),
    'stroke="#1f6f8b" stroke-width="2"',
  ),
  ...kept.map(({ minute, stateBytes }) => dot([across(minute), up(stateBytes)])),
];

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#333">
<title>CPU for one second of scans by number of targets, and memory through an hour</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${[...left, ...right].join('\n')}
</svg>
`;
writeFileSync(new URL('../docs/tracking-cost.svg', import.meta.url), svg);
