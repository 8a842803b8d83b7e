import { go, useRoute } from '../address.ts';
import { useNow } from '../live/now.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow, type World } from '../live/world.ts';
import type { Page } from '../route.ts';
import { span, utcClock, utcDay, zoneClock, zoneName } from '../say/time.ts';
import { set, useSettings } from '../settings.ts';
import { SuspendKey } from './safety-bars.tsx';

/** Mission, both times, the node's health, who is on duty, and the palette. */
export function TopBar({ openPalette }: { openPalette: () => void }) {
  const world = useWorld();
  const { page } = useRoute();
  const { theme, grid } = useSettings();
  const now = nodeNow(world, useNow());
  const zone = world.mission?.timezone ?? 'UTC';
  const link = (to: Page, words: string, also: readonly Page[] = []) => (
    <button
      type="button"
      className="nav"
      aria-current={page === to || also.includes(page) ? 'page' : undefined}
      onClick={() => go((route) => ({ ...route, page: to }))}
    >
      {words}
    </button>
  );
  return (
    <header className="top-bar">
      <span className="mission">{world.mission?.name ?? 'Greenline'}</span>
      <nav aria-label="Pages">
        {link('watch', 'Watch', ['queue', 'case'])}
        {link('report', 'Patrol’s report')}
        {link('day', 'Day’s report')}
        {link('filings', 'Filings')}
        {world.me?.may.includes('declare') === true && link('declare', 'Declare', ['declared'])}
      </nav>
      <span className="clock">
        <span className="clock-day">{utcDay(now)}</span> <b>{utcClock(now)}</b> ·{' '}
        <b>{zoneClock(now, zone)}</b> {zoneName(zone)}
      </span>
      <Health world={world} />
      <span className="on-duty">
        {world.me === undefined
          ? ''
          : world.me.role === 'public'
            ? 'Visitor'
            : (world.me.name ?? world.me.id)}
      </span>
      <SuspendKey />
      <button
        type="button"
        className="switch"
        title="Positions in degrees or MGRS"
        onClick={() => set({ grid: grid === 'degrees' ? 'mgrs' : 'degrees' })}
      >
        {grid === 'degrees' ? 'Degrees' : 'MGRS'}
      </button>
      <button
        type="button"
        className="switch"
        title="Dark or light theme"
        onClick={() => set({ theme: theme === 'dark' ? 'light' : 'dark' })}
      >
        {theme === 'dark' ? 'Dark' : 'Light'}
      </button>
      <button
        type="button"
        className="palette-key"
        onClick={openPalette}
        aria-label="Commands, Control K"
      >
        <span className="wide">Commands</span> <kbd>Ctrl K</kbd>
        <span className="narrow" aria-hidden="true">
          ☰
        </span>
      </button>
    </header>
  );
}

function Health({ world }: { world: World }) {
  const words = {
    starting: 'Asking the node…',
    live: 'Live',
    asking: 'Asked every 15 s',
    gone: 'Node does not answer',
  }[world.link.state];
  return (
    <span className={`health ${world.link.state}`}>
      <span className="health-dot" aria-hidden="true" />
      {words}
      {world.link.state === 'live' && world.journal !== undefined && (
        <span className="journal" title="Entries in the node’s journal">
          {' '}
          · entry {world.journal}
        </span>
      )}
    </span>
  );
}

/** Says that the node is gone, counts up, and goes by itself when it is back. */
export function GoneBar() {
  const world = useWorld();
  const store = useStore();
  const now = useNow();
  if (world.link.state !== 'gone') return null;
  const asOf = world.savedAt ?? world.link.since;
  return (
    <div className="gone-bar" role="alert">
      <span>
        The node has not answered for <b>{span((now - world.link.since) / 1000)}</b>.
        {world.mission !== undefined && <> What you see is {span((now - asOf) / 1000)} old.</>} Next
        try in {Math.max(0, Math.ceil((world.link.nextTryAt - now) / 1000))} s.
      </span>
      <button type="button" onClick={() => store.retry()}>
        Try now
      </button>
    </div>
  );
}

/** Nobody may take simulated records for real ones. */
export function ExerciseBand() {
  const { mission } = useWorld();
  return mission?.exercise === true ? (
    <div className="exercise-band" role="note">
      <span>EXERCISE — simulated records</span>
    </div>
  ) : null;
}
