import { TOTAL } from './chronicle/chronicle.ts';
import type { Count, Figure, Report } from './report.ts';

/** One number of a report. */
interface Line {
  readonly chapter: string;
  readonly kind: string;
  readonly region?: string;
  readonly party?: string;
  readonly measure: string;
  readonly now: Count | Figure | number | string | undefined;
  readonly before?: Count | Figure | number | undefined;
}

const HEADINGS = 'chapter,kind,region,party,measure,value,value before,why no value,records'.split(
  ',',
);
/** Humanitarian Exchange Language 1.1: what each column holds. */
const TAGS =
  '#meta+chapter,#event+type,#adm1+name,#org+party,#indicator+name,#indicator+value+num,#indicator+value+before+num,#status,#meta+id+list'.split(
    ',',
  );

/** Every number of a report on a line of its own (RFC 4180), under its headings and a row of HXL tags. */
export function renderCsv(report: Report): string {
  const rows = linesOf(report).map((line) => [
    line.chapter,
    line.kind,
    regionName(report, line.region),
    line.party ?? '',
    line.measure,
    printed(line.now),
    printed(line.before),
    reasonOf(line.now),
    recordsOf(line.now).join(' '),
  ]);
  const exercise = report.exercise ? [['exercise: nothing in this report is real']] : [];
  return [...exercise, HEADINGS, TAGS, ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
}

function linesOf(report: Report): readonly Line[] {
  return [
    ...report.effort.flatMap(({ region, now, before }) =>
      (['sensorHours', 'looked', 'notLooked', 'jammed', 'denied'] as const).map((measure) => ({
        chapter: 'effort',
        kind: '',
        region,
        measure,
        now: now?.[measure],
        before: before?.[measure],
      })),
    ),
    ...report.happenings.flatMap(({ type: kind, region, all, ...parts }) => {
      const line = { chapter: 'happenings', kind, region };
      return [
        { ...line, measure: 'all', now: all.now, before: all.before },
        ...(all.rate === undefined
          ? []
          : [{ ...line, measure: 'for each sensor-hour', now: all.rate, before: all.rateBefore }]),
        ...Object.entries(parts).map(([measure, now]) => ({ ...line, measure, now })),
      ];
    }),
    ...report.objects.map(({ class: kind, region, party, all }) => {
      return {
        chapter: 'objects',
        kind,
        region,
        party,
        measure: 'all',
        now: all.now,
        before: all.before,
      };
    }),
    ...report.findings.map(({ clause, party, verdict, reading, now, before }) => {
      const kind = reading === undefined ? clause : `${clause}, as ${reading} reads it`;
      return { chapter: 'findings', kind, party, measure: verdict, now, before };
    }),
    ...report.readings.flatMap(({ clause: kind, alike, parted }) => [
      { chapter: 'readings', kind, measure: 'judged alike', now: alike },
      { chapter: 'readings', kind, measure: 'judged differently', now: parted },
    ]),
    ...report.cases.flatMap(({ clause: kind, party, ...turns }) =>
      Object.entries(turns).map(([measure, now]) => ({
        chapter: 'cases',
        kind,
        party,
        measure,
        now,
      })),
    ),
    ...(report.movement ?? []).flatMap(({ region, ...parts }) =>
      Object.entries(parts).map(([measure, now]) => {
        return { chapter: 'movement', kind: 'passage', region, measure, now };
      }),
    ),
    ...report.hazards.map(({ class: kind, region, now }) => {
      return { chapter: 'hazards', kind, region, measure: 'all', now };
    }),
    ...(report.interference ?? []).map(({ type: kind, region, now, before }) => {
      return { chapter: 'interference', kind, region, measure: 'all', now, before };
    }),
    ...report.further.flatMap(({ title: chapter, columns, rows }) =>
      rows.flatMap(([record = '', ...cells]) =>
        cells.map((cell, index) => ({
          chapter,
          kind: String(typeof record === 'object' ? record.value : record),
          measure: columns[index + 1] ?? '',
          now: cell,
        })),
      ),
    ),
  ];
}

function regionName({ regions }: Report, id: string | undefined): string {
  if (id === undefined) return '';
  return id === TOTAL ? 'whole area' : (regions.find((region) => region.id === id)?.name ?? id);
}

function printed(value: Line['now']): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return 'value' in value ? String(value.value) : '';
}

function reasonOf(value: Line['now']): string {
  if (value === undefined) return 'effort not recorded';
  if (typeof value !== 'object' || !('standing' in value) || value.standing === 'counted')
    return '';
  return value.standing === 'not-observed' ? 'not observed' : 'effort not recorded';
}

const recordsOf = (value: Line['now']): readonly string[] =>
  typeof value === 'object' ? value.records : [];

/** Quoted where it must be; what a spreadsheet would run as a formula is led by an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
