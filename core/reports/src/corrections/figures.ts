import type { Count, Figure, FurtherChapter, Report } from '../report.ts';

/** One number of a report, and where it stands. */
export interface ReportFigure {
  readonly chapter: string;
  readonly kind: string;
  readonly region?: string;
  readonly party?: string;
  readonly measure: string;
  /** A text only in tables of other rooms. */
  readonly now: Count | Figure | number | string | undefined;
  readonly before?: Count | Figure | number | undefined;
}

/** Every number of a report, in the order of its chapters. */
export function figuresOf(report: Report): readonly ReportFigure[] {
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
        ...measures(line, parts),
      ];
    }),
    ...report.objects.map(({ class: kind, region, party, all }) => {
      const line = { chapter: 'objects', kind, region, party, measure: 'all' };
      return { ...line, now: all.now, before: all.before };
    }),
    ...(report.withdrawal ?? []).flatMap(({ clause, party, reading, breachBefore, ...parts }) =>
      measures({ chapter: 'withdrawal', kind: read(clause, reading), party }, parts),
    ),
    ...(report.storage?.rows ?? []).flatMap(({ party, sites, standings }) => {
      const line = { chapter: 'storage', kind: '', party };
      return [{ ...line, measure: 'sites', now: sites }, ...measures(line, standings)];
    }),
    ...(report.disengagement ?? []).flatMap(({ name, area: _, effort: __, ...parts }) =>
      measures({ chapter: 'disengagement', kind: name }, parts),
    ),
    ...report.flights.flatMap(({ class: kind, party, all, ...parts }) => {
      const line = { chapter: 'flights', kind, party };
      return [
        ...(all === undefined
          ? []
          : [{ ...line, measure: 'all', now: all.now, before: all.before }]),
        ...measures(line, parts),
      ];
    }),
    ...report.findings.flatMap(
      ({ clause, party, verdict, reading, now, before, confirmed, excepted = [] }) => {
        const line = { chapter: 'findings', kind: read(clause, reading), party };
        return [
          { ...line, measure: verdict, now, before },
          ...(confirmed === undefined
            ? []
            : [{ ...line, measure: `${verdict}, confirmed`, now: confirmed }]),
          ...excepted.map((one) => ({ ...line, measure: `excused by ${one.by}`, now: one.now })),
        ];
      },
    ),
    ...report.readings.flatMap(({ clause: kind, alike, parted }) => [
      { chapter: 'readings', kind, measure: 'judged alike', now: alike },
      { chapter: 'readings', kind, measure: 'judged differently', now: parted },
    ]),
    ...report.cases.flatMap(({ clause: kind, party, ...turns }) =>
      measures({ chapter: 'cases', kind, party }, turns),
    ),
    ...(report.movement ?? []).flatMap(({ region, ...parts }) =>
      measures({ chapter: 'movement', kind: 'passage', region }, parts),
    ),
    ...report.hazards.map(({ class: kind, region, now }) => {
      return { chapter: 'hazards', kind, region, measure: 'all', now };
    }),
    ...(report.interference ?? []).map(({ type: kind, region, now, before }) => {
      return { chapter: 'interference', kind, region, measure: 'all', now, before };
    }),
    ...report.further.flatMap(furtherFigures),
  ];
}

/** The cells of another room's table; each row is named by its first. */
const furtherFigures = ({ title, columns, rows }: FurtherChapter): readonly ReportFigure[] =>
  rows.flatMap(([first = '', ...rest]) =>
    rest.map(
      (now, i): ReportFigure => ({
        chapter: title,
        kind: String(typeof first === 'object' ? first.value : first),
        measure: columns[i + 1] ?? '',
        now,
      }),
    ),
  );

const measures = (
  line: Omit<ReportFigure, 'measure' | 'now'>,
  parts: Readonly<Record<string, Count | Figure | number | undefined>>,
): readonly ReportFigure[] =>
  Object.entries(parts).map(([measure, now]) => ({ ...line, measure, now }));

const read = (clause: string, reading: string | undefined): string =>
  reading === undefined ? clause : `${clause}, as ${reading} reads it`;

export const numberIn = (figure: ReportFigure['now']): number | undefined =>
  typeof figure === 'object'
    ? 'value' in figure
      ? figure.value
      : undefined
    : typeof figure === 'number'
      ? figure
      : undefined;

export const recordsIn = (figure: ReportFigure['now']): readonly string[] =>
  typeof figure === 'object' ? figure.records : [];
