import { openHealth } from './open-health.ts';
import { useSensors } from './use-sensors.ts';

/** First in the strip of feeds: how many sensors are silent or corrected; opens their health. */
export function SensorsCell() {
  const sensors = useSensors() ?? [];
  const silent = sensors.filter(({ silentSince }) => silentSince !== undefined).length;
  const corrected = sensors.filter(({ offset }) => offset !== undefined).length;
  return (
    <button type="button" className="sensors-cell" onClick={() => openHealth()}>
      <span className="feed-name">Feeds and sensors</span>
      <span className={silent + corrected > 0 ? 'feed-figures alarm' : 'feed-figures'}>
        {sensors.length} sensors{silent > 0 && ` · ${silent} silent`}
        {corrected > 0 && ` · ${corrected} corrected`}
      </span>
    </button>
  );
}
