import { dirname } from 'node:path';
import type { Disk, DiskFile } from './disk.ts';

/** What the simulated disk does with its calls, counted from 0 over its life. */
export interface Faults {
  /** Throws an error with this code from that call on, or at that call alone. */
  readonly fail?: { readonly call: number; readonly code: string; readonly once?: boolean };
  /** The power goes out before this call: no later call does anything. */
  readonly powerCutAt?: number;
  /** Writes at most so many bytes a call. */
  readonly shortWrites?: number;
  /** A disk that lies: `sync` of files or of folders does nothing. */
  readonly ignores?: 'sync' | 'syncFolder';
}

interface Contents {
  /** What survives a power cut. */
  durable: Buffer;
  /** What readers see. */
  current: Buffer;
}

const SECTOR = 512;

/** A disk in memory that can fail at each call, and forgets on a power cut what was not synced. */
export class SimulatedDisk implements Disk {
  calls = 0;
  faults: Faults;
  #names = new Map<string, Contents>();
  #durableNames = new Map<string, Contents>();

  constructor(faults: Faults = {}) {
    this.faults = faults;
  }

  /**
   * The disk after the power came back. What was not synced survives by chance, sector by sector;
   * `random` gives numbers from 0 to 1.
   */
  afterPowerCut(random: () => number): SimulatedDisk {
    const survivor = new SimulatedDisk();
    const names = new Map(this.#durableNames);
    for (const [path, contents] of this.#names)
      if (!names.has(path) && random() < 0.5) names.set(path, contents);
    for (const path of this.#durableNames.keys())
      if (!this.#names.has(path) && random() < 0.5) names.delete(path);
    for (const [path, contents] of names) {
      const bytes = surviving(contents, random);
      survivor.#names.set(path, { durable: bytes, current: bytes });
    }
    survivor.#durableNames = new Map(survivor.#names);
    return survivor;
  }

  /** Turns over one bit of a file. */
  flip(path: string, bit: number): void {
    const bytes = Buffer.from(this.bytes(path));
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    this.#names.set(path, { durable: bytes, current: bytes });
  }

  paths(): string[] {
    return [...this.#names.keys()].sort();
  }

  bytes(path: string): Buffer {
    return this.#names.get(path)?.current ?? Buffer.alloc(0);
  }

  async list(folder: string): Promise<readonly string[]> {
    this.#call();
    return [...this.#names.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1));
  }

  async makeFolder(): Promise<void> {
    this.#call();
  }

  async syncFolder(folder: string): Promise<void> {
    this.#call();
    if (this.faults.ignores === 'syncFolder') return;
    for (const path of [...this.#durableNames.keys(), ...this.#names.keys()]) {
      if (dirname(path) !== folder) continue;
      const contents = this.#names.get(path);
      if (contents === undefined) this.#durableNames.delete(path);
      else this.#durableNames.set(path, contents);
    }
  }

  async remove(path: string): Promise<void> {
    this.#call();
    this.#names.delete(path);
  }

  async open(path: string, mode: 'create' | 'write' | 'read'): Promise<DiskFile> {
    this.#call();
    const known = this.#names.get(path);
    if (mode === 'create' ? known !== undefined : known === undefined)
      throw systemError(mode === 'create' ? 'EEXIST' : 'ENOENT');
    const contents = known ?? { durable: Buffer.alloc(0), current: Buffer.alloc(0) };
    this.#names.set(path, contents);
    return this.#file(contents);
  }

  #file(contents: Contents): DiskFile {
    return {
      size: async () => {
        this.#call();
        return contents.current.length;
      },
      read: async (into, position) => {
        this.#call();
        return contents.current.copy(into, 0, Math.min(position, contents.current.length));
      },
      write: async (bytes, position) => {
        this.#call();
        const part = bytes.subarray(0, this.faults.shortWrites ?? bytes.length);
        const size = Math.max(contents.current.length, position + part.length);
        const next = Buffer.alloc(size);
        contents.current.copy(next);
        next.set(part, position);
        contents.current = next;
        return part.length;
      },
      sync: async () => {
        this.#call();
        if (this.faults.ignores !== 'sync') contents.durable = contents.current;
      },
      truncate: async (size) => {
        this.#call();
        contents.current = Buffer.from(contents.current.subarray(0, size));
      },
      close: async () => this.#call(),
    };
  }

  #call(): void {
    const call = this.calls++;
    const { fail, powerCutAt } = this.faults;
    if (powerCutAt !== undefined && call >= powerCutAt) throw systemError('POWER');
    if (fail === undefined) return;
    if (fail.once === true ? call === fail.call : call >= fail.call) throw systemError(fail.code);
  }
}

const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: simulated`), { code });

function surviving({ durable, current }: Contents, random: () => number): Buffer {
  const lengths = [durable.length, current.length];
  const between = Math.min(...lengths) + random() * Math.abs(current.length - durable.length);
  const kept = random() < 0.5 ? Math.floor(between) : (lengths[random() < 0.5 ? 0 : 1] ?? 0);
  const bytes = Buffer.alloc(kept);
  durable.copy(bytes);
  for (let at = 0; at < Math.min(kept, current.length); at += SECTOR)
    if (random() < 0.5) current.copy(bytes, at, at, Math.min(at + SECTOR, kept));
  return bytes;
}
