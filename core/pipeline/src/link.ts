import type { MissionFile } from './mission-schema.ts';

/** By what messages come: a socket that listens, or a source that is asked. */
export type Link = MissionFile['feeds'][number] | MissionFile['sources'][number];

export const linksOf = ({ feeds, sources }: MissionFile): readonly Link[] => [...feeds, ...sources];

export const linkOf = (file: MissionFile, by: string): Link | undefined =>
  file.feeds.find(({ id }) => id === by) ?? file.sources.find(({ id }) => id === by);
