import { useEffect, useRef, useState } from 'react';
import { go, route } from '../address.ts';
import { useStore, useWorld } from '../live/store.ts';
import {
  ENTRY_KINDS,
  type EntryDraft,
  emptyDraft,
  emptyEntry,
  finished,
  type Lack,
  type ReportDraft,
  uuid7,
} from '../report/draft.ts';
import { EntryFields, KIND_WORD } from '../report/entry-fields.tsx';
import { reportDraft, reports } from '../report/outbox.ts';
import { isPlace, place, readPlace } from '../say/place.ts';
import { moment } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import { OutboxList } from './outbox-list.tsx';

const newId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** The patrol's report: works on a phone, offline, and loses nothing. */
export function ReportForm() {
  const world = useWorld();
  const store = useStore();
  const { grid } = useSettings();
  const [draft, setDraft] = useState(() => reportDraft.read() ?? emptyDraft(newId(), Date.now()));
  const [lacks, setLacks] = useState<readonly Lack[]>([]);
  const [locating, setLocating] = useState<string>();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => reports.keepSending(store.node), [store]);

  const change = (part: Partial<ReportDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    reportDraft.keep(next);
    if (lacks.length > 0) {
      const again = finished(next);
      setLacks(again.ok ? [] : again.lacks);
    }
  };
  const changeEntry = (key: string, part: Partial<EntryDraft>): void =>
    change({ entries: draft.entries.map((e) => (e.key === key ? { ...e, ...part } : e)) });
  const lackOf = (field: string): string | undefined =>
    lacks.find((lack) => lack.field === field)?.text;

  const handOver = (): void => {
    const done = finished(draft);
    if (!done.ok) {
      setLacks(done.lacks);
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    reports.post(done.report, Date.now());
    const next = { ...emptyDraft(newId(), Date.now()), patrol: draft.patrol, nation: draft.nation };
    setDraft(next);
    reportDraft.keep(next);
    setLacks([]);
    void reports.send(store.node);
  };

  const fromDevice = (): void => {
    setLocating('Asking the device…');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // A device states the radius of 68 %; on two axes that is 1.51 sigma.
        const sigma = Math.max(1, Math.round(coords.accuracy / 1.51));
        change({
          place: place({ lon: coords.longitude, lat: coords.latitude }, grid, 1),
          sigmaM: String(sigma),
        });
        setLocating(undefined);
      },
      () => setLocating('The device gave no position. Type it, or take the middle of the map.'),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  const fromMap = (): void => {
    const camera = route().map;
    const view = world.mission?.view;
    const at = camera ?? (view && { lon: view.center[0], lat: view.center[1] });
    if (at === undefined) {
      setLocating('Open the map first and move it to where you were.');
      return;
    }
    change({ place: place(at, grid, 10), sigmaM: draft.sigmaM || '100' });
    setLocating('Taken from the middle of the map. Check it, and say how exact it is.');
  };

  const zone = world.mission?.timezone ?? 'UTC';
  const read = readPlace(draft.place);
  const text = (
    name: 'patrol' | 'nation' | 'sigmaM' | 'uncertaintyS',
    label: string,
    numeric = false,
  ) => (
    <label>
      {label}
      <input
        value={draft[name]}
        inputMode={numeric ? 'decimal' : 'text'}
        aria-invalid={lackOf(name) !== undefined}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <main className="page">
      <form
        className="report-form"
        aria-label="Patrol’s report"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          handOver();
        }}
      >
        <h1>Patrol’s report</h1>
        <p className="hint">
          Kept on this device as you type. Without a network it waits in the outbox and is sent by
          itself.
        </p>
        {lacks.length > 0 && (
          <div className="lacks" ref={summary} tabIndex={-1} role="alert">
            <b>Not sent yet. Missing:</b>
            <ul>
              {lacks.map((lack) => (
                <li key={lack.field}>{lack.text}</li>
              ))}
            </ul>
          </div>
        )}
        <div className="fields">
          {text('patrol', 'Patrol')}
          {text('nation', 'Nation')}
          <label className="full">
            Position
            <input
              value={draft.place}
              placeholder="49.1234 N 36.5678 E or 37U DQ 1234 5678"
              aria-invalid={lackOf('place') !== undefined}
              onChange={(event) => change({ place: event.target.value })}
            />
          </label>
          <p className="hint full" role="status">
            {locating ??
              (isPlace(read)
                ? `Read as ${place(read, 'degrees', 10)}, ${place(read, 'mgrs', 10)}`
                : 'Degrees with latitude first, or MGRS.')}
          </p>
          <div className="buttons full">
            <button type="button" onClick={fromDevice}>
              Take from this device
            </button>
            <button type="button" onClick={fromMap}>
              Take the middle of the map
            </button>
          </div>
          {text('sigmaM', 'Accuracy, ± m (one sigma)', true)}
          {text('uncertaintyS', 'Clock, ± s (95 %)', true)}
          <label className="full">
            Time (UTC)
            <input
              type="datetime-local"
              value={draft.at}
              aria-invalid={lackOf('at') !== undefined}
              onChange={(event) => change({ at: event.target.value })}
            />
          </label>
        </div>
        <h2>What was met</h2>
        {draft.entries.map((entry, i) => (
          <EntryFields
            key={entry.key}
            entry={entry}
            number={i + 1}
            mission={world.mission}
            lackOf={(name) => lackOf(`entries.${i}.${name}`)}
            change={(part) => changeEntry(entry.key, part)}
            remove={() => change({ entries: draft.entries.filter((e) => e.key !== entry.key) })}
          />
        ))}
        <fieldset className="add-entry" aria-label="Add an entry">
          {ENTRY_KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              onClick={() => change({ entries: [...draft.entries, emptyEntry(kind, newId())] })}
            >
              + {KIND_WORD[kind]}
            </button>
          ))}
        </fieldset>
        <div className="send">
          <button type="submit" className="primary">
            Send the report
          </button>
        </div>
        <OutboxList
          outbox={reports}
          idOf={({ id }) => id}
          say={({ patrol, at, entries }) =>
            `${patrol}, ${moment(Date.parse(at), zone, Date.now())}, ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
          }
        />
        {world.me !== undefined && !world.me.may.includes('intake') && (
          <p className="refusal">
            You may write here, but this sign-in may not send reports. Sign in as a patrol first;
            what you typed stays.{' '}
            <button
              type="button"
              className="link"
              onClick={() => go((r) => ({ ...r, page: 'queue' }))}
            >
              Sign in
            </button>
          </p>
        )}
      </form>
    </main>
  );
}
