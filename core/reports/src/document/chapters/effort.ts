import { TOTAL } from '../../chronicle/chronicle.ts';
import { ALL_HAPPENINGS } from '../../compare.ts';
import { mapDrawing } from '../../drawings/map-drawing.ts';
import { seriesDrawing } from '../../drawings/series-drawing.ts';
import { headlineText, percent } from '../../headline-text.ts';
import type { EffortBox } from '../../report.ts';
import type { Block, TableRow } from '../document.ts';
import { nothing, type Telling, table } from '../telling.ts';

/** What changed, in the order in which it is to be read. */
export function changes({ report, wording }: Telling): readonly Block[] {
  const { say, kinds } = wording;
  const { headlines, previous } = report;
  if (previous === undefined) return nothing(say('none.compare'));
  if (headlines.length === 0) return nothing(say('none.changes'));
  const items = headlines.map((headline) => {
    const { about, leads, raw, normalised } = headline;
    return {
      share: percent(leads === 'normalised' ? normalised : raw, wording, 'headline.new'),
      about: about === ALL_HAPPENINGS ? say('headline.all') : capital(kinds(about)),
      ...(leads === 'normalised' && { mark: say('headline.rateMark') }),
      text: headlineText(headline, wording),
    };
  });
  return [{ kind: 'changes', items }];
}

/** What was looked at: by region in numbers, on the map, and over time. */
export function effort(told: Telling): readonly Block[] {
  const { report, wording, region } = told;
  const { say, number, share } = wording;
  const columns = [
    'region',
    '#sensorHours',
    '#before',
    '#looked',
    '#notLooked',
    '#jammed',
    '#denied',
    'shares',
  ];
  const rows = report.effort.map(({ region: id, now, before }): TableRow => {
    const heading = region(id);
    const whole = id === TOTAL;
    if (now === undefined) {
      const cell = { kind: 'absent', text: say('count.effort-not-recorded') } as const;
      return { heading, whole, cells: [{ cell, spans: 7 }] };
    }
    const cells = [
      number(now.sensorHours),
      before === undefined ? '–' : number(before.sensorHours),
      ...[now.looked, now.notLooked, now.jammed, now.denied].map(share),
      { kind: 'bar', shares: now } as const,
    ];
    return { heading, whole, cells };
  });
  const map = mapDrawing(told);
  const series = seriesDrawing(told);
  return [
    table(told, 'caption.effort', columns, rows),
    legend(told),
    ...(map === undefined ? [] : [{ kind: 'drawing', drawing: map } as const]),
    ...blindSpots(told),
    ...(series === undefined
      ? []
      : [{ kind: 'drawing', drawing: series } as const, seriesTable(told)]),
  ];
}

const legend = ({ wording: { say } }: Telling): Block => ({
  kind: 'legend',
  items: (
    [
      ['looked', 'column.looked'],
      ['not-looked', 'column.notLooked'],
      ['jammed', 'column.jammed'],
      ['denied', 'column.denied'],
    ] as const
  ).map(([state, phrase]) => ({ state, text: say(phrase) })),
});

/** How much of each region nobody looked at, in boxes of the grid that the map draws. */
function blindSpots(told: Telling): readonly Block[] {
  const { report, region, wording } = told;
  const { boxes } = report.map;
  if (boxes === undefined || boxes.length === 0) return [];
  const row = (id: string, of: readonly EffortBox[]): TableRow => ({
    heading: region(id),
    whole: id === TOTAL,
    cells: [
      of.length,
      of.filter(({ looked }) => looked === 0).length,
      of.filter(({ looked }) => looked > 0 && looked < 0.5).length,
      of.filter(({ jammed }) => jammed > 0).length,
      of.filter(({ denied }) => denied > 0).length,
    ].map(wording.number),
  });
  const rows = [
    ...report.regions.map(({ id }) =>
      row(
        id,
        boxes.filter((box) => box.region === id),
      ),
    ),
    row(TOTAL, boxes),
  ];
  const columns = ['region', '#boxes', '#never', '#underHalf', '#jammed', '#denied'];
  return [table(told, 'caption.blind', columns, rows)];
}

function seriesTable(told: Telling): Block {
  const { report, wording, figure, bin } = told;
  const rows = report.series.map((one): TableRow => {
    const { happenings, sensorHours } = one;
    return {
      heading: bin(one),
      cells: [
        sensorHours === undefined || sensorHours === 0
          ? {
              kind: 'absent',
              text: wording.say(
                sensorHours === undefined ? 'count.effort-not-recorded' : 'count.not-observed',
              ),
            }
          : figure(happenings),
        sensorHours === undefined ? '–' : wording.number(sensorHours),
      ],
    };
  });
  return table(told, 'caption.series', ['time', '#count', '#sensorHours'], rows);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
