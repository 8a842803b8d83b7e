import type { World } from '../live/world.ts';
import type { CaseRow, DeskRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { waits } from './case-view.ts';

const SHOWN = 30;

/** What the desk shows: rules, the newest notes, and how many cases are overdue as of now. */
export function deskOf(world: World, now: number) {
  const all = [...world.desk.values()].sort((a, b) => b.seq - a.seq);
  const rules = all.filter((note) => note.note === 'rule');
  const notes = all.filter((note) => note.note !== 'rule').slice(0, SHOWN);
  const late = [...world.cases.values()].filter((found) => waits(found) && isLate(found, now));
  return { rules, notes, late: late.length };
}

/** What the one who is signed in holds. */
export function inHand({ cases, me }: World): { open: number; overdue: number } {
  const held = [...cases.values()].filter(
    ({ holder, state }) => holder !== undefined && holder === me?.id && state !== 'closed',
  );
  return {
    open: held.length,
    overdue: held.filter(({ clock }) => clock?.overdue === true).length,
  };
}

const rate = (value: number): string => Number(value.toPrecision(2)).toString();

const isLate = ({ clock }: CaseRow, now: number): boolean =>
  clock !== undefined && Date.parse(clock.dueAt) < now;

/** A note of the desk as people read it. */
export function noteWords(note: DeskRow): string {
  switch (note.note) {
    case 'overdue':
      return `Overdue: clause ${note.clause}, ${plain(note.state)} too long${note.holder === undefined ? ', in nobody’s hand' : `, in the hand of ${note.holder}`}`;
    case 'rate-risen':
      return `Fire in ${note.sector} has risen from ${rate(note.before)} to ${rate(note.now)} for each sensor-hour since ${note.since}: ${note.happened} in ${Math.round(note.sensorHours)} sensor-hours`;
    case 'sensor-silent':
      return note.to === undefined
        ? `Sensor ${note.sensor} is silent since ${note.since}: it should speak every ${rate(note.expectedEveryS)} s`
        : `Sensor ${note.sensor} speaks again; it was silent from ${note.since} to ${note.to}`;
    case 'task-late':
      return `Late: ${note.want}${note.text === '' ? '' : ` “${note.text}”`}, ${note.asset === undefined ? 'given to nobody' : `${plain(note.state)}, with ${note.asset} of ${note.nation}`}`;
    case 'rule-suspended':
      return `Rule ${note.rule} suspended itself: ${note.refuted} of ${note.checked} in its sample were refuted; ${note.returned} cases go back to be verified`;
    case 'hand-over':
      return `${note.from} handed over to ${note.to}: ${note.open} open, ${note.overdue} overdue. “${note.words}”`;
    case 'rule':
      return `${sentence(plain(note.rule))}, version ${note.version}: ${plain(note.standing)}${note.inForceBy === undefined ? '' : ` by ${note.inForceBy}`}; ${note.accepted} accepted, ${note.sampled} in its sample, ${note.refuted} of ${note.checked} checked refuted`;
  }
}
