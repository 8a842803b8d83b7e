import type { Located } from './arrival-book.ts';
import type { Fix } from './ongoing.ts';

/** What became of an event, or of a fix: one carries the other on, begins, or has gone into others. */
export type Outcome =
  | { readonly fix: Fix; readonly event: Located | undefined }
  | { readonly fix: undefined; readonly event: Located; readonly into: readonly Fix[] };

/** Gives each fix the event that it shares most arrivals with, no event to two. */
export function reconcile(found: readonly Fix[], events: readonly Located[]): readonly Outcome[] {
  const owner = new Map(events.flatMap((event) => event.members.map((one) => [one, event])));
  const shared = found.flatMap((fix) => {
    const counts = new Map<Located, number>();
    for (const one of fix.members) {
      const event = owner.get(one);
      if (event !== undefined) counts.set(event, (counts.get(event) ?? 0) + 1);
    }
    return [...counts].map(([event, count]) => ({ fix, event, count }));
  });
  shared.sort(
    (a, b) => b.count - a.count || a.fix.at - b.fix.at || (a.event.id < b.event.id ? -1 : 1),
  );
  const carriedOn = new Map<Fix, Located>();
  const taken = new Set<Located>();
  for (const { fix, event } of shared) {
    if (carriedOn.has(fix) || taken.has(event)) continue;
    carriedOn.set(fix, event);
    taken.add(event);
  }
  return [
    ...found.map((fix) => ({ fix, event: carriedOn.get(fix) })),
    ...events
      .filter((event) => !taken.has(event))
      .map((event) => ({
        fix: undefined,
        event,
        into: shared.filter((one) => one.event === event).map(({ fix }) => fix),
      })),
  ];
}
