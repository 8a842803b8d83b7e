import { useState } from 'react';
import { go } from '../address.ts';
import { useNow } from '../live/now.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { place } from '../say/place.ts';
import { moment, span } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { AlertRow } from '../wire.ts';

const CAUSE: Readonly<Record<AlertRow['cause'], string>> = {
  sos: 'Call for help',
  'attack-on-monitors': 'Attack on monitors',
  'attack-on-asset': 'Attack on the mission’s asset',
};

/** Everybody on the console sees that the mission stands still; staff, who did it and why. */
export function SuspendedBand() {
  const { suspension, mission } = useWorld();
  if (suspension === undefined) return null;
  const since = moment(Date.parse(suspension.since), mission?.timezone ?? 'UTC', Date.now());
  return (
    <div className="suspended-band" role="alert">
      <b>The mission is suspended</b> since {since}
      {suspension.by !== undefined && ` by ${suspension.by}: ${suspension.reason}`}. Intake is kept;
      nothing is released, and no clock of a case runs.
    </div>
  );
}

/** Alerts that nobody has acknowledged, oldest first, above everything else on the page. */
export function AlertBar() {
  const { alerts } = useWorld();
  const waiting = [...alerts.values()]
    .filter(({ state }) => state === 'raised' || state === 'escalated')
    .sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
  if (waiting.length === 0) return null;
  return (
    <section className="alert-bar" role="alert" aria-label="Safety alerts">
      {waiting.map((alert) => (
        <AlertLine key={alert.id} alert={alert} />
      ))}
    </section>
  );
}

function AlertLine({ alert }: { alert: AlertRow }) {
  const world = useWorld();
  const store = useStore();
  const now = nodeNow(world, useNow());
  const { grid } = useSettings();
  const [refused, setRefused] = useState<string>();
  const { position, clock } = alert;
  const acknowledge = async (): Promise<void> => {
    const answer = await store.node.alertStep(alert.id, 'acknowledge', 'seen at the duty desk');
    setRefused(answer.ok ? undefined : answer.error.text);
  };
  return (
    <div className="alert-line">
      <b>{CAUSE[alert.cause]}</b>
      <span>
        {alert.sensor}, {span((now - Date.parse(alert.openedAt)) / 1000)} ago
        {alert.reports > 1 && `, ${alert.reports} calls`}
        {position !== undefined && `, ${place(position, grid, 10)}`}
        {alert.text !== undefined && `: ${alert.text}`}
      </span>
      {clock !== undefined && (
        <span className="alert-clock">
          {alert.level > 0 && `escalated ${alert.level}×, `}
          next step in {span(Math.max(0, (Date.parse(clock.dueAt) - now) / 1000))}
          {alert.calls !== undefined && `, calls ${alert.calls}`}
        </span>
      )}
      {position !== undefined && (
        <button
          type="button"
          onClick={() =>
            go((route) => ({ ...route, page: 'watch', map: { ...position, zoom: 11 } }))
          }
        >
          Show
        </button>
      )}
      {world.me?.may.includes('decide') && (
        <button type="button" className="acknowledge" onClick={acknowledge}>
          Acknowledge
        </button>
      )}
      {refused !== undefined && <span role="alert">{refused}</span>}
    </div>
  );
}

/** The one key that suspends the mission, and the one that sets it going again. */
export function SuspendKey() {
  const { me, suspension } = useWorld();
  const store = useStore();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string>();
  if (me === undefined || !me.may.includes('suspend')) return null;
  const step = suspension === undefined ? 'suspend' : 'resume';
  const words = suspension === undefined ? 'Suspend mission' : 'Resume mission';
  const act = async (): Promise<void> => {
    const answer = await store.node.missionStep(step, reason);
    if (!answer.ok) return setRefused(answer.error.text);
    const { suspension: lasting } = answer.value;
    store.change(({ suspension: _, ...world }) =>
      lasting === undefined ? world : { ...world, suspension: lasting },
    );
    setOpen(false);
    setReason('');
    setRefused(undefined);
  };
  return (
    <>
      <button type="button" className="switch suspend-key" onClick={() => setOpen(true)}>
        {words}
      </button>
      {open && (
        <dialog open className="suspend-box" aria-label={words}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void act();
            }}
          >
            <p>
              {step === 'suspend'
                ? 'Releases and the clocks of cases stop. Intake, alerts and warnings of mines go on.'
                : 'What waited is released, and clocks go on where they stood.'}
            </p>
            <label>
              Why
              <textarea
                required
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            {refused !== undefined && <p role="alert">{refused}</p>}
            <button type="submit">{words}</button>
            <button type="button" onClick={() => setOpen(false)}>
              Leave it
            </button>
          </form>
        </dialog>
      )}
    </>
  );
}
