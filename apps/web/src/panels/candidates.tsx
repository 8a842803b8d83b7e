import { useEffect, useState } from 'react';
import { useStore } from '../live/store.ts';
import { shortMoment } from '../say/time.ts';
import type { CandidateOnWire, TaskRow } from '../wire.ts';

type Found = readonly CandidateOnWire[] | string | undefined;

/** Who could do a task, soonest first, each to be given it; then who cannot, and why. */
export function Candidates({ task, assign }: { task: TaskRow; assign: (asset: string) => void }) {
  const store = useStore();
  const [found, setFound] = useState<Found>();
  const { id, seq } = task;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the task has moved on
  useEffect(() => {
    let over = false;
    void store.node.candidates(id).then((answer) => {
      if (!over) setFound(answer.ok ? answer.value.candidates : answer.error.text);
    });
    return () => {
      over = true;
    };
  }, [id, seq, store]);
  if (found === undefined) return <p className="hint">Asking who could do it…</p>;
  if (typeof found === 'string') return <p className="refusal">{found}</p>;
  if (found.length === 0)
    return <p className="hint">No sensor of this mission says that it takes tasks.</p>;
  return (
    <ul className="candidates" aria-label="Who could do it">
      {found.map((one) => (
        <li key={one.asset}>
          <span className="row-main">
            <span>
              {one.asset} <span className="count">{one.nation}</span>
            </span>
            <span className="row-sub">
              {'because' in one
                ? one.because
                : `looks ${shortMoment(Date.parse(one.looksAt))}, delivers ${shortMoment(Date.parse(one.deliversAt))}`}
            </span>
          </span>
          {!('because' in one) && one.asset !== task.asset && (
            <button type="button" onClick={() => assign(one.asset)}>
              Assign
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
