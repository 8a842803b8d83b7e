import { Command, CommanderError } from 'commander';
import { addAgreement } from './commands/agreement.ts';
import { addBench } from './commands/bench.ts';
import { addDecode } from './commands/decode.ts';
import { addEffort } from './commands/effort.ts';
import { addEncode } from './commands/encode.ts';
import { addJudge } from './commands/judge.ts';
import { addLog } from './commands/log.ts';
import { addRebuild } from './commands/rebuild.ts';
import { addReplay } from './commands/replay.ts';
import { addReport } from './commands/report.ts';
import { addServe } from './commands/serve.ts';
import { addSimulate } from './commands/simulate.ts';
import { addToken } from './commands/token.ts';
import { Failure } from './failure.ts';

const program = new Command('greenline')
  .description('Monitors a demilitarised buffer zone: observations in, verified findings out.')
  .version('0.1.0')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(`greenline: ${text.replace(/^error: /, '')}`),
  });

for (const add of [
  addServe,
  addReplay,
  addRebuild,
  addDecode,
  addEncode,
  addAgreement,
  addJudge,
  addEffort,
  addReport,
  addSimulate,
  addToken,
  addLog,
  addBench,
]) {
  add(program);
}

try {
  await program.parseAsync();
} catch (cause) {
  process.exitCode = endOf(cause);
}

/** One line for a person; the exit code for a script. */
function endOf(cause: unknown): number {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
  if (cause instanceof Failure) {
    process.stderr.write(`greenline: ${cause.message}\n`);
    return cause.exitCode;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(`greenline: ${text}\n`);
  if (process.env.GREENLINE_TRACE !== undefined && cause instanceof Error) {
    process.stderr.write(`${cause.stack}\n`);
  }
  return 2;
}
