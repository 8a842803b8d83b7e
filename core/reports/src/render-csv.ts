import { TOTAL } from './chronicle/chronicle.ts';
import { figuresOf, numberIn, type ReportFigure, recordsIn } from './corrections/figures.ts';
import type { Report } from './report.ts';

const HEADINGS =
  'chapter,kind,region,party,measure,value,value before,why no value,records,from,to'.split(',');
/** Humanitarian Exchange Language 1.1: what each column holds. */
const TAGS =
  '#meta+chapter,#event+type,#adm1+name,#org+party,#indicator+name,#indicator+value+num,#indicator+value+before+num,#status,#meta+id+list,#date+start,#date+end'.split(
    ',',
  );

/** Every number of a report on a line of its own (RFC 4180), under its headings and a row of HXL tags. */
export function renderCsv(report: Report): string {
  const rows = figuresOf(report).map((line) => [
    line.chapter,
    line.kind,
    regionName(report, line.region),
    line.party ?? '',
    line.measure,
    printed(line.now),
    printed(line.before),
    reasonOf(line.now),
    recordsIn(line.now).join(' '),
    report.from,
    report.to,
  ]);
  const exercise = report.exercise ? [['exercise: nothing in this report is real']] : [];
  return [...exercise, HEADINGS, TAGS, ...rows]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');
}

function regionName({ regions }: Report, id: string | undefined): string {
  if (id === undefined) return '';
  return id === TOTAL ? 'whole area' : (regions.find((region) => region.id === id)?.name ?? id);
}

function printed(value: ReportFigure['now']): string {
  return typeof value === 'string' ? value : String(numberIn(value) ?? '');
}

function reasonOf(value: ReportFigure['now']): string {
  if (value === undefined) return 'effort not recorded';
  if (typeof value !== 'object' || !('standing' in value) || value.standing === 'counted')
    return '';
  return value.standing === 'not-observed' ? 'not observed' : 'effort not recorded';
}

/** Quoted where it must be; what a spreadsheet would run as a formula is led by an apostrophe. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
