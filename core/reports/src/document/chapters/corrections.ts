import type { Correction } from '../../corrections/correction.ts';
import type { Block, Span, TableRow, Text } from '../document.ts';
import { type Telling, table } from '../telling.ts';

/** Each figure that a published version had otherwise, and why. */
export function corrections(told: Telling): readonly Block[] | undefined {
  const { report, wording, moment } = told;
  const { corrects } = report;
  if (corrects === undefined) return undefined;
  const rows = corrects.corrections.map((one): TableRow => {
    const value = (of: number | undefined): Text =>
      of === undefined ? '–' : wording.number(Math.round(of * 1e6) / 1e6);
    return {
      heading: named(told, one),
      cells: [value(one.was), { kind: 'strong', text: value(one.is) }, causeOf(told, one)],
    };
  });
  const text = wording.say('caption.corrections', {
    version: corrects.version,
    at: moment(corrects.publishedAt),
  });
  return [table(told, { text }, ['figure', '#was', '#is', 'cause'], rows)];
}

/** `Findings: 2(a), Party A, breach`. */
function named(told: Telling, { chapter, kind, region, party, measure }: Correction): string {
  const { wording } = told;
  const say = wording.ifSaid;
  const partyName = party === undefined ? undefined : told.party(party);
  const parts = [
    wording.kind(kind),
    region === undefined ? undefined : told.region(region),
    typeof partyName === 'object' && partyName !== undefined && 'text' in partyName
      ? String(partyName.text)
      : undefined,
    confirmedWords(measure, told) ??
      say(`column.${measure}`) ??
      say(`verdict.${measure}`) ??
      say(`turn.${measure}`) ??
      measure,
  ];
  const of = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return `${say(`chapter.${chapter}`) ?? chapter}: ${of}`;
}

/** `breach, confirmed`. */
function confirmedWords(measure: string, { wording }: Telling): string | undefined {
  const [verdict, confirmed] = measure.split(', ');
  if (confirmed !== 'confirmed') return undefined;
  return `${wording.ifSaid(`verdict.${verdict}`)}, ${wording.say('column.confirmed')}`;
}

function causeOf({ wording }: Telling, { added, removed }: Correction): Text {
  const listed = (phrase: 'cause.added' | 'cause.removed', records: readonly string[]): Span[] =>
    records.length === 0
      ? []
      : [
          {
            kind: 'figure',
            text: wording.say(phrase, {
              records: wording.say('cause.records', { n: records.length }),
            }),
            records,
          },
        ];
  const causes = [...listed('cause.added', added), ...listed('cause.removed', removed)];
  if (causes.length === 0) return wording.say('cause.effort');
  return causes.flatMap((cause, i) => (i === 0 ? [cause] : ['; ', cause]));
}
