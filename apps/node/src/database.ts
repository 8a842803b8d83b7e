import { type DatabaseAddress, type DataDir, startEmbedded } from '@greenline/stores';

export interface Database {
  readonly address: DatabaseAddress;
  stop(): Promise<void>;
}

/** The PostgreSQL server that was given, or one of the node's own. */
export async function openDatabase(
  url: string | undefined,
  data: DataDir,
  say: (line: string) => void,
): Promise<Database> {
  if (url !== undefined) return { address: url, stop: async () => undefined };
  const server = await startEmbedded(data.path, say);
  try {
    return { address: await server.database('greenline'), stop: () => server.stop() };
  } catch (cause) {
    await server.stop();
    throw cause;
  }
}
