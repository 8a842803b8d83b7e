import { useEffect, useState } from 'react';
import { go, useRoute } from '../address.ts';
import type { ReportAsked, ReportFormat } from '../live/node.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { zoneDay } from '../say/time.ts';

const FORMATS: readonly ReportFormat[] = ['html', 'pdf', 'csv', 'json'];
const LANGUAGES = [
  ['en', 'English'],
  ['uk', 'Українська'],
] as const;

/** A report as the node makes it for this reader, shown apart from the page, and as files. */
export function DayReport() {
  const store = useStore();
  const world = useWorld();
  const zone = world.mission?.timezone ?? 'UTC';
  const day = useRoute().day ?? zoneDay(nodeNow(world, Date.now()), zone);
  const [span, setSpan] = useState<ReportAsked['span']>('day');
  const [language, setLanguage] = useState('en');
  const [version, setVersion] = useState<number>();
  const [versions, setVersions] = useState<readonly { version: number; at: string }[]>([]);
  const [html, setHtml] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const known = world.mission !== undefined;

  useEffect(() => {
    let over = false;
    const asked = { day, span, language, version };
    setHtml(undefined);
    setWrong(undefined);
    if (!known) return;
    void store.node.report(asked, 'html').then(async (answer) => {
      const text = answer.ok ? await answer.value.text() : undefined;
      if (over) return;
      if (answer.ok) setHtml(text);
      else setWrong(answer.error.text);
    });
    void store.node.publications(asked).then((answer) => {
      if (!over) setVersions(answer.ok ? answer.value.items : []);
    });
    return () => {
      over = true;
    };
  }, [store, day, span, language, version, known]);

  const download = async (format: ReportFormat): Promise<void> => {
    const answer = await store.node.report({ day, span, language, version }, format);
    if (!answer.ok) return setWrong(answer.error.text);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(answer.value);
    link.download = `report-${span}-${day}.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <main className="page day-page">
      <div className="day-head">
        <h1>Report</h1>
        <label>
          Of
          <select
            value={span}
            onChange={(event) => {
              setVersion(undefined);
              setSpan(event.target.value === 'week' ? 'week' : 'day');
            }}
          >
            <option value="day">the day</option>
            <option value="week">seven days, to</option>
          </select>
        </label>
        <label>
          Day
          <input
            type="date"
            value={day}
            onChange={(event) => {
              setVersion(undefined);
              if (event.target.value !== '') go((r) => ({ ...r, day: event.target.value }));
            }}
          />
        </label>
        <label>
          Language
          <select value={language} onChange={(event) => setLanguage(event.target.value)}>
            {LANGUAGES.map(([id, name]) => (
              <option key={id} value={id} lang={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Version
          <select
            value={version ?? ''}
            onChange={(event) =>
              setVersion(event.target.value === '' ? undefined : Number(event.target.value))
            }
          >
            <option value="">as it stands now</option>
            {versions.map((one) => (
              <option key={one.version} value={one.version}>
                {one.version}, published {one.at.slice(0, 16).replace('T', ' ')}Z
              </option>
            ))}
          </select>
        </label>
        {FORMATS.map((format) => (
          <button key={format} type="button" onClick={() => void download(format)}>
            Download {format.toUpperCase()}
          </button>
        ))}
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
