import { workPeakDay } from './peak-day.fixture.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

export const benches: readonly Bench[] = [
  {
    name: 'cases: a peak day of 20,000 findings, worked off by 20 officers',
    run: () => {
      const start = performance.now();
      workPeakDay();
      return { value: (performance.now() - start) / 1000, unit: 's' };
    },
  },
];
