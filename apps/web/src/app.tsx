import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { go, useRoute } from './address.ts';
import { HealthPanel } from './health/health-panel.tsx';
import { openHealth } from './health/open-health.ts';
import { useEffortAt } from './live/effort-at.ts';
import { useNow } from './live/now.ts';
import { type Knowledge, pictureWorld, usePicture } from './live/picture.ts';
import { usePlayhead } from './live/playhead.ts';
import { useStore, useWorld } from './live/store.ts';
import { nodeNow } from './live/world.ts';
import { MapView } from './map/map-view.tsx';
import { DayReport } from './pages/day-report.tsx';
import { DeclareForm } from './pages/declare-form.tsx';
import { DeclaredList } from './pages/declared-list.tsx';
import { FilingsPage } from './pages/filings-page.tsx';
import { ReportForm } from './pages/report-form.tsx';
import { CasePanel } from './panels/case-panel.tsx';
import { backToLive, CommandPalette, nextCase } from './panels/command-palette.tsx';
import { FeedStrip } from './panels/feed-strip.tsx';
import { Legend } from './panels/legend.tsx';
import { MapList } from './panels/map-list.tsx';
import { EmptyState } from './panels/marks.tsx';
import { ObjectPanel } from './panels/object-panel.tsx';
import { PictureChoice } from './panels/picture-choice.tsx';
import { QueuePanel } from './panels/queue-panel.tsx';
import { AlertBar, SuspendedBand } from './panels/safety-bars.tsx';
import { TimeBar } from './panels/time-bar.tsx';
import { ExerciseBand, GoneBar, TopBar } from './panels/top-bar.tsx';
import type { Page } from './route.ts';
import { set, useSettings } from './settings.ts';
import { openVideo } from './video/open-video.ts';
import { VideoPanel } from './video/video-panel.tsx';
import { EMPTY } from './words.ts';

/** The whole console: bars above, a page below. At phone width the watch screen's panels are pages. */
export function App() {
  const { page } = useRoute();
  const [palette, setPalette] = useState(false);
  const openPalette = useCallback(() => setPalette(true), []);
  useKeys(openPalette);
  return (
    <div className={`console page-${page}`}>
      <ExerciseBand />
      <TopBar openPalette={openPalette} />
      <GoneBar />
      <SuspendedBand />
      <AlertBar />
      <PageOf page={page} />
      <Tabs />
      <CommandPalette open={palette} close={() => setPalette(false)} />
    </div>
  );
}

function PageOf({ page }: { page: Page }) {
  switch (page) {
    case 'report':
      return <ReportForm />;
    case 'day':
      return <DayReport />;
    case 'declare':
      return <DeclareForm />;
    case 'declared':
      return <DeclaredList />;
    case 'filings':
      return <FilingsPage />;
    default:
      return <Watch />;
  }
}

function Watch() {
  const store = useStore();
  const world = useWorld();
  const machineNow = useNow();
  const now = nodeNow(world, machineNow);
  const { selection, moment } = useRoute();
  const { queueFolded, caseFolded, layers } = useSettings();
  const present = useCallback(() => nodeNow(store.world(), Date.now()), [store]);
  const start = useCallback(
    () => Math.max(store.world().tracks.earliest ?? 0, present() - 24 * 3_600_000),
    [store, present],
  );
  const head = usePlayhead(present, start);
  const [knowledge, choose] = useState<Knowledge>('loaded');
  const picture = usePicture(head.at === moment ? moment : undefined, knowledge);
  const pictured = useMemo(
    () =>
      picture.state === 'shown' && knowledge !== 'loaded'
        ? pictureWorld(world, picture.picture, knowledge)
        : world,
    [picture, knowledge, world],
  );
  const shown = useEffortAt(pictured, head.at, layers.coverage);
  const folded = `${queueFolded ? ' queue-folded' : ''}${caseFolded ? ' case-folded' : ''}`;
  return (
    <main className={`watch${folded}`}>
      <aside className="panel queue-panel">
        <Fold folded={queueFolded} name="queue" turn={() => set({ queueFolded: !queueFolded })} />
        {!queueFolded && <QueuePanel />}
      </aside>
      <div className="map-panel">
        <MapView world={shown} at={head.at} now={now} />
        <Legend world={shown} at={head.at ?? now} />
        <MapList world={shown} />
      </div>
      <aside className="panel case-panel">
        <Fold folded={caseFolded} name="case" turn={() => set({ caseFolded: !caseFolded })} />
        {!caseFolded &&
          (selection === undefined ? (
            <EmptyState {...EMPTY.selection} />
          ) : selection.kind === 'case' ? (
            <CasePanel key={selection.id} id={selection.id} />
          ) : selection.kind === 'health' ? (
            <HealthPanel />
          ) : selection.kind === 'video' ? (
            <VideoPanel id={selection.id} at={head.at} />
          ) : (
            <ObjectPanel kind={selection.kind} id={selection.id} at={head.at} />
          ))}
      </aside>
      <TimeBar head={head} now={now}>
        <PictureChoice at={head.at} knowledge={knowledge} choose={choose} picture={picture} />
      </TimeBar>
      {world.me?.role === 'staff' && <FeedStrip />}
    </main>
  );
}

function Fold({ folded, name, turn }: { folded: boolean; name: string; turn: () => void }) {
  const words = folded ? `Unfold the ${name}` : `Fold the ${name}`;
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={!folded}
      aria-label={words}
      title={words}
      onClick={turn}
    >
      {(name === 'queue') === folded ? '›' : '‹'}
    </button>
  );
}

/** At phone width: the pages, one thumb away. */
function Tabs() {
  const { page } = useRoute();
  const may = useWorld().me?.may ?? [];
  const declares = may.includes('declare') && !may.includes('intake');
  const tab = (to: Page, words: string) => (
    <button
      type="button"
      aria-current={page === to ? 'page' : undefined}
      onClick={() => go((route) => ({ ...route, page: to }))}
    >
      {words}
    </button>
  );
  return (
    <nav className="tabs" aria-label="Pages">
      {tab('queue', 'Queue')}
      {tab('watch', 'Map')}
      {tab('case', 'Case')}
      {declares ? tab('declare', 'Declare') : tab('report', 'Report')}
      {declares && tab('filings', 'Filings')}
    </nav>
  );
}

/** Keys for the whole page; none of them works while something is typed. */
function useKeys(openPalette: () => void): void {
  const store = useStore();
  const before = useRef('');
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
        return;
      }
      const typing = (event.target as HTMLElement).closest('input, textarea, select, dialog');
      if (typing !== null || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const to = before.current === 'g' ? GO[key] : undefined;
      const staff = store.world().me?.role === 'staff';
      const opened = before.current === 'g' && staff ? OPENED[key] : undefined;
      before.current = key;
      if (to !== undefined) go((route) => ({ ...route, page: to }));
      else if (opened !== undefined) opened();
      else if (key === 'n') nextCase(store.world());
      else if (key === 'l') backToLive();
      else if (key === 'c') document.querySelector<HTMLElement>('.steps textarea')?.focus();
      else if (key === '/') openPalette();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [store, openPalette]);
}

const GO: Readonly<Record<string, Page>> = {
  w: 'watch',
  q: 'queue',
  r: 'report',
  d: 'day',
  n: 'declare',
  f: 'filings',
};

/** What staff open beside the map. */
const OPENED: Readonly<Record<string, () => void>> = { v: openVideo, h: openHealth };
