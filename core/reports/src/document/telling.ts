import { instant, parseInstant } from '@greenline/base';
import { NO_REGION, TOTAL } from '../chronicle/chronicle.ts';
import { localTime } from '../day-bounds.ts';
import type { PhraseKey } from '../language/phrases.ts';
import type { Saying, Wording } from '../language/wording.ts';
import type { Count, Figure, RecordLine, Report, SeriesBin } from '../report.ts';
import type { Block, Column, Span, Table, TableRow, Text } from './document.ts';

/** One report told in one language: how its names and numbers are said. */
export interface Telling {
  readonly report: Report;
  readonly wording: Wording;
  region(id: string): string;
  party(id: string): Span;
  figure(value: Figure | undefined): Span;
  count(value: Count | undefined): Span;
  verdict(verdict: string): Span;
  /** `16:07, 10 March 2026`, on the mission's clock. */
  moment(at: string): string;
  /** A bar of the chart over time: the hour it begins, or the day that ends with it. */
  bin(bin: SeriesBin): string;
  record(line: RecordLine): Text;
}

const NONE: Span = { kind: 'absent', text: '–' };

export function telling(report: Report, wording: Wording): Telling {
  const { say, number } = wording;
  const regions = new Map(report.regions.map(({ id, name }) => [id, name]));
  const parties = new Map(report.parties.map((one) => [one.id, one]));
  const linked = ({ records }: { records: readonly string[] }, text: string): Span =>
    records.length === 0 ? text : { kind: 'figure', text, records };
  const partyName = (id: string): string =>
    parties.get(id)?.name ??
    (['unknown', 'mission', 'private'].includes(id) ? say(`party.${id}` as PhraseKey) : id);
  const told: Telling = {
    report,
    wording,
    region: (id) =>
      regions.get(id) ??
      (id === TOTAL ? say('region.total') : id === NO_REGION ? say('region.elsewhere') : id),
    party: (id) => {
      const hue = parties.get(id)?.hue;
      return { kind: 'party', text: partyName(id), ...(hue !== undefined && { hue }) };
    },
    figure: (value) => (value === undefined ? NONE : linked(value, number(value.value))),
    count(value) {
      if (value === undefined) return NONE;
      if (value.standing === 'counted') return linked(value, number(value.value));
      return { kind: 'absent', text: linked(value, say(`count.${value.standing}`)) };
    },
    verdict: (verdict) => ({
      kind: 'verdict',
      verdict,
      text: say(`verdict.${verdict}` as PhraseKey),
    }),
    moment: (at) => wording.moment(at, report.timeZone),
    bin: ({ from, to }) =>
      report.kind === 'week-report'
        ? wording.date(localDate(to, report.timeZone))
        : wording.moment(from, report.timeZone),
    record: ({ said }) => recordWords(said, wording, partyName),
  };
  return told;
}

const localDate = (at: string, timeZone: string): string =>
  localTime(parseInstant(at) ?? instant(0), timeZone).slice(0, 10);

/** A record in words; what its findings' reasons say is quoted. */
function recordWords(
  { phrase, values = {} }: Saying,
  { say, kind }: Wording,
  party: (id: string) => string,
): Text {
  const word = (group: string, id: string | number | undefined) =>
    say(`${group}.${id}` as PhraseKey);
  const said = say(phrase, {
    ...values,
    ...('kind' in values && { kind: kind(String(values.kind)) }),
    ...('party' in values && { party: party(String(values.party)) }),
    ...('direction' in values && { direction: word('direction', values.direction) }),
    ...('verdict' in values && { verdict: word('verdict', values.verdict) }),
    ...('access' in values && { access: word('access', values.access) }),
    ...('means' in values && {
      means: String(values.means)
        .split(' ')
        .map((one) => word('means', one))
        .join(', '),
    }),
    ...('reason' in values && { reason: '' }),
  });
  if ('reason' in values) return [said, { kind: 'quoted', text: String(values.reason) }];
  return 'words' in values ? { kind: 'quoted', text: said } : said;
}

export const numeric = (heading: string): Column => ({ heading, numeric: true });

export const nothing = (text: string): readonly Block[] => [{ kind: 'nothing', text }];

/** A table, whose columns are named by phrases; those after `#` hold numbers. */
export function table(
  { wording: { say, ifSaid } }: Telling,
  caption: PhraseKey | { readonly text: string; readonly note?: PhraseKey },
  columns: readonly string[],
  rows: readonly TableRow[],
): Table {
  const note = ifSaid(typeof caption === 'string' ? `${caption}.note` : (caption.note ?? ''));
  return {
    kind: 'table',
    caption: typeof caption === 'string' ? say(caption) : caption.text,
    ...(note !== undefined && { note }),
    columns: columns.map((name) =>
      name.startsWith('#')
        ? numeric(say(`column.${name.slice(1)}` as PhraseKey))
        : { heading: say(`column.${name}` as PhraseKey) },
    ),
    rows,
  };
}
