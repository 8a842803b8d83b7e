import { Command, CommanderError } from 'commander';
import { Failure, inOneLine } from './failure.ts';

const program = new Command('greenline')
  .description('Monitors a demilitarised buffer zone: observations in, verified findings out.')
  .version('0.1.0')
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({
    outputError: (text, write) =>
      write(
        `greenline: ${text
          .replace(/^error: /, '')
          .trim()
          .replaceAll('\n', ' ')}\n`,
      ),
  });

/** Each command's own file: only the one that is asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  serve: async () => (await import('./commands/serve.ts')).addServe,
  replay: async () => (await import('./commands/replay.ts')).addReplay,
  rebuild: async () => (await import('./commands/rebuild.ts')).addRebuild,
  decode: async () => (await import('./commands/decode.ts')).addDecode,
  encode: async () => (await import('./commands/encode.ts')).addEncode,
  agreement: async () => (await import('./commands/agreement.ts')).addAgreement,
  judge: async () => (await import('./commands/judge.ts')).addJudge,
  track: async () => (await import('./commands/track.ts')).addTrack,
  events: async () => (await import('./commands/events.ts')).addEvents,
  plan: async () => (await import('./commands/plan.ts')).addPlan,
  fleet: async () => (await import('./commands/fleet.ts')).addFleet,
  flights: async () => (await import('./commands/flights.ts')).addFlights,
  patrol: async () => (await import('./commands/patrol.ts')).addPatrol,
  change: async () => (await import('./commands/change.ts')).addChange,
  passes: async () => (await import('./commands/passes.ts')).addPasses,
  viewshed: async () => (await import('./commands/viewshed.ts')).addViewshed,
  adequacy: async () => (await import('./commands/adequacy.ts')).addAdequacy,
  effort: async () => (await import('./commands/effort.ts')).addEffort,
  report: async () => (await import('./commands/report.ts')).addReport,
  simulate: async () => (await import('./commands/simulate.ts')).addSimulate,
  monitors: async () => (await import('./commands/monitors.ts')).addMonitors,
  task: async () => (await import('./commands/task.ts')).addTask,
  suspend: async () => (await import('./commands/suspend.ts')).addSuspend,
  resume: async () => (await import('./commands/suspend.ts')).addResume,
  handover: async () => (await import('./commands/handover.ts')).addHandover,
  picture: async () => (await import('./commands/picture.ts')).addPicture,
  case: async () => (await import('./commands/case.ts')).addCase,
  declare: async () => (await import('./commands/declare.ts')).addDeclare,
  file: async () => (await import('./commands/file.ts')).addFile,
  token: async () => (await import('./commands/token.ts')).addToken,
  log: async () => (await import('./commands/log.ts')).addLog,
  bench: async () => (await import('./commands/bench.ts')).addBench,
};

/** Whoever reads what we say may have read enough: `greenline decode … | head`. */
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code !== 'EPIPE') throw cause;
  process.exit();
});

const [asked = ''] = process.argv.slice(2);
const wanted = COMMANDS[asked];

try {
  for (const load of wanted === undefined ? Object.values(COMMANDS) : [wanted]) {
    (await load())(program);
  }
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
  process.stderr.write(`greenline: ${inOneLine(text.split('\n'))}\n`);
  if (process.env.GREENLINE_TRACE !== undefined && cause instanceof Error) {
    process.stderr.write(`${cause.stack}\n`);
  }
  return 2;
}
