import { useCallback, useEffect, useRef, useState } from 'react';
import { go } from '../address.ts';
import { useNow } from '../live/now.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { EmptyState } from '../panels/marks.tsx';
import { moment, span } from '../say/time.ts';
import { EMPTY } from '../words.ts';
import { CameraFacts } from './camera-facts.tsx';
import { type CameraRow, cameraAt, type FilmRow, type Stretch, stretchesOf } from './film.ts';
import { FilmPlayer, type Picture, type Reel } from './film-player.tsx';
import { showCamera, useShownCamera } from './shown-camera.ts';
import { useFilms } from './use-films.ts';

/** Recorded video of a drone: what there is, one stretch playing, and what its camera saw. */
export function VideoPanel({ id, at }: { id: string; at: number | undefined }) {
  const world = useWorld();
  const now = nodeNow(world, useNow());
  const { state, films, words } = useFilms(at, now);
  const [reel, setReel] = useState<Reel>();
  const [playing, setPlaying] = useState<string>();
  const follow = useCamera(setPlaying);
  const camera = useShownCamera();
  const sensors = [...new Set(films.map(({ sensor }) => sensor))].sort();
  const sensor = sensors.includes(id) ? id : sensors[0];
  const stretches = sensor === undefined ? [] : stretchesOf(films, sensor);
  const film = films.find(({ sha256 }) => sha256 === playing);
  return (
    <article className="sheet video-sheet" aria-label="Recorded video">
      <header className="sheet-head">
        <h2>Recorded video</h2>
      </header>
      {sensors.length > 1 && (
        <fieldset className="film-sensors">
          <legend>Of</legend>
          {sensors.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === sensor}
              onClick={() => {
                setReel(undefined);
                showCamera(undefined);
                go((route) => ({ ...route, selection: { kind: 'video', id: each } }));
              }}
            >
              {each}
            </button>
          ))}
        </fieldset>
      )}
      {reel !== undefined && (
        <>
          <FilmPlayer key={`${reel.sensor}${reel.from}`} reel={reel} onPicture={follow} />
          <CameraFacts camera={camera} film={film} />
        </>
      )}
      {state === 'asking' && <p role="status">Asking the node what was recorded…</p>}
      {words !== undefined && <p role="alert">{words}</p>}
      {state === 'here' && stretches.length === 0 && <EmptyState {...EMPTY.video} />}
      {sensor !== undefined && <h3>{sensor}</h3>}
      <ul className="stretches">
        {stretches.map((stretch) => (
          <StretchItem
            key={stretch.from}
            stretch={stretch}
            playing={playing}
            play={(from) => setReel({ sensor: stretch.sensor, from, to: stretch.to + 1 })}
          />
        ))}
      </ul>
    </article>
  );
}

/** Follows the picture that plays, and shows the map what the camera saw in it. */
function useCamera(playing: (sha256: string) => void): (at: Picture) => void {
  const { node } = useStore();
  const known = useRef(new Map<string, readonly CameraRow[]>());
  useEffect(() => () => showCamera(undefined), []);
  return useCallback(
    ({ sha256, s }: Picture) => {
      playing(sha256);
      const moments = known.current.get(sha256);
      if (moments !== undefined) {
        showCamera(cameraAt(moments, s));
        return;
      }
      known.current.set(sha256, []);
      void node.camera(sha256).then((answer) => {
        if (!answer.ok) {
          known.current.delete(sha256);
          return;
        }
        known.current.set(sha256, answer.value.items);
        showCamera(cameraAt(answer.value.items, s));
      });
    },
    [node, playing],
  );
}

function StretchItem({
  stretch,
  playing,
  play,
}: {
  stretch: Stretch;
  playing: string | undefined;
  play: (from: number) => void;
}) {
  const { mission } = useWorld();
  const zone = mission?.timezone ?? 'UTC';
  const [open, setOpen] = useState(false);
  const { from, to, films } = stretch;
  return (
    <li>
      <button type="button" className="stretch" onClick={() => play(from)}>
        ▶ {moment(from, zone, Date.now())}
        <span className="row-sub">{span((to - from) / 1000)}</span>
      </button>
      {films.length > 1 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{films.length} segments</summary>
          {open && (
            <ol className="film-list">
              {films.map((film) => (
                <FilmItem
                  key={film.id}
                  film={film}
                  current={film.sha256 === playing}
                  play={() => play(Date.parse(film.from))}
                />
              ))}
            </ol>
          )}
        </details>
      )}
    </li>
  );
}

function FilmItem(props: { film: FilmRow; current: boolean; play: () => void }) {
  const { film, current, play } = props;
  return (
    <li>
      <button type="button" className="link" aria-current={current || undefined} onClick={play}>
        {film.from.slice(11, 19)}Z
      </button>{' '}
      <span className="row-sub">
        {span((Date.parse(film.to) - Date.parse(film.from)) / 1000)} ·{' '}
        {(film.bytes / 1e6).toFixed(1)} MB
      </span>
    </li>
  );
}
