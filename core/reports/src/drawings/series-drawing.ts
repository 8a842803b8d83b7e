import type { Telling } from '../document/telling.ts';
import { html } from '../html/html.ts';
import { type Drawing, px, textures } from './drawing.ts';

const WIDTH = 720;
const LEFT = 48;
const TOP = 24;
const COUNTS = 120;
const GAP = 26;
const HOURS = 48;
const FOOT = 26;
const HEIGHT = TOP + COUNTS + GAP + HOURS + FOOT;

/** Happenings over time above, the hours of looking below: a bar is never shown without its effort. */
export function seriesDrawing({ report, wording, bin }: Telling): Drawing | undefined {
  const { series } = report;
  if (series.length < 2) return undefined;
  const { say, number } = wording;
  const most = Math.max(1, ...series.map(({ happenings }) => happenings.value));
  const mostHours = Math.max(1, ...series.map(({ sensorHours = 0 }) => sensorHours));
  const step = (WIDTH - LEFT - 8) / series.length;
  const base = TOP + COUNTS;
  const hoursTop = base + GAP;
  const label = Math.ceil(series.length / 6);
  return {
    id: 'series',
    width: WIDTH,
    height: HEIGHT,
    title: say('series.title'),
    description: say('series.desc', { bins: series.length, most }),
    draw: (
      palette,
    ) => html`${textures('series', palette)}<text x="${LEFT}" y="14" fill="${palette.soft}">${say('series.count')}</text>
<text x="${LEFT - 6}" y="${TOP + 10}" text-anchor="end" fill="${palette.soft}">${number(most)}</text>
<text x="${LEFT - 6}" y="${base}" text-anchor="end" fill="${palette.soft}">0</text>
<text x="${LEFT}" y="${hoursTop - 6}" fill="${palette.soft}">${say('series.effort')}</text>
<text x="${LEFT - 6}" y="${hoursTop + 10}" text-anchor="end" fill="${palette.soft}">${number(mostHours)}</text>
${series.map(({ happenings, sensorHours }, i) => {
  const x = LEFT + i * step;
  const unseen = sensorHours === undefined || sensorHours === 0;
  const height = (happenings.value / most) * COUNTS;
  const hours = ((sensorHours ?? 0) / mostHours) * HOURS;
  return html`${unseen ? html`<rect x="${px(x)}" y="${TOP}" width="${px(step)}" height="${COUNTS}" fill="url(#series-not-looked)"/>` : undefined}<rect x="${px(x + 1)}" y="${px(base - height)}" width="${px(step - 2)}" height="${px(height)}" fill="${palette.mark}"/><rect x="${px(x + 1)}" y="${px(hoursTop + HOURS - hours)}" width="${px(step - 2)}" height="${px(hours)}" fill="${palette.calm}"/>`;
})}
<path d="M${LEFT} ${base}H${WIDTH - 8}M${LEFT} ${hoursTop + HOURS}H${WIDTH - 8}" stroke="${palette.soft}"/>
${series.map((one, i) =>
  i % label === 0
    ? html`<text x="${px(LEFT + i * step)}" y="${HEIGHT - 8}" fill="${palette.soft}">${shortOf(bin(one))}</text>`
    : html``,
)}
`,
  };
}

/** The hour of a moment; the day and month of a date. */
const shortOf = (words: string): string =>
  /\d{2}:\d{2}/.exec(words)?.[0] ?? words.replace(/\s\d{4}.*$/, '');
