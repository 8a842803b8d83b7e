import { formatInstant, instant } from '@greenline/base';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { isObject } from '@greenline/declarations';
import { FORMS, isNewFiling, readHandedIn } from '@greenline/filings';
import { issueForDataFolder } from '@greenline/node';
import { admitFiling, type Mission } from '@greenline/pipeline';
import type { Command } from 'commander';
import type { Filed } from '../declarations/filed.ts';
import { addressOf, ask } from '../declarations/hand-in.ts';
import { readObjectsFile } from '../declarations/read-file.ts';
import { signedWith } from '../declarations/signed-with.ts';
import { firstWhoMay, missionIn, mustKnow } from '../declarations/whose-hand.ts';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure, inOneLine, placed } from '../failure.ts';

interface Options {
  readonly for?: string;
  readonly node: string;
  readonly key?: string;
  readonly check?: true;
  readonly mission: string;
  readonly data: string;
}

const PORTS = { hasher: nodeHasher, verify: verifyEd25519Now };
const TOKEN_HOURS = 1 / 6;
const NO = new Set([403, 404, 409]);

export function addFile(program: Command): void {
  program
    .command('file <file>')
    .description('Hands filings and steps on them in to a node: protests, messages, decisions.')
    .option('--for <principal>', 'who files; default: the first of mission staff who may')
    .option('--node <url>', 'node that takes them', 'http://localhost:8420')
    .option('--key <file>', 'signs each with this key; drawn where there is none')
    .option('--check', 'checks the file and hands nothing in')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .action(async (file: string, options: Options) => {
      const mission = missionIn(options.mission);
      const principal = options.for ?? firstWhoMay(mission);
      mustKnow(principal, mission);
      const read = readObjectsFile(file);
      if (read.length === 0)
        throw new Failure(`${file}: holds no filing: write one as JSON or YAML`);
      const now = instant(Date.now());
      const complete = read.map((one) => completed(one, principal, formatInstant(now)));
      const filed = await signedWith(options.key, principal, complete, mission);
      const wrong = filed.flatMap((one) => problemOf(one, file, principal, mission) ?? []);
      if (wrong.length > 0)
        throw new Failure(options.check ? wrong.join('\ngreenline: ') : inOneLine(wrong));
      if (options.check) {
        process.stderr.write(`greenline: ${count(filed.length)}: sound; nothing was handed in\n`);
        return;
      }
      const address = addressOf(options.node, '/api/filings');
      const asked = { mission: options.mission, data: options.data, principal, hours: TOKEN_HOURS };
      const token = await issueForDataFolder({ ...asked, now });
      if (!token.ok) throw new Failure(token.error);
      for (const one of filed) await hand(one, { file, address, token: token.value });
      process.stderr.write(`greenline: ${count(filed.length)} handed in\n`);
    });
}

const count = (many: number): string => (many === 1 ? '1 filing' : `${many} filings`);

/** Whoever leaves `by` and `at` out says so himself, now. */
const completed = (one: Filed, by: string, at: string): Filed =>
  isObject(one.value) && one.value.signature === undefined
    ? { ...one, value: { by, at, ...one.value } }
    : one;

/** What is wrong with one, as `file:line: field: remedy`. */
function problemOf(
  { value, lineOf }: Filed,
  file: string,
  principal: string,
  mission: Mission,
): string | undefined {
  const say = ({ field, text }: { readonly field: string; readonly text: string }) =>
    placed(`${file}:${lineOf(field)}`, field, text);
  const read = readHandedIn(value, nodeHasher);
  if (!read.ok) return say(read.error);
  const admitted = admitFiling(read.value, principal, mission, PORTS);
  if (!admitted.ok) return say(admitted.error);
  if (!isNewFiling(read.value)) return undefined;
  const schema = FORMS[read.value.form].content.safeParse(read.value.with);
  const [issue] = schema.success ? [] : schema.error.issues;
  if (issue === undefined) return undefined;
  return say({ field: ['with', ...issue.path].join('.'), text: issue.message });
}

/** One after another, in the order of the file: a step may follow on what was filed above it. */
async function hand(
  { value, lineOf }: Filed,
  at: { readonly file: string; readonly address: URL; readonly token: string },
): Promise<void> {
  const response = await ask(at.address, at.token, JSON.stringify(value));
  const answer = (await response.json().catch(() => ({}))) as {
    readonly receipt?: { readonly filing?: string; readonly sha256: string };
    readonly error?: { readonly field?: string; readonly text?: string };
  };
  if (response.ok) {
    const step = isObject(value) && typeof value.step === 'string' ? value.step : 'filed';
    process.stdout.write(`${answer.receipt?.filing}: ${step}\n`);
    return;
  }
  const { field = '', text = String(response.status) } = answer.error ?? {};
  throw new Failure(`${at.file}:${lineOf(field)}: ${text}`, NO.has(response.status) ? 1 : 2);
}
