import { TOTAL } from '../../chronicle/chronicle.ts';
import type { Compared, HappeningRow } from '../../report.ts';
import type { Block, TableRow, Text } from '../document.ts';
import { nothing, type Telling, table } from '../telling.ts';
import { capital } from './effort.ts';

/** One table for each type of happening. */
export function happenings(told: Telling): readonly Block[] {
  const byType = Map.groupBy(told.report.happenings, ({ type }) => type);
  return [...byType].map(([type, rows]) => {
    const known = rows.some(({ heard }) => heard !== undefined);
    const excused = rows.some((row) => row.excused !== undefined);
    const columns = [
      'region',
      '#count',
      '#countBefore',
      '#sensorHours',
      '#perHour',
      '#perHourBefore',
      '#outgoing',
      '#incoming',
      '#undetermined',
      ...(known ? ['#heard', '#seen', '#camera'] : []),
      ...(excused ? ['#excused'] : []),
    ];
    const lines = rows.map((row) => lineOf(told, row, columns.length - 1, excused));
    return table(told, { text: capital(told.wording.kinds(type)) }, columns, lines);
  });
}

function lineOf(told: Telling, row: HappeningRow, width: number, excused: boolean): TableRow {
  const { report, wording, region, count, figure } = told;
  const heading = region(row.region);
  const whole = row.region === TOTAL;
  const { now, before } = row.all;
  const hours = report.effort.find((one) => one.region === row.region)?.now?.sensorHours;
  if (now.standing !== 'counted') {
    const earlier: Text =
      before === undefined
        ? []
        : { kind: 'soft', text: [` ${wording.say('count.before')} `, count(before)] };
    const cell = [count(now), ...(Array.isArray(earlier) ? earlier : [earlier])] as Text;
    return { heading, whole, cells: [{ cell, spans: width }] };
  }
  const means = [row.heard, row.seen, row.camera].filter((one) => one !== undefined);
  const cells = [
    { kind: 'strong', text: count(now) } as const,
    count(before),
    hours === undefined ? '–' : wording.number(hours),
    ...rates(told, row.all),
    ...[row.outgoing, row.incoming, row.undetermined, ...means].map(count),
    ...(excused ? [figure(row.excused ?? { value: 0, records: [] })] : []),
  ];
  return { heading, whole, cells };
}

const rates = ({ wording }: Telling, { rate, rateBefore }: Compared): readonly string[] =>
  [rate, rateBefore].map((one) => (one === undefined ? '–' : wording.rate(one)));

export function objects(told: Telling): readonly Block[] {
  const { report, wording, party, region, count } = told;
  if (report.objects.length === 0) return nothing(wording.say('none.objects'));
  const columns = [
    'kind',
    'party',
    'region',
    '#count',
    '#countBefore',
    '#perHour',
    '#perHourBefore',
  ];
  const rows = report.objects.map(
    (row): TableRow => ({
      heading: wording.kind(row.class),
      whole: row.region === TOTAL,
      cells: [
        party(row.party),
        region(row.region),
        count(row.all.now),
        count(row.all.before),
        ...rates(told, row.all),
      ],
    }),
  );
  return [table(told, 'caption.objects', columns, rows)];
}

/** Aircraft; of those that are not released, what clauses said. */
export function flights(told: Telling): readonly Block[] {
  const { report, wording, party, count, figure } = told;
  if (report.flights.length === 0) return nothing(wording.say('none.flights'));
  const exact = report.flights.some(({ all }) => all !== undefined);
  const columns = [
    'kind',
    'party',
    ...(exact ? ['#count', '#countBefore'] : []),
    '#breach',
    '#undetermined',
    '#excused',
  ];
  const rows = report.flights.map(
    (row): TableRow => ({
      heading: wording.kind(row.class),
      cells: [
        party(row.party),
        ...(exact ? [count(row.all?.now), count(row.all?.before)] : []),
        ...[row.breach, row.undetermined, row.excused].map(figure),
      ],
    }),
  );
  return [table(told, 'caption.flights', columns, rows)];
}
