import type { PhraseKey } from '../../language/phrases.ts';
import type { Block, TableRow, Text } from '../document.ts';
import { type Telling, table } from '../telling.ts';

/** The one case or cluster that a spot report is about: what, where, when, and how it stands. */
export function spot(told: Telling): readonly Block[] | undefined {
  const { report, wording, region, party, figure, moment } = told;
  const { spot: one } = report;
  if (one === undefined) return undefined;
  const { say } = wording;
  const row = (term: PhraseKey, value: Text | undefined): readonly TableRow[] =>
    value === undefined ? [] : [{ heading: say(term), cells: [value] }];
  const { case: of } = one;
  const when = one.from === one.to ? moment(one.from) : `${moment(one.from)} – ${moment(one.to)}`;
  const rows = [
    ...(of === undefined
      ? []
      : [
          ...row('column.clause', of.clause),
          ...row('column.party', party(of.party)),
          ...row('spot.state', wording.ifSaid(`state.${of.state}`) ?? of.state),
          ...row(
            'spot.decision',
            of.decision === undefined
              ? say('spot.undecided')
              : `${say(`turn.${of.decision}`)}${of.decidedAt === undefined ? '' : `, ${moment(of.decidedAt)}`}`,
          ),
          ...row('spot.quorum', of.votes && say('spot.votes', of.votes)),
        ]),
    ...row('spot.when', when),
    ...row('spot.known', moment(one.knownAt)),
    ...row('spot.where', region(one.region)),
    ...row('chapter.happenings', figure(one.happenings)),
    ...row('spot.sources', one.sensors?.join(', ')),
  ];
  const caption = say(of === undefined ? 'caption.cluster' : 'caption.spot');
  const found = of?.findings ?? [];
  return [
    table(told, { text: caption }, ['term', 'value'], rows),
    ...(found.length === 0
      ? []
      : [
          table(
            told,
            { text: say('caption.spot.findings'), note: 'caption.findings.note' },
            ['clause', 'finding', 'words'],
            found.map(({ id, clause, verdict, reason }) => ({
              heading: { kind: 'figure', text: clause, records: [id] },
              cells: [told.verdict(verdict), { kind: 'quoted', text: reason }],
            })),
          ),
        ]),
  ];
}

export function history(told: Telling): readonly Block[] | undefined {
  const steps = told.report.spot?.case?.steps;
  if (steps === undefined || steps.length === 0) return undefined;
  const rows = steps.map(
    ({ at, by, step, words }): TableRow => ({
      heading: at,
      cells: [by, { kind: 'quoted', text: step }, { kind: 'quoted', text: words }],
    }),
  );
  return [
    table(told, { text: told.wording.say('caption.history') }, ['at', 'by', 'step', 'words'], rows),
  ];
}
