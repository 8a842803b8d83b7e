import { existsSync } from 'node:fs';
import { instant, type JsonObject } from '@greenline/base';
import { nodeHasher, openSignerFile, verifyEd25519Now } from '@greenline/crypto';
import { isObject, readDeclaration, signedBytes } from '@greenline/declarations';
import { describeMissionError, issueForDataFolder, openMission } from '@greenline/node';
import { admit, type Mission, unfamiliar } from '@greenline/pipeline';
import type { Command } from 'commander';
import type { Filed } from '../declarations/filed.ts';
import { addressOf, type Handed, hand } from '../declarations/hand-in.ts';
import { readDeclarationsFile } from '../declarations/read-file.ts';
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
      if (principal !== undefined && !mission.principals.has(principal)) {
        const known = [...mission.principals.keys()].join(', ');
        throw new Failure(`--for ${principal}: the mission’s principals are ${known}`);
      }
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

function missionIn(folder: string): Mission {
  const mission = openMission(folder, nodeHasher);
  if (mission.ok) return mission.value;
  throw new Failure(inOneLine(mission.error.map((error) => describeMissionError(folder, error))));
}

function firstWhoMay({ principals }: Mission): string {
  const found = [...principals.values()].find(
    ({ role, may }) => role === 'staff' && may.includes('declare'),
  );
  if (found === undefined)
    throw new Failure('--for: nobody of mission staff may declare: name who does');
  return found.id;
}

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

/** The declarations, each signed with the key of a file that the mission knows; as they are without one. */
async function signedWith(
  keyFile: string | undefined,
  principal: string | undefined,
  filed: readonly Filed[],
  mission: Mission,
): Promise<readonly Filed[]> {
  if (keyFile === undefined) return filed;
  if (principal === undefined) throw new Failure('--key: name whose key it is with --for');
  const drawn = !existsSync(keyFile);
  const signer = await openSignerFile(keyFile, principal);
  if (!signer.ok) throw new Failure(`${signer.error.path}: ${signer.error.reason}`);
  const { vkey, sign } = signer.value;
  if (mission.principals.get(principal)?.key !== vkey) {
    process.stdout.write(`key: ${vkey}\n`);
    const what = drawn ? 'a key was drawn' : 'this is not the key that the mission has';
    throw new Failure(
      `${keyFile}: ${what}: enter the line above for ${principal} in policy/principals.yaml, start the node again, then declare`,
      1,
    );
  }
  const signing = filed.map(async (one) => {
    if (!isObject(one.value) || one.value.signature !== undefined) return one;
    return { ...one, value: await withSignature(one.value, sign) };
  });
  return Promise.all(signing);
}

async function withSignature(
  object: JsonObject,
  sign: (message: Uint8Array) => Promise<Uint8Array>,
): Promise<JsonObject> {
  const bytes = await sign(signedBytes(object));
  return { ...object, signature: Buffer.from(bytes).toString('base64url') };
}
