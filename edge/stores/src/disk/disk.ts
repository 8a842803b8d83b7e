/**
 * Port: the few calls by which the journal touches a disk, so that tests can fail each of them.
 *
 * Rejections carry the system's `code`, as `ENOSPC`.
 */
export interface Disk {
  /** Names in a folder, in no order; empty where the folder does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes the folder and those above it. */
  makeFolder(folder: string): Promise<void>;
  /** When it resolves, the names in the folder survive a power cut. */
  syncFolder(folder: string): Promise<void>;
  /** `create` fails where the file exists. */
  open(path: string, mode: 'create' | 'write' | 'read'): Promise<DiskFile>;
  remove(path: string): Promise<void>;
}

export interface DiskFile {
  size(): Promise<number>;
  /** Fills `into` from `position`; gives how many bytes there were. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Gives how many bytes were written, which may be fewer than asked. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** When it resolves, contents and size survive a power cut. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}

/** Writes all the bytes, however many calls that takes. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const written = await file.write(bytes.subarray(done), position + done);
    if (written <= 0) throw new Error('the disk took no bytes');
    done += written;
  }
}

/** Reads `length` bytes from `position`, or as many as there are. */
export async function readUpTo(file: DiskFile, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = await file.read(bytes.subarray(done), position + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
