import { useState } from 'react';
import { go } from '../address.ts';
import type { Knowledge, Picture } from '../live/picture.ts';

const WORDS: readonly (readonly [Knowledge, string])[] = [
  ['loaded', 'As loaded here'],
  ['knownThen', 'As known then'],
  ['knownNow', 'As known now'],
];

/** A moment gone by, typed in UTC, and whether it is shown as it was known then or as it is known now. */
export function PictureChoice(props: {
  at: number | undefined;
  knowledge: Knowledge;
  choose: (knowledge: Knowledge) => void;
  picture: Picture;
}) {
  const { at, knowledge, choose, picture } = props;
  const [typed, setTyped] = useState<string>();
  const shown = at === undefined ? '' : new Date(at).toISOString().slice(0, 16);
  const settle = (): void => {
    const moment = Date.parse(`${typed}Z`);
    setTyped(undefined);
    if (Number.isNaN(moment)) return;
    go((route) => ({ ...route, moment }));
    if (knowledge === 'loaded') choose('knownThen');
  };
  return (
    <fieldset className="picture-choice">
      <legend className="unseen">Picture at a moment</legend>
      <label>
        <span>Picture at, UTC</span>
        <input
          type="datetime-local"
          value={typed ?? shown}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
          }}
        />
      </label>
      <select
        aria-label="What was known, and when"
        disabled={at === undefined}
        value={at === undefined ? 'loaded' : knowledge}
        onChange={(event) => choose(event.target.value as Knowledge)}
      >
        {WORDS.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <output className="picture-state">{at === undefined ? '' : saying(picture)}</output>
    </fieldset>
  );
}

function saying(picture: Picture): string {
  if (picture.state === 'asking') return 'Asking the node…';
  if (picture.state === 'failed') return picture.text;
  if (picture.state === 'none') return '';
  const { knownThen, knownNow } = picture.picture;
  const marks = (side: typeof knownThen) =>
    side.tracks.length + side.events.length + side.findings.length;
  return `${marks(knownThen)} marks known then, ${marks(knownNow)} now`;
}
