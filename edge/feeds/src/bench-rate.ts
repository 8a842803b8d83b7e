interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The same by the CPU's time: what the machine has to spare does not tell on it. */
  readonly besides: string;
}

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): Figure;
}

/** The median of five rounds after two to warm up, by the clock and by the CPU. */
export function rate(unit: string, round: () => number): Figure {
  const byClock: number[] = [];
  const byCpu: number[] = [];
  for (let i = 0; i < 7; i++) {
    const [start, own] = [performance.now(), process.cpuUsage()];
    const done = round();
    const { user, system } = process.cpuUsage(own);
    byClock.push((1000 * done) / (performance.now() - start));
    byCpu.push((1e6 * done) / (user + system));
  }
  return {
    value: medianOf(byClock),
    unit,
    besides: `${medianOf(byCpu).toLocaleString('en')} by CPU time`,
  };
}

function medianOf(rates: readonly number[]): number {
  const [, , median = 0] = rates.slice(2).sort((a, b) => a - b);
  return Math.round(median);
}
