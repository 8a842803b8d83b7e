import type { EventFact, Fact, Finding, ObjectFact } from '@greenline/agreement';
import { type Hasher, type Instant, instant } from '@greenline/base';
import {
  applyFinding,
  type Case,
  type CaseId,
  corroborate,
  forgetWitnessed,
  runRules,
  tick as tickCases,
} from '@greenline/cases';
import type { VerifyEd25519Now } from '@greenline/evidence';
import type { Position } from '@greenline/geo';
import { type LabelId, LabelTable } from '@greenline/labels';
import type { Feed, Observation, ObservationPeriod } from '@greenline/observation';
import { interferenceOf, type SafetyAlert, type Suspension, tickAlerts } from '@greenline/safety';
import type { Event, TrackId } from '@greenline/tracking';
import { takeDeclarations } from './declare.ts';
import { takeCommand, takeFacts, takeMission, takeObservations } from './entries.ts';
import { takeEnvelope } from './envelope.ts';
import { coverageFact } from './facts.ts';
import { takeFiling } from './file.ts';
import { caseMoved, filingsGoOn, noteFire, noteLook, openWindows } from './filings-go-on.ts';
import { sourcesOf } from './hear.ts';
import type { JournalEntry } from './journal.ts';
import { takeMessage } from './message.ts';
import { type Mission, missionDigest } from './mission.ts';
import { type Folded, Output } from './output.ts';
import { takePublication } from './publish.ts';
import { countEffort, countFire, ratesGoOn } from './rates.ts';
import { openRooms, type Rooms } from './rooms.ts';
import { closeScans, sense, showTrack, tidyScans } from './sense.ts';
import { sensorSpoke, sensorsGoOn } from './sensor-watch.ts';
import { settleEvents } from './settle-events.ts';
import { tasksGoOn } from './task-commands.ts';
import { freshState, type WalkState } from './walk-state.ts';

/** What the walk needs from outside: no clock, no disk, no chance. */
export interface WalkPorts {
  readonly hasher: Hasher;
  /** By format. */
  readonly feeds: ReadonlyMap<string, Feed>;
  /** Salts of commitments, 32 bytes, the node's secret. */
  readonly saltKey: Uint8Array;
  /** Ids of releases, 32 bytes, the node's secret. */
  readonly releaseKey: Uint8Array;
  /** Of signed declarations. */
  readonly verify: VerifyEd25519Now;
}

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Reports of one happening come in for a day and a half: so long it is known who saw it. */
const WITNESSED_MS = 48 * HOUR;

/**
 * The walk of the data through the house: one journal entry in, rows and log leaves out.
 *
 *     feed → observation → track | event → finding → case → release
 *
 * A fold: the same entries give the same rows, whenever and in whatever portions they are folded.
 * Time is the journal's.
 */
export class Walk {
  readonly state: WalkState;
  readonly labels: LabelTable;
  readonly ports: WalkPorts;
  readonly output: Output;
  #rooms: Rooms | undefined;
  /** Cases that findings changed since they were last shown: one entry may change one many times. */
  readonly #changed = new Set<CaseId>();

  constructor(ports: WalkPorts, mission: Mission | undefined, state: WalkState = freshState()) {
    this.ports = ports;
    this.state = state;
    this.labels = new LabelTable(ports.hasher);
    for (const [, label] of state.labels) this.labels.intern(label);
    this.output = new Output(state, this.labels, ports.hasher, ports.saltKey);
    if (mission !== undefined) this.enter(mission);
  }

  /** Opens the rooms of a mission; an entry of the journal does so in a live node. */
  enter(mission: Mission): void {
    const { hasher, releaseKey } = this.ports;
    this.#rooms?.tracker.write();
    this.state.mission = mission.files;
    this.state.missionDigest = missionDigest(hasher, mission.files);
    this.#rooms = openRooms(mission, this.state, this.labels, hasher, releaseKey);
  }

  get rooms(): Rooms | undefined {
    return this.#rooms;
  }

  /** Folds one entry in. Entries come in order of seq, without a gap. */
  fold(entry: JournalEntry): void {
    this.#take(entry);
    this.#showChanged();
    this.#tellDesk();
  }

  #take(entry: JournalEntry): void {
    if (entry.seq !== this.state.position + 1) {
      throw new Error(
        `entry ${entry.seq} came after ${this.state.position}: the journal has a gap`,
      );
    }
    this.goOnTo(entry.receivedAt);
    this.state.position = entry.seq;
    const digest = this.ports.hasher.sha256Hex(entry.bytes);
    this.output.note(entry.seq, entry.receivedAt, digest);
    const slash = entry.type.indexOf('/');
    const type = slash === -1 ? entry.type : entry.type.slice(0, slash);
    if (type === 'mission') takeMission(this, entry);
    if (type === 'envelope') takeEnvelope(this.state.windows, entry);
    if (this.#rooms === undefined || type === 'tick') return;
    if (type === 'command') takeCommand(this, this.#rooms, entry);
    if (type === 'declaration') takeDeclarations(this, this.#rooms, entry);
    if (type === 'filing') takeFiling(this, this.#rooms, entry);
    if (type === 'publication') takePublication(this, this.#rooms, entry);
    if (type !== 'message') return;
    const format = entry.type.slice(slash + 1);
    if (format === 'facts') takeFacts(this, this.#rooms, entry);
    else if (format === 'observations') takeObservations(this, this.#rooms, entry);
    else takeMessage(this, this.#rooms, entry, format, `sha256:${digest}`);
  }

  /**
   * Lets the journal's time go on: whole seconds that lie between are worked off, and arrivals that fall
   * due are settled each at its own moment, so that events do not hang on when one asks.
   */
  goOnTo(now: Instant): void {
    const events = this.#rooms?.events;
    for (let due = events?.due(); due !== undefined && due <= now; due = events?.due()) {
      this.#pass(due);
      settleEvents(this, this.#mustRooms(), due);
    }
    this.#pass(now);
  }

  #pass(now: Instant): void {
    const { state } = this;
    const rooms = this.#rooms;
    if (now <= state.now) return;
    state.now = now;
    const second = instant(Math.floor(now / SECOND) * SECOND);
    if (second <= state.tickedAt) return;
    const minutePassed = Math.floor(state.tickedAt / MINUTE) !== Math.floor(second / MINUTE);
    state.tickedAt = second;
    if (rooms === undefined) return;
    closeScans(this, rooms, false);
    tidyScans(this, rooms);
    this.showMoved();
    for (const finding of rooms.judge.tick(second)) this.find(finding, undefined);
    this.#showChanged();
    for (const alert of tickAlerts(this.state.alerts, second, rooms.mission.alerts))
      this.showAlert(alert);
    sensorsGoOn(this, rooms, second);
    const goesOn = this.state.suspension === undefined;
    if (goesOn) {
      for (const changed of tickCases(rooms.cases, second)) this.showCase(changed);
      filingsGoOn(this, rooms, second);
      tasksGoOn(this, second);
    }
    if (!minutePassed) return;
    ratesGoOn(this, rooms, second);
    if (goesOn)
      for (const changed of runRules(rooms.cases, second, rooms.caseContext))
        this.showCase(changed);
    if (second % HOUR === 0) forgetWitnessed(rooms.cases, instant(second - WITNESSED_MS));
    for (const ended of rooms.tracker.forget(second)) {
      for (const finding of rooms.judge.forget(ended)) this.find(finding, undefined);
    }
    rooms.events.forget(second);
    rooms.plausibility.forget(second);
    this.release(second);
  }

  /** An observation on its way; `by` whose hand it came. */
  sense(observation: Observation, by: string): void {
    sensorSpoke(this, this.#mustRooms(), observation, by);
    sense(this, this.#mustRooms(), observation, by);
  }

  /** Cases about a subject rest on one more source. */
  corroborate(subject: string): void {
    const { cases, caseContext } = this.#mustRooms();
    for (const { id } of corroborate(cases, subject, this.state.now, caseContext))
      this.#changed.add(id);
  }

  /** A stretch of looking. */
  look(period: ObservationPeriod): void {
    this.output.emit('period', period.id, period.label, period.from, period);
    this.judge(coverageFact(period), this.state.now, undefined);
  }

  /** A fact before the agreement: findings, and the cases they open. */
  judge(
    fact: Fact,
    receivedAt: Instant,
    position: Position | undefined,
    alone?: ObjectFact | EventFact,
  ): void {
    const rooms = this.#mustRooms();
    rooms.releases.take<Fact>(fact, receivedAt, alone);
    if (fact.fact === 'coverage') {
      noteLook(rooms, fact);
      countEffort(this.state.rates, fact);
    }
    for (const finding of rooms.judge.take(fact)) this.find(finding, position, fact);
  }

  /** A finding on its way to a case. */
  find(finding: Finding, position: Position | undefined, from?: Fact): void {
    const rooms = this.#mustRooms();
    const changed = applyFinding(
      rooms.cases,
      {
        finding,
        ...rooms.clauseOf(finding),
        about: from?.fact === 'event' ? 'event' : 'other',
        ...(from !== undefined && { sources: sourcesOf(from, rooms) }),
        ...(position !== undefined && { position }),
        recordedAt: this.state.now,
      },
      rooms.caseContext,
    );
    const place = {
      ...(position !== undefined && { position }),
      ...(changed[0] !== undefined && { parent: changed[0].id }),
    };
    this.output.emit('finding', finding.id, finding.label, finding.from, finding, place);
    for (const { id } of changed) this.#changed.add(id);
  }

  /** Each once, as it stands: its history is long where much happened, and every state has a leaf. */
  #showChanged(): void {
    for (const id of this.#changed) {
      const one = this.#mustRooms().cases.cases.get(id);
      if (one !== undefined) this.showCase(one);
    }
    this.#changed.clear();
  }

  showCase(changed: Case): void {
    const rooms = this.#mustRooms();
    const { id, label, to, position } = changed;
    this.output.emit('case', id, label, to, changed, position === undefined ? {} : { position });
    rooms.releases.takeCase(changed, this.state.now);
    caseMoved(this, rooms, changed);
  }

  /** What the duty desk is told, each note once. */
  #tellDesk(): void {
    const rooms = this.#rooms;
    if (rooms === undefined) return;
    for (const { label = rooms.missionLabel, ...note } of rooms.cases.desk.splice(0)) {
      this.output.emit('desk', note.id, label, note.at, note);
    }
  }

  showAlert(alert: SafetyAlert): void {
    const { id, label, at, position } = alert;
    this.output.emit('safety-alert', id, label, at, alert, position && { position });
  }

  showSuspension(suspension: Suspension): void {
    const { id, since } = suspension;
    this.output.emit('suspension', id, this.missionLabel, since, suspension);
  }

  showEvent(event: Event): void {
    const position = event.position ?? event.observer;
    const place = position === undefined ? {} : { position };
    this.output.emit('event', event.id, event.label, event.at, event, place);
    noteFire(this, this.#mustRooms(), event);
    countFire(this.#mustRooms(), this.state.rates, event);
    const { sensors } = this.#mustRooms().mission;
    const done = interferenceOf(event, sensors, this.state.now);
    if (done !== undefined)
      this.output.emit('interference', done.id, done.label, done.at, done, place);
  }

  /** Tracks that moved since the last whole second, one state each. */
  showMoved(): void {
    const rooms = this.#mustRooms();
    for (const id of this.state.moved) {
      const track = rooms.tracker.state(id as TrackId);
      if (track !== undefined) showTrack(this, track);
    }
    this.state.moved.clear();
  }

  /** Ends the fold of a recording: all that is under way comes to its end. */
  finish(until: Instant): void {
    this.goOnTo(until);
    const rooms = this.#rooms;
    if (rooms === undefined) return;
    closeScans(this, rooms, true);
    for (let due = rooms.events.due(); due !== undefined; due = rooms.events.due())
      settleEvents(this, rooms, due);
    this.showMoved();
    for (const finding of rooms.judge.finish(until)) this.find(finding, undefined);
    this.#showChanged();
    this.release(until);
    this.#tellDesk();
    this.output.closeBatch();
  }

  /** What was made since the last call, to be written in one piece; labels go into the state. */
  take(): Folded {
    this.state.labels = this.labels.entries();
    this.#rooms?.tracker.write();
    return this.output.take();
  }

  /** What has become free by now; while the mission is suspended, nothing does. */
  release(now: Instant): void {
    if (this.state.suspension !== undefined) return;
    for (const { release, label } of this.#mustRooms().releases.advance(
      now,
      this.state.resumedAt,
    )) {
      const parent = release.audience;
      const id = `${release.audience}@${release.upTo}`;
      this.output.emit('release', id, label, release.upTo, release, { parent });
      for (const record of release.records) {
        const at =
          'decidedAt' in record ? record.decidedAt : 'at' in record ? record.at : record.to;
        this.output.emit(record.kind, record.id, label, at, record, { parent });
      }
      openWindows(this, this.#mustRooms(), release);
    }
  }

  #mustRooms(): Rooms {
    if (this.#rooms === undefined) throw new Error('no mission is in force: enter one first');
    return this.#rooms;
  }

  /** For what the mission itself records. */
  get missionLabel(): LabelId {
    return this.#mustRooms().missionLabel;
  }
}
