import type { Block, Span, TableRow, Text } from '../document.ts';
import { nothing, type Telling, table } from '../telling.ts';

export function findings(told: Telling): readonly Block[] {
  const { report, wording, party, figure, verdict } = told;
  if (report.findings.length === 0) return nothing(wording.say('none.findings'));
  const excused = report.findings.some(({ excepted }) => excepted !== undefined);
  const decided = report.findings.some(({ confirmed }) => confirmed !== undefined);
  const columns = [
    'clause',
    'party',
    'finding',
    '#inForce',
    '#before',
    ...(decided ? ['#confirmed'] : []),
    ...(excused ? ['excepted'] : []),
  ];
  const rows = report.findings.map(
    (row): TableRow => ({
      heading: clauseOf(told, row),
      cells: [
        party(row.party),
        verdict(row.verdict),
        figure(row.now),
        figure(row.before),
        ...(decided ? [figure(row.confirmed ?? { value: 0, records: [] })] : []),
        ...(excused ? [excepted(told, row)] : []),
      ],
    }),
  );
  return [table(told, 'caption.findings', columns, rows)];
}

/** `5 (3(a)), 1 (3(b))`: what exceptions excuse is told beside what they excuse it from. */
function excepted(
  { figure }: Telling,
  row: { excepted?: Telling['report']['findings'][number]['excepted'] },
): Text {
  return (row.excepted ?? []).flatMap(({ by, now }, i): readonly Span[] => [
    i === 0 ? '' : ', ',
    figure(now),
    ` (${by})`,
  ]);
}

const clauseOf = (
  { wording: { say } }: Telling,
  { clause, reading }: { readonly clause: string; readonly reading?: string },
): string => (reading === undefined ? clause : say('clause.reading', { clause, reading }));

/** Nothing where all clauses are read alike. */
export function readings(told: Telling): readonly Block[] | undefined {
  const { report, figure } = told;
  if (report.readings.length === 0) return undefined;
  const rows = report.readings.map(
    ({ clause, readings: names, alike, parted }): TableRow => ({
      heading: clause,
      cells: [names.join(', '), figure(alike), figure(parted)],
    }),
  );
  return [table(told, 'caption.readings', ['clause', 'readings', '#alike', '#parted'], rows)];
}

/** The only chapter, with that of a spot report's case, that calls anything a violation. */
export function cases(told: Telling): readonly Block[] {
  const { report, wording, party, figure } = told;
  if (report.cases.length === 0) return nothing(wording.say('none.cases'));
  const staff = report.audience === 'staff';
  const columns = [
    'clause',
    'party',
    ...(staff ? ['#opened'] : []),
    '#violations',
    ...(staff ? ['#refuted', '#unresolved'] : []),
  ];
  const rows = report.cases.map((row): TableRow => {
    const turns = staff
      ? [row.opened, row.confirmed, row.refuted, row.unresolved]
      : [row.confirmed];
    return { heading: row.clause, cells: [party(row.party), ...turns.map(figure)] };
  });
  return [table(told, 'caption.cases', columns, rows)];
}

export function withdrawal(told: Telling): readonly Block[] | undefined {
  const { report, wording, party, figure } = told;
  if (report.withdrawal === undefined) return undefined;
  if (report.withdrawal.length === 0) return nothing(wording.say('none.withdrawal'));
  const columns = ['clause', 'party', '#breach', '#before', '#undetermined', '#compliant'];
  const rows = report.withdrawal.map(
    (row): TableRow => ({
      heading: clauseOf(told, row),
      cells: [
        party(row.party),
        ...[row.breach, row.breachBefore, row.undetermined, row.compliant].map(figure),
      ],
    }),
  );
  return [table(told, 'caption.withdrawal', columns, rows)];
}

export function replies(told: Telling): readonly Block[] | undefined {
  const { report, wording, party } = told;
  if (report.replies === undefined || report.replies.length === 0) return undefined;
  const rows = report.replies.map(
    (row): TableRow => ({
      heading: party(row.party),
      cells: [
        row.clause,
        row.at,
        wording.say(row.inTime ? 'yes' : 'no'),
        { kind: 'quoted', text: row.words },
        { kind: 'figure', text: row.case.slice(0, 8), records: [row.case] },
      ],
    }),
  );
  return [
    table(told, 'caption.replies', ['party', 'clause', 'at', 'window', 'words', 'case'], rows),
  ];
}
