import type { World } from '../live/world.ts';
import { FindingSheet } from './finding-sheet.tsx';

/** The findings whose subject is this. */
export function FindingsAbout({ id, world }: { id: string; world: World }) {
  const about = [...world.findings.values()].filter((finding) => finding.subject?.includes(id));
  if (about.length === 0) return null;
  return (
    <>
      {about.map((finding) => (
        <FindingSheet key={finding.id} finding={finding} world={world} />
      ))}
    </>
  );
}
