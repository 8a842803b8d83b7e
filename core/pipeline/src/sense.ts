import { originOf } from '@greenline/cases';
import type { Observation } from '@greenline/observation';
import { raiseAlert, restrictionOf } from '@greenline/safety';
import type { Track, TrackId } from '@greenline/tracking';
import { doubted, tellInterference } from './doubt.ts';
import { eventFact, lookFact, objectFact, reportFact, restrictionFact } from './facts.ts';
import { linkOfHand } from './hands.ts';
import { sawSubject } from './hear.ts';
import { observationText, trackText } from './quick-text.ts';
import type { Rooms } from './rooms.ts';
import { close, gather, type OpenScan } from './scan-book.ts';
import { showExchange } from './show-exchange.ts';
import { sweepOf } from './sweep-of.ts';
import { showVideoSegment } from './video-segment.ts';
import type { Walk } from './walk.ts';

/** An observation on its way: to the scan it is part of, to a track, an event, the agreement. */
export function sense(walk: Walk, rooms: Rooms, told: Observation, by: string): void {
  const observation = doubted(walk, rooms, told, by);
  callDesk(walk, rooms, observation);
  showVideoSegment(walk, rooms, observation, by);
  const sensor = rooms.mission.sensors.get(observation.sensor);
  const gathered = gather(walk.state.scans, observation, sensor);
  if (gathered === 'gathered') return;
  if (gathered !== 'single') {
    shed(walk, by, gathered);
    show(walk, observation, undefined);
    return;
  }
  const tracks = rooms.tracker.take(observation);
  rooms.plausibility.joined(observation, tracks);
  show(walk, observation, tracks[0]);
  const fresh: string[] = tracks.filter((track) => sawSubject(rooms, track, observation));
  for (const track of tracks) judgeTrack(walk, rooms, track, observation);
  showAside(walk, rooms);
  senseBeside(walk, rooms, observation, fresh);
}

/** Scans that are whole by now, or all: each observation goes where the scan says that it belongs. */
export function closeScans(walk: Walk, rooms: Rooms, all: boolean): void {
  for (const scan of close(walk.state.scans, all ? undefined : walk.state.now))
    follow(walk, rooms, scan);
}

function follow(walk: Walk, rooms: Rooms, scan: OpenScan): void {
  const sensor = rooms.mission.sensors.get(scan.sensor);
  // A mission's new version may know the sensor no more.
  if (sensor?.scan === undefined) {
    for (const look of scan.looks) show(walk, look, undefined);
    return;
  }
  for (const { look, track, shown, before = [] } of rooms.tracker.sweep(
    sweepOf(scan, sensor, sensor.scan),
  )) {
    show(walk, look, track);
    if (track !== undefined) rooms.plausibility.joined(look, [track]);
    const fresh: string[] = [];
    if (track !== undefined && shown) {
      const news = [...before, look].filter((seen) => sawSubject(rooms, track, seen));
      if (news.length > 0) fresh.push(track);
      judgeTrack(walk, rooms, track, look);
    }
    senseBeside(walk, rooms, look, fresh);
  }
  showAside(walk, rooms);
}

/** What scans no longer find is given up. */
export function tidyScans(walk: Walk, rooms: Rooms): void {
  const now = walk.state.tickedAt;
  for (const id of rooms.tracker.tidy(now)) walk.state.moved.add(id);
  for (const exchange of rooms.tracker.review(now)) showExchange(walk, rooms, exchange);
  showAside(walk, rooms);
}

/** States that are told once: of a track that has ended or is part of another now, and of the past. */
export function showAside(walk: Walk, rooms: Rooms): void {
  for (const track of rooms.tracker.aside()) {
    if (track.historical === true) {
      showTrack(walk, track, 'track-history', `${track.id}/${track.observations[0]}`);
      continue;
    }
    walk.state.moved.delete(track.id);
    if (track.joinedTo !== undefined) walk.state.moved.add(track.joinedTo);
    showTrack(walk, track);
    for (const finding of rooms.judge.forget(track.id)) walk.find(finding, undefined);
  }
}

export function showTrack(
  walk: Walk,
  track: Track,
  kind: 'track' | 'track-history' = 'track',
  id: string = track.id,
): void {
  const { label, at, position } = track;
  const parent = kind === 'track' ? {} : { parent: track.id };
  walk.output.emitText(kind, id, label, at, trackText(track), { position, ...parent });
}

/** Counts among what its link had refused; the observation is kept, and nothing is made of it. */
function shed({ state }: Walk, by: string, reason: string): void {
  const link = linkOfHand(by);
  const theirs = state.refusedBy.get(link) ?? new Map<string, number>();
  theirs.set(reason, (theirs.get(reason) ?? 0) + 1);
  state.refusedBy.set(link, theirs);
}

function show(walk: Walk, observation: Observation, track: TrackId | undefined): void {
  const { id, label, observedAt, position } = observation;
  walk.output.emitText('observation', id, label, observedAt, observationText(observation), {
    ...(position !== undefined && { position }),
    ...(track !== undefined && { parent: track }),
  });
}

function judgeTrack(walk: Walk, rooms: Rooms, id: TrackId, observation: Observation): void {
  walk.state.moved.add(id);
  const track = rooms.tracker.glance(id);
  if (track === undefined) return;
  const { source, receivedAt } = observation;
  const alone = lookFact(id, observation);
  walk.judge(objectFact(track, source), receivedAt, track.position, alone);
}

/** What an observation is beside its track: a report of an event, a restriction, a hazard. */
function senseBeside(walk: Walk, rooms: Rooms, observation: Observation, fresh: string[]): void {
  const { id, label, observedAt, position, receivedAt, source: digest } = observation;
  for (const event of rooms.events.take(observation)) {
    if (sawSubject(rooms, event.id, observation)) fresh.push(event.id);
    walk.showEvent(event);
    walk.judge(
      eventFact(event, digest, (sensor) => originOf(sensor, rooms.mission.sensors)),
      receivedAt,
      event.position ?? event.observer,
      reportFact(event.id, observation),
    );
  }
  const restriction = restrictionOf(observation, walk.state.now);
  if (restriction !== undefined) {
    walk.output.emit('restriction', id, label, observedAt, restriction, {
      ...(restriction.position && { position: restriction.position }),
    });
    sawSubject(rooms, id, observation);
    walk.judge(restrictionFact(observation, digest), receivedAt, position);
  }
  if (observation.kind === 'hazard') warn(walk, rooms, observation);
  tellInterference(walk, rooms, observation);
  for (const subject of fresh) walk.corroborate(subject);
}

/** Calls the duty desk before anything else is made of an observation. */
function callDesk(walk: Walk, { mission, missionLabel }: Rooms, observation: Observation): void {
  const { hasher } = walk.ports;
  const context = { hasher, practice: mission.alerts, label: missionLabel };
  const alert = raiseAlert(walk.state.alerts, observation, walk.state.now, context);
  if (alert !== undefined) walk.showAlert(alert);
}

function warn(walk: Walk, rooms: Rooms, observation: Observation): void {
  const look = lookFact(observation.id, observation);
  const warned = look && rooms.releases.hazard(look);
  if (look === undefined || warned === undefined) return;
  const { label } = warned;
  const warning = { ...warned.warning, recordedAt: walk.state.now };
  const { position } = look;
  walk.output.emit('hazard-warning', warning.id, label, warning.at, warning, { position });
}
