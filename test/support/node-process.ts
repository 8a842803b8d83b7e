import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';

/** The command, as a stranger runs it. */
export const GREENLINE = join(import.meta.dirname, '../../apps/cli/bin/greenline.mjs');

/** A folder for one test's mission and data. */
export interface Place {
  readonly folder: string;
  readonly mission: string;
  readonly data: string;
  readonly port: number;
  readonly cotPort: number;
  remove(): void;
}

/** The example mission on free ports, without its simulation unless asked for. */
export async function place(options: { simulate?: boolean } = {}): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'greenline-test-'));
  // As root the database has a user of its own, who must be able to come in.
  chmodSync(folder, 0o711);
  const mission = join(folder, 'mission');
  cpSync(join(import.meta.dirname, '../../missions/forty-km'), mission, { recursive: true });
  const [port = 0, cotPort = 0, udpPort = 0] = await freePorts(3);
  const file = join(mission, 'mission.yaml');
  const text = readFileSync(file, 'utf8')
    .replace('127.0.0.1:8087', `127.0.0.1:${cotPort}`)
    .replace('127.0.0.1:6969', `127.0.0.1:${udpPort}`)
    .replace(/^simulation:.*$/m, options.simulate === true ? '$&' : '');
  writeFileSync(file, text);
  return {
    folder,
    mission,
    data: join(folder, 'data'),
    port,
    cotPort,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A node in a process of its own. */
export class NodeProcess {
  readonly at: Place;
  readonly #child: ChildProcess;
  readonly exited: Promise<number | null>;
  out = '';
  errors = '';

  private constructor(at: Place, child: ChildProcess) {
    this.at = at;
    this.#child = child;
    child.stdout?.on('data', (data) => {
      this.out += data;
    });
    child.stderr?.on('data', (data) => {
      this.errors += data;
    });
    this.exited = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  }

  /** Starts one and waits until it answers. */
  static async start(at: Place): Promise<NodeProcess> {
    const node = NodeProcess.spawn(at);
    const answered = node.#answers();
    const ended = node.exited.then((code) => {
      throw new Error(`the node ended with ${code}: ${node.errors}`);
    });
    await Promise.race([answered, ended]);
    return node;
  }

  static spawn(at: Place): NodeProcess {
    const args = ['serve', '--mission', at.mission, '--data', at.data, '--port', String(at.port)];
    return new NodeProcess(at, spawn(process.execPath, [GREENLINE, ...args]));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }

  async #answers(): Promise<void> {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${this.at.port}/healthz`).catch(() => undefined);
      if (answer?.ok === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async get(path: string, token?: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.at.port}${path}`, { headers: bearer(token) });
  }

  async post(path: string, body: string | Uint8Array<ArrayBuffer>, token?: string) {
    return fetch(`http://127.0.0.1:${this.at.port}${path}`, {
      method: 'POST',
      body,
      headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
    });
  }
}

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Runs a command to its end. */
export function greenline(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly errors: string }> {
  const child = spawn(process.execPath, [GREENLINE, ...args]);
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, errors })));
}
