import { type ChapterReader, chapters, type Filing } from '@greenline/filings';
import type { Mission, RowKind } from '@greenline/pipeline';
import type { FurtherChapter, Period } from '@greenline/reports';
import { namesOf, type Principal } from '@greenline/sharing';

type Read = <T extends object>(kind: RowKind) => Promise<readonly T[]>;

/** A chapter a form of the filings that a reader of a report is shown; both parties have the same. */
export async function filingsChapters(
  read: Read,
  principal: Principal,
  { agreement }: Mission,
  { from, to }: Period,
): Promise<readonly FurtherChapter[]> {
  const staff = principal.role === 'staff';
  const filings = await read<Filing>(staff ? 'filing' : 'released-filing');
  const reader = staff ? 'staff' : readerOf(principal, agreement.parties);
  return chapters(filings, from, to, reader).map(({ title, columns, rows, note }) => ({
    ...{ title, note },
    columns: ['Record', ...columns],
    rows: rows.map(({ id, cells }) => [id, ...cells]),
  }));
}

/** A party’s report is both parties’: what is shown to one of them alone is in neither’s. */
const readerOf = (principal: Principal, parties: readonly string[]): ChapterReader =>
  principal.role === 'party' ? parties : namesOf(principal);
