/**
 * A process for the kill test: appends to the journal in a folder until it is killed, and prints
 * `seq count offset` for each append only once it was acknowledged. Arguments: folder, first offset.
 */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { instant } from '@greenline/base';
import type { JournalInput } from '@greenline/pipeline';
import { openJournal } from './file-journal.ts';

// A process that is killed leaves no compiled code to the next one but by this.
flushCompileCache();

const [folder = '', from = '0'] = process.argv.slice(2);
let nextOffset = Number(from);

const journal = await openJournal(folder, { segmentBytes: 300_000, batchBytes: 60_000 });
writeSync(1, 'open\n');
await Promise.all(
  [1, 7, 40, 3].map(async (count) => {
    for (;;) {
      const offset = nextOffset;
      nextOffset += count;
      const first = await journal.append(
        Array.from({ length: count }, (_, i) => input(offset + i)),
      );
      writeSync(1, `${first} ${count} ${offset}\n`);
    }
  }),
);

function input(offset: number): JournalInput {
  return {
    receivedAt: instant(offset),
    lane: 'normal',
    type: 'message/cot',
    by: 'feed',
    offset,
    bytes: new Uint8Array(offset % 700).fill(offset & 0xff),
  };
}
