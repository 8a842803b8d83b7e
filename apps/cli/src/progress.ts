/** Milliseconds of work before anything is said, and between two lines at first. */
const QUIET = 1000;

/**
 * Says on standard error how far long work has come: nothing in its first second, then a line now and
 * then, the more rarely the longer it takes. `so` is asked only when a line is due.
 */
export function progress(command: string, now = () => performance.now(), say = toStandardError) {
  const begun = now();
  let due = begun + QUIET;
  return (so: () => string): void => {
    const at = now();
    if (at < due) return;
    due = at + Math.max(QUIET, (at - begun) / 4);
    say(`greenline: ${command}: ${so()}, ${Math.round((at - begun) / 1000)} s\n`);
  };
}

function toStandardError(line: string): void {
  process.stderr.write(line);
}
