import { instant } from '@greenline/base';
import { type RunningNode, serve } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';

interface Options {
  readonly mission: string;
  readonly port: string;
  readonly host: string;
  readonly database?: string;
  readonly nats?: string;
  readonly data: string;
}

/** Hours that the token in the start-up line holds. */
const LINK_HOURS = 12;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('Runs a node: intake, walk, console and API.')
    .option('--mission <dir>', 'mission to serve', EXAMPLE_MISSION)
    .option('--port <n>', 'port of the console', '8420')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--database <url>', 'a PostgreSQL of version 15 or later; default: one of its own')
    .option('--nats <url>', 'carry between machines; not in this version')
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .action(run);
}

async function run(options: Options): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure(`--port ${options.port}: give a number from 0 to 65535`);
  }
  if (options.nats !== undefined) {
    throw new Failure('--nats: this version runs on one machine; leave it out');
  }
  const say = (line: string) => process.stderr.write(`greenline: ${line}\n`);
  const stopping = new Stopping(say);
  const node = await serve({
    mission: options.mission,
    port,
    host: options.host,
    ...(options.database !== undefined && { database: options.database }),
    data: options.data,
    now: () => instant(Date.now()),
    say,
    onFailure: (cause) => stopping.fail(cause),
  });
  stopping.take(node);
  for (const line of welcome(node)) process.stdout.write(`${line}\n`);
  await stopping.stopped;
}

function welcome(node: RunningNode): readonly string[] {
  const address = `http://localhost:${node.port}`;
  const officer = [...node.mission.principals.values()].find(
    ({ role, may }) => role === 'staff' && may.includes('decide'),
  );
  const { exercise, name } = node.mission.file;
  const lines = [
    `${name} is served at ${address}${exercise ? ' (exercise: simulated records)' : ''}`,
  ];
  if (exercise && officer !== undefined) {
    const token = node.token(officer.id, LINK_HOURS);
    lines.push(`sign in as ${officer.name}: ${address}/#token=${token}`);
  } else {
    lines.push('sign in with a token: greenline token --for PRINCIPAL');
  }
  return lines;
}

/** npm passes on the Ctrl-C that the terminal sent to all: one that comes so soon is the same one. */
const ECHO_MS = 1_000;

/** Ctrl-C and SIGTERM end a node in order; a second one does not wait. */
class Stopping {
  readonly stopped: Promise<void>;
  #resolve: () => void = () => undefined;
  #reject: (cause: unknown) => void = () => undefined;
  #node: RunningNode | undefined;
  #asked = false;
  #askedAt = 0;

  constructor(say: (line: string) => void) {
    this.stopped = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!this.#asked) this.#ask(say);
        else if (performance.now() - this.#askedAt > ECHO_MS) process.exit(130);
      });
    }
    whenLeftByNpm(() => {
      if (!this.#asked) this.#ask(say);
    });
  }

  take(node: RunningNode): void {
    this.#node = node;
    if (this.#asked) this.#end();
  }

  fail(cause: Error): void {
    if (this.#asked) return;
    this.#asked = true;
    const node = this.#node;
    const failed = () => this.#reject(new Failure(cause.message));
    if (node === undefined) failed();
    else node.stop().then(failed, failed);
  }

  #ask(say: (line: string) => void): void {
    this.#asked = true;
    this.#askedAt = performance.now();
    say('stopping…');
    this.#end();
  }

  #end(): void {
    this.#node?.stop().then(this.#resolve, this.#reject);
  }
}

const LOOK_MS = 250;

/** npx hands SIGTERM to its shell, which dies of it and tells nobody: a node would run on unseen. */
function whenLeftByNpm(left: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const above = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === above) return;
    clearInterval(looking);
    left();
  }, LOOK_MS);
  looking.unref();
}
