import { type ReactNode, useMemo } from 'react';
import { type Playhead, SPEEDS } from '../live/playhead.ts';
import { useWorld } from '../live/store.ts';
import { effortBand } from '../say/effort-band.ts';
import { share } from '../say/quantity.ts';
import { moment, shortMoment } from '../say/time.ts';
import { EMPTY } from '../words.ts';

const BINS = 96;
const DAY_MS = 24 * 3_600_000;

/** One bar of time for the whole screen: a day that ends now. Effort as a band, events as ticks. */
export function TimeBar(props: { head: Playhead; now: number; children?: ReactNode }) {
  const { head, now, children } = props;
  const world = useWorld();
  const to = Math.ceil(now / 60_000) * 60_000;
  const from = to - DAY_MS;
  const zone = world.mission?.timezone ?? 'UTC';
  const effort = world.effort;
  const band = useMemo(() => effortBand(effort?.cells ?? [], to - DAY_MS, to, BINS), [effort, to]);
  const share01 = (at: number): number => (at - from) / DAY_MS;
  const loaded = world.tracks.earliest;
  const lastKnown =
    world.link.state === 'gone'
      ? (world.savedAt ?? world.link.since) + world.clockOffset
      : undefined;
  return (
    <section className="time-bar" aria-label="Time">
      <div className="time-controls">
        <button
          type="button"
          className="icon"
          aria-label={head.playing ? 'Pause' : 'Replay from loaded records'}
          title={head.playing ? 'Pause' : 'Replay from loaded records'}
          onClick={head.toggle}
        >
          {head.playing ? '❚❚' : '▶'}
        </button>
        <select
          aria-label="Replay speed"
          value={head.speed}
          onChange={(event) => head.setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
        <button
          type="button"
          aria-pressed={head.at === undefined}
          className="live"
          onClick={head.live}
        >
          Live
        </button>
      </div>
      <div className="time-track">
        <svg viewBox="0 0 960 40" preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern id="unseen" width="6" height="6" patternUnits="userSpaceOnUse">
              <circle cx="1.5" cy="1.5" r="0.8" className="unseen-dot" />
              <circle cx="4.5" cy="4.5" r="0.8" className="unseen-dot" />
            </pattern>
          </defs>
          <rect x="0" y="6" width="960" height="28" fill="url(#unseen)" />
          {band.map((height, i) =>
            height > 0 ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: bins are their places
              <g key={i}>
                <rect className="band-ground" x={i * 10} y="6" width="10.5" height="28" />
                <rect
                  className="band"
                  x={i * 10}
                  y={34 - 26 * height}
                  width="10.5"
                  height={26 * height}
                />
              </g>
            ) : null,
          )}
          {hours(from, to).map((at) => (
            <line
              key={at}
              className="hour"
              x1={share01(at) * 960}
              x2={share01(at) * 960}
              y1="34"
              y2="40"
            />
          ))}
          {[...world.events.values()].map((event) => {
            const x = share01(Date.parse(event.at)) * 960;
            return x < 0 || x > 960 || event.supersededBy !== undefined ? null : (
              <line key={event.id} className="tick" x1={x} x2={x} y1="0" y2="14" />
            );
          })}
          {loaded !== undefined && loaded > from && (
            <line
              className="loaded"
              x1={share01(loaded) * 960}
              x2={share01(loaded) * 960}
              y1="0"
              y2="40"
            />
          )}
        </svg>
        {hours(from, to)
          .filter((_, i) => i % 4 === 1)
          .map((at) => (
            <span key={at} className="hour-name" style={{ left: `${share01(at) * 100}%` }}>
              {shortMoment(at)}
            </span>
          ))}
        {(effort?.cells ?? []).length === 0 && <span className="time-empty">{EMPTY.time}</span>}
        <input
          type="range"
          min={from}
          max={to}
          step={60_000}
          value={head.at ?? to}
          aria-label="Moment shown"
          aria-valuetext={head.at === undefined ? 'live' : moment(head.at, zone, now)}
          onChange={(event) => head.drag(Number(event.target.value))}
          onPointerUp={head.settle}
          onKeyUp={head.settle}
          onBlur={head.settle}
        />
      </div>
      <div className="time-words">
        {children}
        <span
          className={
            head.at === undefined && lastKnown === undefined ? 'time-now live-now' : 'time-now'
          }
        >
          {head.at !== undefined
            ? moment(head.at, zone, now)
            : lastKnown === undefined
              ? 'Live'
              : `Last known ${moment(lastKnown, zone, now)}`}
        </span>
        {effort !== undefined && (
          <span className="time-effort">
            24 h: looked {share(effort.looked)} · not looked {share(effort.notLooked)} · jammed{' '}
            {share(effort.jammed)} · denied {share(effort.denied)} ·{' '}
            {Math.round(effort.sensorHours)} sensor h
          </span>
        )}
      </div>
    </section>
  );
}

function hours(from: number, to: number): number[] {
  const all: number[] = [];
  for (let at = Math.ceil(from / 3_600_000) * 3_600_000; at < to; at += 3_600_000) all.push(at);
  return all;
}
