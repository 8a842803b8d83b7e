import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { makeFolders } from '@greenline/stores/folders';
import { Failure } from './failure.ts';

const PORTION = 1 << 20;
const DEVICES = `${sep}dev${sep}`;

/**
 * A file that is there whole or not at all: written under another name, and given its own only when
 * everything went well. A draft that nobody kept goes when the process does. What is no plain file (a
 * pipe, a device) is written as it comes: a name given to it would take its place.
 */
export class OutputFile {
  readonly path: string;
  /** Where a link leads: the file changes, the link stays. */
  readonly #target: string;
  /** `undefined`: written in place. */
  readonly #draft: string | undefined;
  readonly #handle: number;
  #parts: string[] = [];
  #size = 0;
  lines = 0;

  constructor(path: string) {
    this.path = path;
    try {
      const there = statSync(path, { throwIfNoEntry: false });
      if (there?.isDirectory()) throw new Failure(`${path}: is a folder: name a file`);
      this.#target = there === undefined ? path : realpathSync(path);
      const plain = there === undefined || (there.isFile() && !resolve(path).startsWith(DEVICES));
      this.#draft = plain ? `${this.#target}.part-${process.pid}` : undefined;
      makeFolders(dirname(path));
      this.#handle = openSync(this.#draft ?? path, 'w');
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      throw new Failure(`${path}: cannot be written (${codeOf(cause)}): name another place`);
    }
    if (this.#draft !== undefined) noted(this.#draft);
  }

  line(text: string): void {
    this.lines += 1;
    this.write(`${text}\n`);
  }

  write(text: string): void {
    this.#parts.push(text);
    this.#size += text.length;
    if (this.#size >= PORTION) this.#flush();
  }

  bytes(bytes: Uint8Array): void {
    this.#flush();
    this.#put(bytes);
  }

  keep(): void {
    this.#flush();
    if (this.#draft === undefined) {
      closeSync(this.#handle);
      return;
    }
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    renameSync(this.#draft, this.#target);
    unkept.delete(this.#draft);
  }

  drop(): void {
    closeSync(this.#handle);
    if (this.#draft === undefined) return;
    rmSync(this.#draft, { force: true });
    unkept.delete(this.#draft);
  }

  #flush(): void {
    if (this.#parts.length === 0) return;
    const text = this.#parts.join('');
    this.#parts = [];
    this.#size = 0;
    this.#put(Buffer.from(text));
  }

  #put(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    } catch (cause) {
      this.drop();
      throw new Failure(
        `${this.path}: cannot be written (${codeOf(cause)}): make room, or name another place`,
      );
    }
  }
}

/** Drafts that were neither kept nor dropped yet. */
const unkept = new Set<string>();

let listens = false;

function noted(draft: string): void {
  if (!listens) process.once('exit', removeUnkept);
  listens = true;
  unkept.add(draft);
}

function removeUnkept(): void {
  for (const draft of unkept) rmSync(draft, { force: true });
}

/** Writes one whole file, or nothing. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const file = new OutputFile(path);
  if (typeof content === 'string') file.write(content);
  else file.bytes(content);
  file.keep();
}

/** Writes several files into a folder, all or none. */
export class OutputFolder {
  readonly #folder: string;
  readonly #files = new Map<string, OutputFile>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  file(name: string): OutputFile {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = new OutputFile(join(this.#folder, name));
      this.#files.set(name, file);
    }
    return file;
  }

  keep(): void {
    for (const file of this.#files.values()) file.keep();
  }

  drop(): void {
    for (const file of this.#files.values()) file.drop();
  }
}

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? String(cause);
