import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type Instant, utf8 } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { publishedOf } from '@greenline/node';
import { publicationText, recordText } from '@greenline/pipeline';
import {
  nextVersion,
  type PublishedReport,
  publicationId,
  type Report,
  readerOf,
  subjectOf,
} from '@greenline/reports';
import type { Principal } from '@greenline/sharing';
import { Failure } from './failure.ts';
import { PUBLICATIONS, replaySource } from './replay-source.ts';

/** Keeps a report of a replay as the next version; where no figure changed there is none to keep. */
export async function publish(
  report: Report,
  { from }: { readonly from?: string },
  principal: Principal,
  at: Instant,
): Promise<void> {
  if (from === undefined) {
    throw new Failure('--publish: a node publishes while it runs: POST /api/report/publications');
  }
  const [reader, subject] = [readerOf(report), subjectOf(report)];
  const versions = await publishedOf(replaySource(from, principal, at), principal, subject);
  const next = nextVersion(report, versions.at(-1));
  if (next === undefined) {
    throw new Failure(`--publish: no figure changed since version ${versions.length}`, 1);
  }
  const { version = 1 } = next;
  const record: PublishedReport = {
    id: publicationId(reader, subject, version),
    ...{ subject, reader, version, at },
    digest: digestOf(nodeHasher, utf8(publicationText(next))),
    ...(next.exercise && { exercise: true }),
    report: next,
  };
  appendFileSync(join(from, PUBLICATIONS), `${recordText(record)}\n`);
}
