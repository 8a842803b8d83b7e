import { useState } from 'react';
import { useStore } from '../live/store.ts';
import { doubtWords } from '../say/doubts.ts';
import { utcDay } from '../say/time.ts';
import type { Lineage, ObservationRow } from '../wire.ts';
import { TrackLink } from './track-link.tsx';

/** More than this many are no list for eyes: the rest is counted, by sensor. */
const MOST = 100;

/** Where a track comes from: every observation that made it. Asked for only when it is `open`. */
export function TrackLineage({ id, open }: { id: string; open: boolean }) {
  const { node } = useStore();
  const [lineage, setLineage] = useState<Lineage>();
  const [words, setWords] = useState<string>();
  const ask = async (): Promise<void> => {
    setWords('Asking the node…');
    const answer = await node.lineage(id);
    if (answer.ok) setLineage(answer.value);
    setWords(answer.ok ? undefined : answer.error.text);
  };
  return (
    <details
      className="lineage"
      open={open}
      onToggle={(event) => event.currentTarget.open && void ask()}
    >
      <summary>Where it comes from</summary>
      {words !== undefined && <p role="status">{words}</p>}
      {lineage !== undefined && <Sources lineage={lineage} />}
    </details>
  );
}

function Sources({ lineage: { observations, more } }: { lineage: Lineage }) {
  const bySensor = new Map<string, number>();
  for (const { sensor } of observations) bySensor.set(sensor, (bySensor.get(sensor) ?? 0) + 1);
  const doubted = observations.filter(({ doubts = [] }) => doubts.length > 0).length;
  const latest = observations.toSorted(byTime).slice(0, MOST);
  return (
    <>
      <p>
        {observations.length}
        {more && ' and more'} observations:{' '}
        {[...bySensor].map(([sensor, count]) => `${sensor} ${count}`).join(', ')}
        {doubted > 0 && `; ${doubted} doubted`}
      </p>
      <ol className="lineage-list">
        {latest.map((each) => (
          <li key={each.id}>
            <span className="figure">{clock(each)}</span> {each.sensor}{' '}
            <TrackLink id={each.id} kind="observation" />
            {each.trust === 'unauthenticated' && <span className="row-sub"> unauthenticated</span>}
            {each.doubts?.map((doubt) => (
              <span key={doubt.doubt} className="doubt">
                doubted: {doubtWords(doubt)}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {observations.length > MOST && <p className="row-sub">The latest {MOST} are listed.</p>}
    </>
  );
}

const byTime = (a: ObservationRow, b: ObservationRow): number =>
  Date.parse(b.observedAt) - Date.parse(a.observedAt);

/** `14:07:21Z`, with its day where that is not today. */
function clock({ observedAt }: ObservationRow): string {
  const today = observedAt.slice(0, 10) === utcDay(Date.now());
  return `${today ? '' : `${observedAt.slice(0, 10)} `}${observedAt.slice(11, 19)}Z`;
}
