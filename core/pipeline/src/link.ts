import { linkOfHand } from './hands.ts';
import type { MissionFile } from './mission-schema.ts';

/** By what messages come: a socket that listens, or a source that is asked. */
export type Link = MissionFile['feeds'][number] | MissionFile['sources'][number];

export const linksOf = ({ feeds, sources }: MissionFile): readonly Link[] => [...feeds, ...sources];

export function linkOf(file: MissionFile, by: string): Link | undefined {
  const link = linkOfHand(by);
  return file.feeds.find(({ id }) => id === link) ?? file.sources.find(({ id }) => id === link);
}
