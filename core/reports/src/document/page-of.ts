import { parseInstant } from '@greenline/base';
import type { PhraseKey } from '../language/phrases.ts';
import type { Wording } from '../language/wording.ts';
import type { Report } from '../report.ts';
import { corrections } from './chapters/corrections.ts';
import { changes, effort } from './chapters/effort.ts';
import { cases, findings, readings, replies, withdrawal } from './chapters/findings.ts';
import { furtherChapter } from './chapters/further.ts';
import { flights, happenings, objects } from './chapters/happenings.ts';
import { disengagement, hazards, interference, movement, storage } from './chapters/places.ts';
import { history, spot } from './chapters/spot.ts';
import type { Block, Chapter, Page } from './document.ts';
import { type Telling, telling } from './telling.ts';

/** A report as a page in one language: what stands where, before it is known on what it is drawn. */
export function pageOf(report: Report, wording: Wording): Page {
  const told = telling(report, wording);
  const { say } = wording;
  const heading = headingOf(told);
  return {
    language: wording.language,
    title: `${report.mission.name}: ${heading}`,
    mission: report.mission.name,
    heading,
    datedAt: parseInstant(report.publishedAt ?? report.to) ?? 0,
    ...(report.exercise && {
      exercise: { banner: say('notice.exercise'), margin: say('notice.exercise.margin') },
    }),
    notices: noticesOf(told),
    facts: factsOf(told),
    chapters: chaptersOf(told),
    records: {
      id: 'appendix',
      heading: say('chapter.records'),
      none: say('none.records'),
      listsHeading: say('records.lists'),
      eachHeading: say('records.each'),
      more: (n) => say('records.more', { n }),
      caption: say('caption.records'),
      columns: (['number', 'at', 'kind', 'what', 'id'] as const).map((one) => say(`column.${one}`)),
      lines: report.appendix.map((line) => ({
        id: line.id,
        at: line.at,
        kind: say(`recordKind.${line.kind}` as PhraseKey),
        words: told.record(line),
      })),
    },
    words: {
      chapters: say('head.chapters'),
      foot: say('head.page', { page: '{page}', pages: '{pages}' }),
    },
  };
}

/** The chapters in the order in which they are read. */
function chaptersOf(told: Telling): readonly Chapter[] {
  const { report, wording } = told;
  const chapter = (id: string, blocks: readonly Block[] | undefined): readonly Chapter[] =>
    blocks === undefined
      ? []
      : [{ id, heading: wording.say(`chapter.${id}` as PhraseKey), blocks }];
  return [
    ...chapter('corrections', corrections(told)),
    ...chapter('spot', spot(told)),
    ...chapter('history', history(told)),
    ...(report.spot === undefined ? chapter('changes', changes(told)) : []),
    ...chapter('effort', effort(told)),
    ...chapter('happenings', happenings(told)),
    ...(report.audience === 'staff' ? chapter('objects', objects(told)) : []),
    ...chapter('withdrawal', withdrawal(told)),
    ...chapter('storage', storage(told)),
    ...chapter('disengagement', disengagement(told)),
    ...chapter('flights', flights(told)),
    ...chapter('findings', findings(told)),
    ...chapter('readings', readings(told)),
    ...chapter('cases', cases(told)),
    ...chapter('replies', replies(told)),
    ...chapter('movement', movement(told)),
    ...chapter('hazards', hazards(told)),
    ...chapter('interference', interference(told)),
    ...report.further.map((one, index) => furtherChapter(told, one, index)),
    ...chapter('method', [
      {
        kind: 'list',
        items: report.method.map(({ phrase, values }) => wording.say(phrase, values)),
      },
    ]),
  ];
}

function headingOf({ report, wording, party }: Telling): string {
  const { say, date } = wording;
  const { spot: one, day, firstDay } = report;
  if (one?.case !== undefined) {
    const named = party(one.case.party) as { readonly text: string };
    return say('title.spot.case', { clause: one.case.clause, party: named.text });
  }
  if (one !== undefined) return say('title.spot.cluster', { happenings: one.happenings.value });
  if (day === undefined) return say('title.period');
  return firstDay === undefined
    ? say('title.day', { day: date(day) })
    : say('title.week', { from: date(firstDay), to: date(day) });
}

function noticesOf({ report, wording, moment }: Telling): readonly string[] {
  const { version, publishedAt, supersededBy } = report;
  const { say } = wording;
  return [
    ...(report.provisional ? [say('notice.provisional')] : []),
    ...(version !== undefined && publishedAt !== undefined
      ? [say('notice.published', { version, at: moment(publishedAt) })]
      : []),
    ...(supersededBy === undefined
      ? []
      : [
          say('notice.superseded', {
            version: supersededBy.version,
            at: moment(supersededBy.publishedAt),
          }),
        ]),
    ...(wording.language === 'en' ? [] : [say('notice.recorded')]),
  ];
}

function factsOf({ report, wording, moment }: Telling): Page['facts'] {
  const { say } = wording;
  const { from, to, hours, timeZone, audience, member = '' } = report;
  return [
    { term: say('head.from'), main: moment(from), small: from },
    { term: say('head.to'), main: moment(to), small: to },
    { term: say('head.length'), main: say('head.hours', { hours }), small: timeZone },
    { term: say('head.reader'), main: say(`reader.${audience}`), small: member },
  ];
}
