import { openKeeping } from './keeping.ts';
import { mustOpenMission } from './mission-folder.ts';

export interface RebuildOptions {
  readonly mission: string;
  readonly data: string;
  readonly database?: string;
  readonly say: (line: string) => void;
}

/** Drops what was derived, folds the journal again, and gives the digest of what it arrived at. */
export async function rebuild(
  options: RebuildOptions,
): Promise<{ readonly digest: string; readonly entries: number }> {
  const mission = mustOpenMission(options.mission);
  const failed: Error[] = [];
  const keeping = await openKeeping({
    mission,
    data: options.data,
    database: options.database,
    fromTheBeginning: true,
    say: options.say,
    onFailure: (cause) => failed.push(cause),
  });
  try {
    const [cause] = failed;
    if (cause !== undefined) throw cause;
    return { digest: await keeping.store.digest(), entries: keeping.journal.lastSeq };
  } finally {
    await keeping.stop();
  }
}
