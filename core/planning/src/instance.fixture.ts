import type { Capacity, CellLooks } from './instance.ts';

/**
 * A made-up day of collection along a strip, as the plan's format has it: towers that point one of
 * eight ways, drones that fly two of forty sorties that may not overlap, and satellites that take one
 * of twenty strips. Every number follows from the seed.
 */
export function collectionDay(cells: number, random: () => number) {
  const between = (from: number, to: number) => from + (to - from) * random();
  const HOURS = 24;
  const looks = new Map<number, [number, number][]>();
  const capacities: Capacity[] = [];
  let columns = 0;
  const see = (k: number, c: number, hour: number, q: number) => {
    if (c < 0 || c >= cells || hour < 0 || hour >= HOURS) return;
    const at = c * HOURS + hour;
    const list = looks.get(at);
    if (list === undefined) looks.set(at, [[k, q]]);
    else list.push([k, q]);
  };
  const team = (size: number, most: number) => {
    const own = Array.from({ length: size }, (_, i) => columns + i);
    capacities.push({ most, columns: Int32Array.from(own) });
    columns += size;
    return own;
  };
  for (let i = 0; i < cells / 20; i++) {
    const place = Math.floor(between(0, cells));
    for (const [way, k] of team(8, 1).entries())
      for (let hour = 0; hour < HOURS; hour++)
        for (let d = 0; d < 4; d++) see(k, place + (way - 4) * 3 + d, hour, between(0.4, 0.7));
  }
  for (let i = 0; i < cells / 17; i++) {
    const base = Math.floor(between(0, cells));
    const sorties = team(40, 2);
    const spans = sorties.map((k) => {
      const from = Math.floor(between(0, HOURS));
      const first = base + Math.floor(between(-40, 20));
      const hours = Math.floor(between(4, 10));
      for (let h = 0; h < hours; h++)
        for (let d = 0; d < 10; d++) see(k, first + h + d, from + h, between(0.35, 0.9));
      return { k, from, to: from + hours };
    });
    for (let hour = 0; hour < HOURS + 10; hour++) {
      const up = spans.filter(({ from, to }) => from <= hour && hour < to).map(({ k }) => k);
      if (up.length > 0) capacities.push({ most: 1, columns: Int32Array.from(up) });
    }
  }
  for (let i = 0; i < cells / 50; i++)
    for (const k of team(20, 1)) {
      const first = Math.floor(between(-20, cells));
      const hour = Math.floor(between(0, HOURS));
      for (let d = 0; d < 60; d++) see(k, first + d, hour, 0.6);
    }
  const table: CellLooks[] = [];
  let fixed = 0;
  for (const list of looks.values()) {
    const undetected = random() < 0.25 ? between(0.2, 1) : 1;
    const weight = 1 + 0.5 * Math.floor(between(0, 8) ** 2 / 16);
    fixed += weight * (1 - undetected);
    table.push({ weight, undetected, looks: list.map(([k, q]) => [k, q * undetected]) });
  }
  const weightTotal = table.reduce((sum, { weight }) => sum + weight, 0) * 1.1;
  return { columns, weightTotal, fixedSensorsOnly: fixed, capacities, cells: table };
}
