import { useEffect, useState } from 'react';
import { go, useRoute } from '../address.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { zoneDay } from '../say/time.ts';

/** The day's report as the node makes it for this reader, shown apart from the page, and as files. */
export function DayReport() {
  const store = useStore();
  const world = useWorld();
  const zone = world.mission?.timezone ?? 'UTC';
  const day = useRoute().day ?? zoneDay(nodeNow(world, Date.now()), zone);
  const [html, setHtml] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const known = world.mission !== undefined;

  useEffect(() => {
    let over = false;
    setHtml(undefined);
    setWrong(undefined);
    if (!known) return;
    void store.node.report(day, 'html').then((answer) => {
      if (over) return;
      if (answer.ok) setHtml(answer.value);
      else setWrong(answer.error.text);
    });
    return () => {
      over = true;
    };
  }, [store, day, known]);

  const download = async (format: 'html' | 'json'): Promise<void> => {
    const answer = await store.node.report(day, format);
    if (!answer.ok) return setWrong(answer.error.text);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([answer.value], { type: format === 'html' ? 'text/html' : 'application/json' }),
    );
    link.download = `report-${day}.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <main className="page day-page">
      <div className="day-head">
        <h1>Day’s report</h1>
        <label>
          Day
          <input
            type="date"
            value={day}
            onChange={(event) => {
              if (event.target.value !== '') go((r) => ({ ...r, day: event.target.value }));
            }}
          />
        </label>
        <button type="button" onClick={() => void download('html')}>
          Download HTML
        </button>
        <button type="button" onClick={() => void download('json')}>
          Download JSON
        </button>
      </div>
      {wrong !== undefined ? (
        <div className="empty">
          <p className="empty-head">No report of {day}</p>
          <p>{wrong} A report exists once the day is cut, at the hour the mission sets.</p>
        </div>
      ) : html === undefined ? (
        <p className="hint" role="status">
          Asking the node for the report of {day}…
        </p>
      ) : (
        <iframe className="day-frame" title={`Report of ${day}`} sandbox="" srcDoc={html} />
      )}
    </main>
  );
}
