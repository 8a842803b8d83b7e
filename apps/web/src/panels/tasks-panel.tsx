import type { World } from '../live/world.ts';
import { inOrder, isOver } from '../say/task-view.ts';
import type { TaskRow } from '../wire.ts';
import { AskLook } from './ask-look.tsx';
import { TaskItem } from './task-item.tsx';

const SHOWN = 100;

/** Every task of the mission, for its staff: what is due first. */
export function TasksPanel({ world, now }: { world: World; now: number }) {
  const tasks = inOrder(world.tasks.values());
  const open = tasks.filter((task) => !isOver(task));
  const late = open.filter(({ dueAt }) => Date.parse(dueAt) < now).length;
  return (
    <details className="desk tasks">
      <summary>
        Tasks <span className="count">{open.length} open</span>
        {late > 0 && <span className="count late"> · {late} late</span>}
      </summary>
      {tasks.length === 0 ? (
        <p className="hint">
          Nothing was asked for. Select a case or a track, and choose “Ask for a look”.
        </p>
      ) : (
        <TaskList tasks={tasks.slice(0, SHOWN)} world={world} now={now} />
      )}
    </details>
  );
}

/** The tasks about a case or a track, and another one asked for. Mission staff alone. */
export function TasksAbout({
  id,
  position,
  world,
  now,
}: {
  id: string;
  position: { readonly lon: number; readonly lat: number } | undefined;
  world: World;
  now: number;
}) {
  if (world.me?.role !== 'staff') return null;
  const tasks = inOrder([...world.tasks.values()].filter(({ about }) => about === id));
  return (
    <section className="tasks" aria-label="Tasks">
      <h3>Tasks</h3>
      <TaskList tasks={tasks} world={world} now={now} />
      {position === undefined ? (
        <p className="hint">Nothing places it, so nobody can be sent to look.</p>
      ) : (
        <AskLook about={id} position={position} now={now} />
      )}
    </section>
  );
}

const TaskList = ({
  tasks,
  world,
  now,
}: {
  tasks: readonly TaskRow[];
  world: World;
  now: number;
}) => (
  <ul className="rows">
    {tasks.map((task) => (
      <li key={task.id}>
        <TaskItem task={task} world={world} now={now} />
      </li>
    ))}
  </ul>
);
