import type { DeclarationRow } from '../wire.ts';

/** What stands declared at a moment: what holds, what is still to come, and all the rest. */
export interface Standing {
  readonly inForce: readonly DeclarationRow[];
  readonly toCome: readonly DeclarationRow[];
  readonly others: readonly DeclarationRow[];
}

/** The newest version of each declaration, by whether it holds. A waiver holds once both parties agreed. */
export function standingAt(rows: Iterable<DeclarationRow>, now: number): Standing {
  const newest = new Map<string, DeclarationRow>();
  for (const row of rows) {
    const name = `${row.declaration}\u001f${row.under}`;
    const known = newest.get(name);
    if (known === undefined || known.version < row.version) newest.set(name, row);
  }
  const inForce: DeclarationRow[] = [];
  const toCome: DeclarationRow[] = [];
  const others: DeclarationRow[] = [];
  for (const row of newest.values()) {
    const from = Date.parse(row.from ?? '');
    const to = row.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(row.to);
    const agreed = row.declaration !== 'waiver' || new Set(row.agreedBy).size > 1;
    if (Number.isNaN(from) || to < now || !agreed) others.push(row);
    else (from <= now ? inForce : toCome).push(row);
  }
  const first = (a: DeclarationRow, b: DeclarationRow) =>
    Date.parse(a.from ?? a.recordedAt) - Date.parse(b.from ?? b.recordedAt);
  return {
    inForce: inForce.sort(first),
    toCome: toCome.sort(first),
    others: others.sort((a, b) => b.seq - a.seq),
  };
}
