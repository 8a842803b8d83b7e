/** Why a command ends early: one line on standard error, and an exit code. */
export class Failure extends Error {
  /** 1: the answer is no. 2: bad use or bad input. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The first of several things that are wrong, and how many more there are. */
export function inOneLine(lines: readonly string[]): string {
  const [first = '', ...others] = lines;
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

/** Where, which field if one, and what is wrong with it. */
export const placed = (place: string, field: string, text: string): string =>
  field === '' ? `${place}: ${text}` : `${place}: ${field}: ${text}`;
