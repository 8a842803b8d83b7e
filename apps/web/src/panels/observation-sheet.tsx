import { useEffect, useState } from 'react';
import { useStore, useWorld } from '../live/store.ts';
import { classWords } from '../say/class-of.ts';
import { doubtWords } from '../say/doubts.ts';
import { reach95 } from '../say/ellipse.ts';
import { place } from '../say/place.ts';
import { figure, quantity } from '../say/quantity.ts';
import { moment } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { ObservationLineage, ObservationRow } from '../wire.ts';
import { sentence } from '../words.ts';
import { Fact } from './marks.tsx';
import { TrackLink } from './track-link.tsx';

/** One observation, as it was told, and where it went. */
export function ObservationSheet({ id }: { id: string }) {
  const { node } = useStore();
  const [found, setFound] = useState<ObservationLineage>();
  const [words, setWords] = useState('Asking the node…');
  useEffect(() => {
    let over = false;
    void node.observation(id).then((answer) => {
      if (over) return;
      if (answer.ok) setFound(answer.value);
      else setWords(answer.error.text);
    });
    return () => {
      over = true;
    };
  }, [node, id]);
  if (found === undefined)
    return (
      <p className="empty" role="status">
        {words}
      </p>
    );
  return <Told {...found} />;
}

function Told({ observation, parent, tracks }: ObservationLineage) {
  const { mission } = useWorld();
  const { grid } = useSettings();
  const zone = mission?.timezone ?? 'UTC';
  const sigma = sigmaOf(observation);
  const { observedAt, receivedAt, uncertaintyS, position, doubts = [] } = observation;
  const late = (Date.parse(receivedAt) - Date.parse(observedAt)) / 1000;
  return (
    <article className="sheet" aria-label="Observation">
      <header className="sheet-head">
        <div>
          <h2>{sentence(classWords(observation.class))}</h2>
          <p className="state">
            Observation {observation.id.slice(0, 13)} ({observation.kind})
            {observation.exercise === true && <span className="exercise-tag">exercise</span>}
          </p>
        </div>
      </header>
      <dl className="facts">
        <Fact name="Seen by">
          {observation.sensor} ({observation.nation}), {observation.trust}, by {observation.feed}
        </Fact>
        <Fact name="Observed">
          {moment(Date.parse(observedAt), zone, Date.now())}
          {uncertaintyS !== undefined && ` ± ${figure(uncertaintyS, 1)} s`}
        </Fact>
        <Fact name="Received">
          {moment(Date.parse(receivedAt), zone, Date.now())}, {figure(late, 1)} s later
        </Fact>
        <Fact name="Where">{position && place(position, grid, sigma ?? 1000)}</Fact>
        <Fact name="Accuracy">
          {position &&
            (sigma === undefined
              ? 'not stated'
              : `95 % within ${quantity(Number((sigma * 2.45).toPrecision(2)), 'm')}`)}
        </Fact>
        <Fact name="Says it is">{observation.identity}</Fact>
        <Fact name="Words">{observation.text}</Fact>
        <Fact name="Doubted">
          {doubts.map((doubt) => (
            <span key={doubt.doubt} className="doubt">
              {doubtWords(doubt)}
            </span>
          ))}
        </Fact>
        <Fact name="Went to">
          {parent === null ? (
            'no track'
          ) : tracks.length === 0 ? (
            <TrackLink id={parent} />
          ) : (
            tracks.map(({ id }, i) => (
              <span key={id}>
                {i > 0 && ', now part of '}
                <TrackLink id={id} />
              </span>
            ))
          )}
        </Fact>
        <Fact name="Evidence">{observation.source}</Fact>
      </dl>
    </article>
  );
}

/** One sigma, metres: as stated, or along the longest axis of the covariance. */
function sigmaOf({ sigmaM, covariance }: ObservationRow): number | undefined {
  const reach = covariance && reach95(covariance);
  return reach === undefined ? sigmaM : reach / 2.45;
}
