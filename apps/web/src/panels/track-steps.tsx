import { useId, useState } from 'react';
import { go } from '../address.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nearTracks } from '../say/near-tracks.ts';
import { quantity } from '../say/quantity.ts';
import type { TrackRow } from '../wire.ts';

type Step = 'correlate' | 'decorrelate';

/** An officer's word: two tracks are one thing, or they are two. With a reason, recorded under his name. */
export function TrackSteps({ row }: { row: TrackRow }) {
  const world = useWorld();
  const { node } = useStore();
  const field = useId();
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<{ readonly done: boolean; readonly words: string }>();
  const near = nearTracks(world.tracks, row);
  const take = async (step: Step): Promise<void> => {
    const lack =
      other.trim() === '' ? 'the other track' : reason.trim() === '' ? 'your reason' : '';
    if (lack !== '') return setAnswer({ done: false, words: `Not recorded. Missing: ${lack}.` });
    setAsking(true);
    const said = await node.trackStep(step, [row.id, other.trim()], reason.trim());
    setAsking(false);
    if (!said.ok) return setAnswer({ done: false, words: said.error.text });
    const { receipt, correlation } = said.value;
    setReason('');
    setAnswer({ done: true, words: `Recorded: entry ${receipt.seq}.` });
    if (correlation.kept !== undefined && correlation.kept !== row.id) {
      const id = correlation.kept;
      go((route) => ({ ...route, selection: { kind: 'track', id } }));
    }
  };
  return (
    <form
      className="track-steps"
      aria-label="Word on this track"
      onSubmit={(event) => event.preventDefault()}
    >
      <h3>One thing or two?</h3>
      <label htmlFor={`${field}o`}>The other track</label>
      <input
        id={`${field}o`}
        list={`${field}l`}
        value={other}
        placeholder="choose one near by, or paste an id"
        onChange={(event) => setOther(event.target.value)}
      />
      <datalist id={`${field}l`}>
        {near.map(({ id, words, distanceM }) => (
          <option key={id} value={id}>
            {words}, {quantity(Math.round(distanceM), 'm')} off
          </option>
        ))}
        {row.joins?.map((id) => (
          <option key={id} value={id}>
            was made one with this
          </option>
        ))}
      </datalist>
      <label htmlFor={`${field}r`}>Your reason, recorded under your name</label>
      <textarea
        id={`${field}r`}
        rows={2}
        value={reason}
        aria-required="true"
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="step-answer" role="status">
        {answer !== undefined && (
          <span className={answer.done ? 'receipt' : 'refusal'}>{answer.words}</span>
        )}
      </p>
      <div className="buttons">
        <button type="button" disabled={asking} onClick={() => void take('correlate')}>
          Record that both are one
        </button>
        <button type="button" disabled={asking} onClick={() => void take('decorrelate')}>
          Record that they are two
        </button>
      </div>
    </form>
  );
}
