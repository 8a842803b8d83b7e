import { useState } from 'react';
import { go } from '../address.ts';
import { useStore, useWorld } from '../live/store.ts';
import { Fact } from '../panels/marks.tsx';
import { place } from '../say/place.ts';
import { quantity } from '../say/quantity.ts';
import { moment } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { CameraRow, FilmRow } from './film.ts';

/** Place of a camera's figures, one sigma: what a packet says of its frame is no better. */
const FRAME_SIGMA_M = 10;

const FROM_WORDS: Readonly<Record<string, string>> = {
  corners: 'corners as the drone says them',
  offsets: 'corners as offsets from the middle, as the drone says them',
  attitude: 'reckoned from attitude and field of view, on level ground',
};

/** What the metadata says of the picture that is shown, and which evidence it is. */
export function CameraFacts({
  camera,
  film,
}: {
  camera: CameraRow | undefined;
  film: FilmRow | undefined;
}) {
  const { mission } = useWorld();
  const { grid } = useSettings();
  const zone = mission?.timezone ?? 'UTC';
  const centre = camera?.frameCentre ?? camera?.position;
  return (
    <>
      <dl className="facts">
        <Fact name="Picture of">
          {camera === undefined
            ? 'no metadata goes with this picture'
            : moment(Date.parse(camera.at), zone, Date.now())}
        </Fact>
        <Fact name="Looks at">
          {camera?.frameCentre && place(camera.frameCentre, grid, FRAME_SIGMA_M)}
        </Fact>
        <Fact name="From">
          {camera && place(camera.position, grid, FRAME_SIGMA_M)}
          {camera?.slantRangeM !== undefined && `, ${quantity(camera.slantRangeM, 'm')} off`}
        </Fact>
        <Fact name="Footprint">
          {camera && (FROM_WORDS[camera.footprintFrom ?? ''] ?? 'not said')}
        </Fact>
        <Fact name="Evidence">
          {film && (
            <>
              sha256 {film.sha256.slice(0, 16)}…, received{' '}
              {moment(Date.parse(film.from), zone, Date.now())}
              {film.exercise === true && <span className="exercise-tag">exercise</span>}
            </>
          )}
        </Fact>
      </dl>
      <div className="buttons">
        {camera !== undefined && centre !== undefined && (
          <button
            type="button"
            onClick={() =>
              go((route) => ({
                ...route,
                page: 'watch',
                map: { lon: centre.lon, lat: centre.lat, zoom: 13 },
              }))
            }
          >
            Show on the map
          </button>
        )}
        {camera !== undefined && (
          <button
            type="button"
            onClick={() => go((route) => ({ ...route, moment: Date.parse(camera.at) }))}
          >
            Turn the map to this moment
          </button>
        )}
        {film !== undefined && <SaveFilm film={film} />}
      </div>
    </>
  );
}

function SaveFilm({ film }: { film: FilmRow }) {
  const { node } = useStore();
  const [words, setWords] = useState<string>();
  const save = async (): Promise<void> => {
    setWords('Fetching…');
    const answer = await node.film(film.sha256);
    if (!answer.ok) return setWords(answer.error.text);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(answer.value);
    link.download = `${film.sensor}-${film.from.replaceAll(':', '')}-${film.sha256.slice(0, 12)}.ts`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    setWords(undefined);
  };
  return (
    <>
      <button type="button" onClick={() => void save()}>
        Save the segment
      </button>
      {words !== undefined && <span role="status">{words}</span>}
    </>
  );
}
