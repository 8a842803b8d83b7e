import { TOTAL } from './chronicle.ts';
import { ALL_HAPPENINGS, percent, rate, thousands } from './compare.ts';
import type { Compared, DayReport, HappeningRow, RegionEffort } from './day-report.ts';
import type { FigureLinks } from './figure-links.ts';
import { type Html, html } from './html.ts';
import { type Column, type TableRow, table } from './html-table.ts';

/** One chapter of a report: its heading and what stands below it. */
export interface Chapter {
  readonly id: string;
  readonly heading: string;
  readonly body: Html;
}

/** The chapters of a report in the order in which they are read. */
export function chaptersOf(report: DayReport, links: FigureLinks): readonly Chapter[] {
  const chapter = (id: string, heading: string, body: Html | undefined): readonly Chapter[] =>
    body === undefined ? [] : [{ id, heading, body }];
  return [
    ...chapter('changes', 'What changed', changes(report)),
    ...chapter('effort', 'What was looked at', effort(report)),
    ...chapter('happenings', 'What happened', happenings(report, links)),
    ...(report.audience === 'staff'
      ? chapter('objects', 'What was seen', objects(report, links))
      : []),
    ...chapter('findings', 'Findings', findings(report, links)),
    ...chapter('readings', 'Where readings part', readings(report, links)),
    ...chapter('cases', 'Cases', cases(report, links)),
    ...chapter('movement', 'Restrictions on movement', movement(report, links)),
    ...chapter('hazards', 'Mines and unexploded ordnance', hazards(report, links)),
    ...chapter('interference', 'Interference', interference(report, links)),
  ];
}

const numeric = (heading: string): Column => ({ heading, numeric: true });
const words = (text: string): Html => html`${text}`;
const nothing = (text: string): Html => html`<p class="nothing">${text}</p>`;

function regionName(report: DayReport, id: string): string {
  if (id === TOTAL) return 'Whole area';
  return report.regions.find((region) => region.id === id)?.name ?? 'Elsewhere or not placed';
}

function partyName(report: DayReport, id: string): Html {
  const party = report.parties.find((one) => one.id === id);
  if (party === undefined)
    return html`<span class="party">${id === 'unknown' ? 'not known' : id}</span>`;
  return html`<span class="party ${party.hue}">${party.name}</span>`;
}

function changes({ headlines, previous }: DayReport): Html {
  if (previous === undefined) return nothing('There is no period before this one to compare with.');
  if (headlines.length === 0) {
    return nothing('Nothing can be compared: there is no count with its effort in both periods.');
  }
  const items = headlines.map(({ about, leads, raw, normalised, text }) => {
    const whole = percent(leads === 'normalised' ? normalised : raw, 'new');
    return html`<li><span class="share">${whole}</span> <div><b>${capital(about === ALL_HAPPENINGS ? about : plural(about))}</b> ${
      leads === 'normalised' ? html`<span class="mark">for each sensor-hour</span>` : undefined
    }<p>${text}</p></div></li>
`;
  });
  return html`<ul class="changes">${items}</ul>`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function effort(report: DayReport): Html {
  const columns = [
    { heading: 'Region' },
    numeric('Sensor-hours'),
    numeric('Before'),
    numeric('Looked'),
    numeric('Not looked'),
    numeric('Jammed'),
    numeric('Denied'),
    { heading: 'Share of area and time' },
  ];
  const rows = report.effort.map(({ region, now, before }): TableRow => {
    const heading = words(regionName(report, region));
    const whole = region === TOTAL;
    if (now === undefined) {
      const cell = html`<span class="absent">effort not recorded</span>`;
      return { heading, whole, cells: [{ cell, spans: 7 }] };
    }
    const cells = [
      words(thousands(now.sensorHours)),
      words(before === undefined ? '–' : thousands(before.sensorHours)),
      ...[now.looked, now.notLooked, now.jammed, now.denied].map((one) => words(share(one))),
      bar(now),
    ];
    return { heading, whole, cells };
  });
  return html`${table(words('Effort by region'), columns, rows)}${LEGEND}`;
}

/** `12.3 %`; never a nought where there is something, or all where there is not. */
function share(of: number): string {
  if (of === 0 || of === 1) return `${of * 100} %`;
  if (of < 0.001) return '< 0.1 %';
  if (of > 0.999) return '> 99.9 %';
  return `${(of * 100).toFixed(1)} %`;
}

const LEGEND = html`<p class="legend" aria-hidden="true"><span><i class="looked"></i>looked</span> <span><i class="not-looked"></i>not looked</span> <span><i class="jammed"></i>jammed</span> <span><i class="denied"></i>denied</span></p>
`;

function bar({ looked, notLooked, jammed, denied }: RegionEffort): Html {
  const parts = [
    ['looked', looked],
    ['not-looked', notLooked],
    ['jammed', jammed],
    ['denied', denied],
  ] as const;
  return html`<span class="bar" aria-hidden="true">${parts
    .filter(([, part]) => part > 0)
    .map(([name, part]) => html`<i class="${name}" style="flex:${part.toFixed(4)}"></i>`)}</span>`;
}

function happenings(report: DayReport, links: FigureLinks): Html {
  const byType = Map.groupBy(report.happenings, ({ type }) => type);
  const tables = [...byType].map(([type, rows]) => {
    const known = rows.some(({ heard }) => heard !== undefined);
    const columns = [
      { heading: 'Region' },
      numeric('Count'),
      numeric('Count before'),
      numeric('Sensor-hours'),
      numeric('Per hour'),
      numeric('Per hour before'),
      numeric('Outgoing'),
      numeric('Incoming'),
      numeric('Undetermined'),
      ...(known ? [numeric('Heard'), numeric('Seen'), numeric('Camera')] : []),
    ];
    const lines = rows.map((row) => happeningLine(report, row, links, columns.length - 1));
    return table(words(capital(plural(type))), columns, lines);
  });
  return html`${tables}`;
}

/** As the taxonomy names it, in words. */
const plural = (type: string): string => {
  const name = type.replaceAll('-', ' ');
  return /(sh|ch|s|x)$/.test(name) ? `${name}es` : /(ing|fire)$/.test(name) ? name : `${name}s`;
};

function happeningLine(
  report: DayReport,
  row: HappeningRow,
  links: FigureLinks,
  width: number,
): TableRow {
  const heading = words(regionName(report, row.region));
  const whole = row.region === TOTAL;
  const { now, before } = row.all;
  const hours = report.effort.find(({ region }) => region === row.region)?.now?.sensorHours;
  if (now.standing !== 'counted') {
    const rest =
      before === undefined ? '' : html` <span class="before">before: ${links.count(before)}</span>`;
    return { heading, whole, cells: [{ cell: html`${links.count(now)}${rest}`, spans: width }] };
  }
  const means = [row.heard, row.seen, row.camera].filter((count) => count !== undefined);
  const cells = [
    html`<b>${links.count(now)}</b>`,
    links.count(before),
    words(hours === undefined ? '–' : thousands(hours)),
    ...rates(row.all),
    ...[row.outgoing, row.incoming, row.undetermined, ...means].map(links.count),
  ];
  return { heading, whole, cells };
}

const rates = ({ rate: now, rateBefore }: Compared): readonly Html[] =>
  [now, rateBefore].map((one) => words(one === undefined ? '–' : rate(one)));

function objects(report: DayReport, links: FigureLinks): Html {
  if (report.objects.length === 0) return nothing('No object was followed in this period.');
  const columns = [
    { heading: 'Kind' },
    { heading: 'Party' },
    { heading: 'Region' },
    numeric('Count'),
    numeric('Count before'),
    numeric('Per hour'),
    numeric('Per hour before'),
  ];
  const rows = report.objects.map((row): TableRow => {
    const cells = [
      partyName(report, row.party),
      words(regionName(report, row.region)),
      links.count(row.all.now),
      links.count(row.all.before),
      ...rates(row.all),
    ];
    return { heading: words(row.class.replaceAll('-', ' ')), whole: row.region === TOTAL, cells };
  });
  return table(words('Objects followed, by kind, party and region'), columns, rows);
}

function findings(report: DayReport, links: FigureLinks): Html {
  if (report.findings.length === 0) return nothing('No clause found anything in this period.');
  const columns = [
    { heading: 'Clause' },
    { heading: 'Party' },
    { heading: 'Finding' },
    numeric('In force'),
    numeric('Before'),
  ];
  const rows = report.findings.map(({ clause, party, verdict, reading, now, before }): TableRow => {
    const mark = html`<span class="verdict ${verdict}">${verdict}</span>`;
    const cells = [partyName(report, party), mark, links.figure(now), links.figure(before)];
    const read = reading === undefined ? '' : `, as ${reading} reads it`;
    return { heading: words(`${clause}${read}`), cells };
  });
  const caption = html`Findings by clause, party and verdict <small>as rules computed them; not confirmed by people</small>`;
  return table(caption, columns, rows);
}

/** Nothing where all clauses are read alike. */
function readings(report: DayReport, links: FigureLinks): Html | undefined {
  if (report.readings.length === 0) return undefined;
  const columns = [
    { heading: 'Clause' },
    { heading: 'Readings' },
    numeric('Judged alike'),
    numeric('Judged differently'),
  ];
  const rows = report.readings.map(
    ({ clause, readings: names, alike, parted }): TableRow => ({
      heading: words(clause),
      cells: [words(names.join(', ')), links.figure(alike), links.figure(parted)],
    }),
  );
  const caption = html`Clauses that are read differently <small>none is the default until the commission records its choice; figures count what was judged</small>`;
  return table(caption, columns, rows);
}

function cases(report: DayReport, links: FigureLinks): Html {
  if (report.cases.length === 0) return nothing('No case was opened or decided in this period.');
  const staff = report.audience === 'staff';
  const columns = [
    { heading: 'Clause' },
    { heading: 'Party' },
    ...(staff ? [numeric('Opened')] : []),
    numeric('Ceasefire violations'),
    ...(staff ? [numeric('Refuted'), numeric('Unresolved')] : []),
  ];
  const rows = report.cases.map((row): TableRow => {
    const [opened, confirmed, ...others] = [row.opened, row.confirmed, row.refuted, row.unresolved];
    const told = staff ? [opened, confirmed, ...others] : [confirmed];
    return {
      heading: words(row.clause),
      cells: [partyName(report, row.party), ...told.map(links.figure)],
    };
  });
  const caption = html`Cases opened and decided <small>a ceasefire violation is a case that people confirmed in this period</small>`;
  return table(caption, columns, rows);
}

function movement(report: DayReport, links: FigureLinks): Html | undefined {
  if (report.movement === undefined) return undefined;
  const columns = [
    { heading: 'Region' },
    numeric('Denied'),
    numeric('Delayed'),
    numeric('Minutes'),
    numeric('Conditional'),
  ];
  const rows = report.movement.map(
    (row): TableRow => ({
      heading: words(regionName(report, row.region)),
      whole: row.region === TOTAL,
      cells: [
        links.figure(row.denied),
        links.figure(row.delayed),
        words(thousands(row.delayMinutes)),
        links.figure(row.conditional),
      ],
    }),
  );
  return table(words('Passage of monitors denied, delayed or put under conditions'), columns, rows);
}

function hazards(report: DayReport, links: FigureLinks): Html {
  if (report.hazards.length === 0) return nothing('None was reported in this period.');
  const columns = [{ heading: 'Kind' }, { heading: 'Region' }, numeric('Count')];
  const rows = report.hazards.map(
    (row): TableRow => ({
      heading: words(row.class.replaceAll('-', ' ')),
      cells: [words(regionName(report, row.region)), links.figure(row.now)],
    }),
  );
  return table(words('Hazards reported'), columns, rows);
}

function interference(report: DayReport, links: FigureLinks): Html | undefined {
  if (report.interference === undefined) return undefined;
  if (report.interference.length === 0) return nothing('None was recorded in this period.');
  const columns = [{ heading: 'Kind' }, { heading: 'Region' }, numeric('Count'), numeric('Before')];
  const rows = report.interference.map(
    (row): TableRow => ({
      heading: words(row.type.replaceAll('-', ' ')),
      cells: [
        words(regionName(report, row.region)),
        links.figure(row.now),
        links.figure(row.before),
      ],
    }),
  );
  return table(words('Jamming and other interference with sensors and patrols'), columns, rows);
}
