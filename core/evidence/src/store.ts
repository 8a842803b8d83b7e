/**
 * Port: where a log's files lie, under the paths of C2SP tlog-tiles.
 *
 * Every implementation runs `logStoreContract` (`@greenline/evidence/contract`).
 */
export interface LogStore {
  /** The bytes of a file; `undefined` where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writes or replaces a whole file. When it resolves, the file and its name survive a power cut. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Paths of all files beneath a folder (`''` for the whole store), sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Takes a file away. No error where there is none. */
  remove(path: string): Promise<void>;
}

/** A store that forgets: for tests and for logs that came whole in one message. */
export function memoryLogStore(files = new Map<string, Uint8Array>()): LogStore {
  return {
    read: async (path) => files.get(path)?.slice(),
    write: async (path, bytes) => void files.set(path, bytes.slice()),
    list: async (folder) =>
      [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)).sort(),
    remove: async (path) => void files.delete(path),
  };
}
