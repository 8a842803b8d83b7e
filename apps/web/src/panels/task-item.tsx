import { useId, useState } from 'react';
import { go } from '../address.ts';
import { useStore } from '../live/store.ts';
import { type World, withRows } from '../live/world.ts';
import {
  ACT_WORD,
  actsOn,
  DONE_WORD,
  dueWords,
  isOver,
  mayAssign,
  type TaskAct,
  whoWords,
} from '../say/task-view.ts';
import { moment } from '../say/time.ts';
import type { TaskRow, TaskStepRequest } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { Candidates } from './candidates.tsx';
import { Fact } from './marks.tsx';

/** These say why. */
const WITH_REASON: readonly TaskAct[] = ['refuse', 'withdraw'];

interface Shown {
  readonly task: TaskRow;
  readonly world: World;
  readonly now: number;
}

/** One task: how far it is, who has it, and, unfolded, the steps that one may take on it. */
export function TaskItem({ task, world, now }: Shown) {
  const [open, setOpen] = useState(false);
  const late = task.late === true || (!isOver(task) && Date.parse(task.dueAt) < now);
  return (
    <details className="task" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="row-main">
          <span className="row-title">{wordsOf(task)}</span>
          <span className="row-sub">
            {sentence(plain(task.state))} · {whoWords(task)}
          </span>
        </span>
        <span className={late ? 'due late' : 'due'}>
          <span className="due-span">{dueWords(task, now)}</span>
        </span>
      </summary>
      {open && <TaskBody task={task} world={world} now={now} />}
    </details>
  );
}

function TaskBody({ task, world, now }: Shown) {
  const zone = world.mission?.timezone ?? 'UTC';
  const { about } = task;
  const isCase = about !== undefined && world.cases.has(about);
  return (
    <div className="task-body">
      <dl className="facts">
        <Fact name="Due">{moment(Date.parse(task.dueAt), zone, now)}</Fact>
        <Fact name="Asked by">{task.askedBy}</Fact>
        <Fact name="Expected">
          {task.expectedAt !== undefined && moment(Date.parse(task.expectedAt), zone, now)}
        </Fact>
        <Fact name="About">
          {about !== undefined && (
            <button
              type="button"
              className="link"
              onClick={() =>
                go((route) => ({
                  ...route,
                  page: 'case',
                  selection: { kind: isCase ? 'case' : 'track', id: about },
                }))
              }
            >
              {isCase ? 'case' : 'track'} {about.slice(0, 8)}
            </button>
          )}
        </Fact>
        <Fact name="Results">{task.results.join(', ')}</Fact>
      </dl>
      <TaskSteps task={task} world={world} />
      <ol className="history">
        {task.history.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end
          <li key={i}>
            <span className="history-when">{moment(Date.parse(line.recordedAt), zone, now)}</span>
            <span>
              <b>{line.by ?? 'Clock'}</b> {DONE_WORD[line.step]}
              {line.asset !== undefined && ` ${line.asset}`}
            </span>
            {line.reason !== undefined && <span className="history-why">{line.reason}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function TaskSteps({ task, world }: { task: TaskRow; world: World }) {
  const store = useStore();
  const field = useId();
  const [reason, setReason] = useState('');
  const [results, setResults] = useState('');
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string>();
  const acts = actsOn(task, world.me);
  const assigns = mayAssign(task, world.me);
  const send = async (step: Omit<TaskStepRequest, 'task'>): Promise<void> => {
    setAsking(true);
    const why = reason.trim();
    const answer = await store.node.taskStep({
      ...step,
      task: task.id,
      ...(why !== '' && { reason: why }),
    });
    setAsking(false);
    setSaid(
      answer.ok
        ? `Recorded: entry ${answer.value.receipt.seq}`
        : `Not recorded. ${answer.error.text}`,
    );
    if (!answer.ok) return;
    setReason('');
    store.change((held) => withRows(held, 'task', [answer.value.task]));
  };
  const take = (act: TaskAct): void => {
    if (WITH_REASON.includes(act) && reason.trim() === '') {
      setSaid(`Not recorded. Missing: your reason to ${act}.`);
      return;
    }
    const named = results.split(/[\s,]+/).filter((id) => id !== '');
    void send({ step: act, ...(act === 'deliver' && { with: { results: named } }) });
  };
  if (acts.length === 0 && !assigns) return null;
  return (
    <form className="task-steps" onSubmit={(event) => event.preventDefault()}>
      {assigns && (
        <Candidates
          task={task}
          assign={(asset) => void send({ step: 'assign', with: { asset } })}
        />
      )}
      {acts.includes('deliver') && (
        <label>
          Results: ids of observations or files
          <input value={results} onChange={(event) => setResults(event.target.value)} />
        </label>
      )}
      {acts.length > 0 && (
        <>
          <label htmlFor={field}>Your reason, recorded under your name</label>
          <input id={field} value={reason} onChange={(event) => setReason(event.target.value)} />
          <div className="buttons">
            {acts.map((act) => (
              <button key={act} type="button" disabled={asking} onClick={() => take(act)}>
                {ACT_WORD[act]}
              </button>
            ))}
          </div>
        </>
      )}
      <p role="status" className="step-answer">
        {said}
      </p>
    </form>
  );
}

const wordsOf = ({ want, text }: TaskRow): string =>
  text === '' ? sentence(want) : `${sentence(want)}: ${text}`;
