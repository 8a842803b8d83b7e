/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

/** The median of five rounds after two to warm up. */
export function rate(unit: string, round: () => number): { value: number; unit: string } {
  const rates: number[] = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    const done = round();
    rates.push((1000 * done) / (performance.now() - start));
  }
  const [, , median = 0] = rates.slice(2).sort((a, b) => a - b);
  return { value: Math.round(median), unit };
}
