import { instant, type JsonObject, parseInstant } from '@greenline/base';
import { issueForDataFolder } from '@greenline/node';
import { WANTS } from '@greenline/planning';
import { type Command, Option } from 'commander';
import { addressOf, ask } from '../declarations/hand-in.ts';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';
import { readJson } from '../input-file.ts';
import { candidateLine, type ShownCandidate, type ShownTask, taskLine } from '../task-line.ts';

interface Node {
  readonly for: string;
  readonly node: string;
  readonly mission: string;
  readonly data: string;
}

interface Step extends Node {
  readonly reason?: string;
}

const TOKEN_HOURS = 1 / 6;
const UNIT_S: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 };

export function addTask(program: Command): void {
  const command = program
    .command('task')
    .description('Asks for a look, gives it to an asset, and says what came of it.');
  addAsk(command);
  step(command, 'assign <task>', 'Gives a task to an asset; its nation then decides.')
    .requiredOption('--asset <sensor>', 'sensor of the mission’s register')
    .action((task, { asset, ...to }: Step & { asset: string }) =>
      take(to, { task, step: 'assign', with: { asset } }),
    );
  step(command, 'accept <task>', 'Accepts a task for one’s own nation’s asset.')
    .option('--expected <time>', 'when it will be done, as 2026-03-10T14:00:00Z')
    .action((task, { expected, ...to }: Step & { expected?: string }) =>
      take(to, { task, step: 'accept', with: { ...(expected && { expectedAt: expected }) } }),
    );
  step(command, 'refuse <task>', 'Refuses a task for one’s own nation’s asset.', true).action(
    (task, to: Step) => take(to, { task, step: 'refuse' }),
  );
  step(command, 'take <task>', 'Says that the asset is at it, or the image is taken.').action(
    (task, to: Step) => take(to, { task, step: 'take' }),
  );
  step(command, 'deliver <task>', 'Delivers what was asked for.')
    .option('--result <id...>', 'observations or files that answer it', [])
    .action((task, { result, ...to }: Step & { result: readonly string[] }) =>
      take(to, { task, step: 'deliver', with: { results: result } }),
    );
  step(command, 'withdraw <task>', 'Takes a task back.', true).action((task, to: Step) =>
    take(to, { task, step: 'withdraw' }),
  );
  atNode(command.command('list').description('Lists tasks: state, due, late, who.'))
    .option('--about <id>', 'only those about this case or track')
    .action(async ({ about, ...to }: Node & { about?: string }) => {
      for (let after = 0, more = true; more; ) {
        const parent = about === undefined ? '' : `&parent=${encodeURIComponent(about)}`;
        const page = await call<Page>(to, `/api/tasks?after=${after}${parent}`);
        for (const task of page.items) process.stdout.write(`${taskLine(task)}\n`);
        ({ more, next: after } = page);
      }
    });
  atNode(
    command.command('candidates <task>').description('Says who could do a task, and when.'),
  ).action(async (task: string, to: Node) => {
    const path = `/api/tasks/${encodeURIComponent(task)}/candidates`;
    const { candidates } = await call<{ candidates: readonly ShownCandidate[] }>(to, path);
    for (const one of candidates) process.stdout.write(`${candidateLine(one)}\n`);
  });
}

interface Page {
  readonly items: readonly ShownTask[];
  readonly more: boolean;
  readonly next: number;
}

interface Asked extends Step {
  readonly want: string;
  readonly at?: string;
  readonly area?: string;
  readonly within?: string;
  readonly due?: string;
  readonly about?: string;
  readonly text?: string;
  readonly name?: string;
  readonly weight?: string;
}

function addAsk(command: Command): void {
  step(command, 'ask', 'Asks for a look.')
    .addOption(new Option('--want <what>').choices(WANTS).makeOptionMandatory())
    .option('--at <lon,lat>', 'where, degrees')
    .option('--area <file>', 'where, a GeoJSON Polygon')
    .option('--within <time>', 'as 6h, 90m or 2d')
    .option('--due <time>', 'as 2026-03-10T16:00:00Z')
    .option('--about <id>', 'the case or track that it is about')
    .option('--text <words>', 'what to look for')
    .option('--name <id>', 'the task’s own name; default: drawn')
    .option('--weight <number>', 'of two that one asset cannot both do, the weightier goes first')
    .action((asked: Asked) => {
      const { want, at, area, about, text, name, weight, ...to } = asked;
      return take(to, {
        step: 'ask',
        ...(name !== undefined && { task: name }),
        with: {
          want,
          dueAt: dueOf(asked),
          ...(at !== undefined && { position: placeOf(at) }),
          ...(area !== undefined && { area: readJson(area) as JsonObject }),
          ...(about !== undefined && { about }),
          ...(text !== undefined && { text }),
          ...(weight !== undefined && { weight: Number(weight) }),
        },
      });
    });
}

const step = (command: Command, usage: string, about: string, mustReason = false): Command =>
  atNode(command.command(usage).description(about)).addOption(
    new Option('--reason <text>', 'recorded with the step').makeOptionMandatory(mustReason),
  );

const atNode = (command: Command): Command =>
  command
    .requiredOption('--for <principal>', 'who does it: one of mission staff')
    .option('--node <url>', 'the node that runs', 'http://localhost:8420')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA);

async function take({ reason, ...to }: Step, body: JsonObject): Promise<void> {
  const said = { ...body, ...(reason !== undefined && { reason }) };
  const { task } = await call<{ task: ShownTask }>(to, '/api/tasks/steps', said);
  process.stdout.write(`${taskLine(task)}\n`);
}

async function call<T>(to: Node, path: string, body?: JsonObject): Promise<T> {
  const { mission, data, for: principal } = to;
  const address = addressOf(to.node, path);
  const asked = { mission, data, principal, hours: TOKEN_HOURS, now: instant(Date.now()) };
  const token = await issueForDataFolder(asked);
  if (!token.ok) throw new Failure(token.error);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const answer = await ask(address, token.value, text);
  const said: unknown = await answer.json().catch(() => ({}));
  if (answer.ok) return said as T;
  const { error } = said as { error?: { text?: string } };
  throw new Failure(
    `--node ${address.origin}: ${error?.text ?? answer.status}`,
    answer.status === 400 ? 2 : 1,
  );
}

function dueOf({ within, due }: Asked): string {
  if ((within === undefined) === (due === undefined))
    throw new Failure('--within or --due: write one of them');
  if (due !== undefined) {
    if (parseInstant(due) !== undefined) return due;
    throw new Failure(`--due ${due}: write a time as 2026-03-10T16:00:00Z`);
  }
  const [, many = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(within ?? '') ?? [];
  if (many === '') throw new Failure(`--within ${within}: write it as 6h, 90m or 2d`);
  const seconds = Number(many) * (UNIT_S[unit] ?? 0);
  return new Date(Date.now() + seconds * 1000).toISOString();
}

function placeOf(text: string): JsonObject {
  const [lon = Number.NaN, lat = Number.NaN, ...more] = text.split(',').map(Number);
  if (more.length === 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return { lon, lat };
  throw new Failure(`--at ${text}: write longitude and latitude, as 36.12,47.52`);
}
