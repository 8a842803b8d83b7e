import { formatInstant } from '@greenline/base';
import type { Mission } from '@greenline/pipeline';
import type { FurtherChapter, Period } from '@greenline/reports';
import type { RateNote } from '@greenline/trends';

/** Sectors whose rate of fire was told to have risen in a period; nothing where none was. */
export function ratesChapter(
  notes: readonly { readonly note: string }[],
  { regions }: Mission,
  { from, to }: Period,
): readonly FurtherChapter[] {
  const risen = notes
    .filter((one): one is RateNote => one.note === 'rate-risen')
    .filter(({ at }) => at >= from && at < to);
  if (risen.length === 0) return [];
  const nameOf = (sector: string) => regions.find(({ id }) => id === sector)?.name ?? sector;
  return [
    {
      title: 'Rates that have risen',
      columns: ['sector', 'since', 'happened', 'sensor-hours', 'for each sensor-hour', 'before'],
      rows: risen.map((one) => [
        nameOf(one.sector),
        formatInstant(one.since),
        one.happened,
        round(one.sensorHours),
        round(one.now),
        round(one.before),
      ]),
      note: 'Fire for each hour that a sensor looked, against the four weeks before; told to the duty desk in the hour in which the evidence was enough.',
    },
  ];
}

const round = (value: number): number => Number(value.toPrecision(3));
