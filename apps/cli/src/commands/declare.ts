import { instant } from '@greenline/base';
import { nodeHasher, verifyEd25519Now } from '@greenline/crypto';
import { readDeclaration } from '@greenline/declarations';
import { issueForDataFolder } from '@greenline/node';
import { admit, type Mission, unfamiliar } from '@greenline/pipeline';
import type { Command } from 'commander';
import type { Filed } from '../declarations/filed.ts';
import { addressOf, type Handed, hand } from '../declarations/hand-in.ts';
import { readDeclarationsFile } from '../declarations/read-file.ts';
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

export function addDeclare(program: Command): void {
  program
    .command('declare <file>')
    .description('Hands declarations in to a node: notices, permits, inventories and the like.')
    .option('--for <principal>', 'who declares; default: the first of mission staff who may')
    .option('--node <url>', 'node that takes them', 'http://localhost:8420')
    .option('--key <file>', 'signs each with this key; drawn where there is none')
    .option('--check', 'checks the file and hands nothing in')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .action(async (file: string, options: Options) => {
      const mission = missionIn(options.mission);
      const principal = options.for ?? (options.check ? undefined : firstWhoMay(mission));
      mustKnow(principal, mission);
      const filed = readDeclarationsFile(file);
      const signed = await signedWith(options.key, principal, filed, mission);
      const wrong = signed.flatMap((one) => problemsOf(one, file, principal, mission));
      if (wrong.length > 0) {
        throw new Failure(options.check ? wrong.join('\ngreenline: ') : inOneLine(wrong));
      }
      if (options.check) {
        process.stderr.write(`greenline: ${count(signed.length)}: sound; nothing was handed in\n`);
        return;
      }
      const address = addressOf(options.node);
      const now = instant(Date.now());
      const { data } = options;
      const asked = {
        mission: options.mission,
        data,
        principal: principal ?? '',
        hours: TOKEN_HOURS,
      };
      const token = await issueForDataFolder({ ...asked, now });
      if (!token.ok) throw new Failure(token.error);
      say(await hand(signed, { file, address, token: token.value }));
    });
}

function say({ seq, sha256, declared }: Handed): void {
  for (const { declaration, id, version } of declared)
    process.stdout.write(`${declaration} ${id}: version ${version}\n`);
  process.stderr.write(
    `greenline: ${count(declared.length)} handed in: entry ${seq}, sha256 ${sha256}\n`,
  );
}

const count = (many: number): string => (many === 1 ? '1 declaration' : `${many} declarations`);

/** What is wrong with one, each as `file:line: field: remedy`. */
function problemsOf(
  { value, lineOf }: Filed,
  file: string,
  principal: string | undefined,
  mission: Mission,
): readonly string[] {
  const say = ({ field, text }: { readonly field: string; readonly text: string }) =>
    placed(`${file}:${lineOf(field)}`, field, text);
  const read = readDeclaration(value, nodeHasher, instant(Date.now()));
  if (!read.ok) return read.error.map(say);
  const names = unfamiliar(read.value.declaration, mission);
  const admission =
    principal === undefined ? undefined : admit(read.value, principal, mission, PORTS);
  return [...(admission?.ok === false ? [admission.error] : []), ...names].map(say);
}
