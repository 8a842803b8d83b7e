import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** The one font of printed pages, with Latin, Greek and Cyrillic; under the SIL Open Font License. */
export const PAGE_FONT = 'Noto Sans';

/**
 * Sets a page written in Typst as a PDF, on a thread of its own: a long one takes seconds.
 *
 * The same text and moment give the same bytes on every machine: fonts come with the package, none is
 * asked of the machine, and the date in the file is `at`, milliseconds of POSIX time.
 */
export async function printPdf(text: string, at: number): Promise<Uint8Array> {
  const worker = new Worker(new URL('./print-worker.ts', import.meta.url), {
    workerData: { text, at },
    execArgv: [],
  });
  try {
    const [bytes] = (await once(worker, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await worker.terminate();
  }
}
