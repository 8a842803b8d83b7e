import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { factLines, sixtyClauses } from '@greenline/agreement/bench';
import { OutputFile, writeWhole } from '../output-file.ts';
import type { Figure } from './benches.ts';

const FACTS = 1_000_000;
const COMMAND = fileURLToPath(new URL('../../bin/greenline.mjs', import.meta.url));
/** Has the process say at its end how much memory it ever held, KiB, and the CPU it spent, ms. */
const ACCOUNT = `data:text/javascript,process.on('exit',()=>{const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();console.error(JSON.stringify({peak:maxRSS,cpu:(userCPUTime+systemCPUTime)/1e3}))})`;

/** The whole command in a process of its own: from its start until the findings are on the disk. */
export async function judgedFromFile(): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'greenline-bench-'));
  const at = (name: string): string => join(folder, name);
  try {
    writeWhole(at('agreement.yaml'), sixtyClauses());
    const facts = new OutputFile(at('facts.jsonl'));
    for (const line of factLines(FACTS)) facts.line(line);
    facts.keep();
    const files = ['--agreement', 'agreement.yaml', '--facts', 'facts.jsonl', '--out', 'findings'];
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', ACCOUNT, COMMAND, 'judge', ...files], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(child, 'close');
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) throw new Error(`greenline judge ended with ${code}: ${said}`);
    const { peak, cpu } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Account;
    const findings = lines(readFileSync(at('findings')));
    return {
      value: seconds,
      unit: 's',
      besides: `${(cpu / 1000).toFixed(1)} s of CPU, at most ${Math.round(peak / 1024)} MiB, ${findings.toLocaleString('en')} findings`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Account {
  readonly peak: number;
  readonly cpu: number;
}

function lines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
