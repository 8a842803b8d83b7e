import type { Want } from '@greenline/planning';
import { useState } from 'react';
import { useStore } from '../live/store.ts';
import { type World, withRows } from '../live/world.ts';

const WANT_WORD: Readonly<Record<Want, string>> = {
  image: 'Image it',
  verify: 'Verify it',
  watch: 'Watch it',
  visit: 'Visit it',
  listen: 'Listen there',
  fly: 'Fly over it',
};
const WITHIN_H = [1, 3, 6, 12, 24, 48];

/** Asks for a look at the place of a case or a track, within hours. */
export function AskLook({
  about,
  position,
  now,
}: {
  about: string;
  position: { readonly lon: number; readonly lat: number };
  now: number;
}) {
  const store = useStore();
  const [want, setWant] = useState<Want>('image');
  const [hours, setHours] = useState(6);
  const [text, setText] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string>();
  const ask = async (): Promise<void> => {
    setAsking(true);
    const { lon, lat } = position;
    const dueAt = new Date(now + hours * 3_600_000).toISOString();
    const answer = await store.node.taskStep({
      step: 'ask',
      with: { want, about, dueAt, position: { lon, lat }, text: text.trim() },
    });
    setAsking(false);
    setSaid(
      answer.ok
        ? `Recorded: entry ${answer.value.receipt.seq}`
        : `Not recorded. ${answer.error.text}`,
    );
    if (!answer.ok) return;
    setText('');
    store.change((held: World) => withRows(held, 'task', [answer.value.task]));
  };
  return (
    <form
      className="ask-look"
      aria-label="Ask for a look"
      onSubmit={(event) => event.preventDefault()}
    >
      <label>
        What
        <select value={want} onChange={(event) => setWant(event.target.value as Want)}>
          {Object.entries(WANT_WORD).map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Within
        <select value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {WITHIN_H.map((each) => (
            <option key={each} value={each}>
              {each} h
            </option>
          ))}
        </select>
      </label>
      <label className="wide">
        What to look for
        <input value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <button type="button" disabled={asking} onClick={() => void ask()}>
        {asking ? 'Recording…' : 'Ask for a look'}
      </button>
      <p role="status" className="step-answer">
        {said}
      </p>
    </form>
  );
}
