/** Why a command ends early: one line on standard error, and an exit code. */
export class Failure extends Error {
  /** 1: the answer is no. 2: bad use or bad input. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
