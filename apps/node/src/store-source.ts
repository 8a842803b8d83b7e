import type { Row } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { Access } from './access.ts';
import type { RecordSource } from './report-for.ts';

const PAGE = 5_000;

/** The records of a node's store, through the one door, a page at a time. */
export function storeSource(access: Access, principal: Principal): RecordSource {
  return {
    texts: (kind, from, to) =>
      inPages((after) => access.read(principal, kind, { after, limit: PAGE, from, to })),
    async text(kind, id) {
      const rows = await access.read(principal, kind, { after: 0, limit: 1, id });
      return rows[0]?.body;
    },
    looks: (from, to) => inPages((after) => access.looks({ after, limit: PAGE, from, to })),
  };
}

async function inPages(page: (after: number) => Promise<readonly Row[]>): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const rows = await page(after);
    for (const { body } of rows) texts.push(body);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return texts;
    after = last.seq;
  }
}
