import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.ts';

const PORTION = 1 << 20;

/**
 * A file that is there whole or not at all: written under another name, and given its own only when
 * everything went well.
 */
export class OutputFile {
  readonly path: string;
  readonly #draft: string;
  readonly #handle: number;
  #parts: string[] = [];
  #size = 0;
  lines = 0;

  constructor(path: string) {
    this.path = path;
    this.#draft = `${path}.part-${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      this.#handle = openSync(this.#draft, 'w');
    } catch (cause) {
      throw new Failure(`${path}: cannot be written (${codeOf(cause)}): name another place`);
    }
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
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    renameSync(this.#draft, this.path);
  }

  drop(): void {
    closeSync(this.#handle);
    rmSync(this.#draft, { force: true });
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
