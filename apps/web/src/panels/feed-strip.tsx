import { SensorsCell } from '../health/sensors-cell.tsx';
import { useNow } from '../live/now.ts';
import { useWorld } from '../live/store.ts';
import { rate } from '../say/quantity.ts';
import { span } from '../say/time.ts';
import type { FeedRow } from '../wire.ts';
import { EMPTY } from '../words.ts';

/** After this long without a message a feed is called silent. */
const SILENT_S = 300;

/** One cell a feed: age, rate, loss, queue. Silent ones first. */
export function FeedStrip() {
  const world = useWorld();
  const now = useNow();
  const since = world.feedsAt === undefined ? 0 : Math.max(0, (now - world.feedsAt) / 1000);
  const aged = world.feeds.map((feed) => ({
    feed,
    ageS: feed.ageS === null ? null : feed.ageS + (since > 3 ? since : 0),
  }));
  aged.sort((a, b) => (b.ageS ?? 1e12) - (a.ageS ?? 1e12) || a.feed.id.localeCompare(b.feed.id));
  return (
    <section className="feeds" aria-label="Feeds">
      <SensorsCell />
      {aged.length === 0 ? (
        <p className="feeds-empty">
          <b>{EMPTY.feeds.head}.</b> {EMPTY.feeds.body}
        </p>
      ) : (
        <ul>
          {aged.map(({ feed, ageS }) => (
            <FeedCell key={feed.id} feed={feed} ageS={ageS} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FeedCell({ feed, ageS }: { feed: FeedRow; ageS: number | null }) {
  const silent = ageS === null || ageS > SILENT_S;
  const refused = Object.entries(feed.refused);
  const refusedCount = refused.reduce((sum, [, n]) => sum + n, 0);
  const doubted = Object.entries(feed.doubted);
  const doubtedCount = doubted.reduce((sum, [, n]) => sum + n, 0);
  return (
    <li className={silent ? 'feed silent' : 'feed'}>
      <span className="feed-name" title={`${feed.format} by ${feed.transport}: ${feed.state}`}>
        {feed.id}
      </span>
      <span className="feed-age">
        {ageS === null ? 'nothing yet' : silent ? `silent ${span(ageS)}` : `${span(ageS)} ago`}
      </span>
      <span className="feed-figures">
        {rate(feed.ratePerS)} · {feed.loss} lost · queue {feed.queue}
        {feed.clock !== undefined && (
          <span title={`received minus observed, spread ${feed.clock.spreadS} s`}>
            {' '}
            · clock {feed.clock.medianS.toFixed(1)} s
          </span>
        )}
        {refusedCount > 0 && (
          <span title={refused.map(([kind, n]) => `${kind}: ${n}`).join('\n')}>
            {' '}
            · {refusedCount} refused
          </span>
        )}
        {doubtedCount > 0 && (
          <span title={doubted.map(([kind, n]) => `${kind}: ${n}`).join('\n')}>
            {' '}
            · {doubtedCount} doubted
          </span>
        )}
      </span>
    </li>
  );
}
