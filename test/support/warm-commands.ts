// A process that runs one command after another, so that each need not load the program anew. It reads
// a JSON array of arguments a line, and answers with a line of what the command said and its exit code.
import { createInterface } from 'node:readline';

const MAIN = new URL('../../apps/cli/src/main.ts', import.meta.url).href;
const reply = process.stdout.write.bind(process.stdout);

type Write = typeof process.stdout.write;
const into = (parts: string[]): Write =>
  ((text: string | Uint8Array) => {
    parts.push(typeof text === 'string' ? text : Buffer.from(text).toString());
    return true;
  }) as Write;

let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const out: string[] = [];
  const errors: string[] = [];
  process.stdout.write = into(out);
  process.stderr.write = into(errors);
  process.argv = [process.argv[0] ?? 'node', 'greenline', ...(JSON.parse(line) as string[])];
  process.exitCode = 0;
  count += 1;
  await import(`${MAIN}?${count}`);
  const said = { code: process.exitCode, out: out.join(''), errors: errors.join('') };
  reply(`${JSON.stringify(said)}\n`);
}
