import { useRef, useState } from 'react';
import { go, useRoute } from '../address.ts';
import { useNow } from '../live/now.ts';
import { useWorld } from '../live/store.ts';
import { nodeNow, type World } from '../live/world.ts';
import { hueOf } from '../map/palette.ts';
import { queueOf, settledOf, title } from '../say/case-view.ts';
import { partyName } from '../say/party.ts';
import { moment, span } from '../say/time.ts';
import type { CaseRow, FindingRow } from '../wire.ts';
import { EMPTY, plain, sentence } from '../words.ts';
import { DeskPanel } from './desk-panel.tsx';
import { EmptyState, VerdictMark } from './marks.tsx';
import { SignInBox } from './sign-in-box.tsx';
import { TasksPanel } from './tasks-panel.tsx';
import { walkRows } from './walk-rows.ts';

/** What waits for a decision, oldest clock first; for those who are not staff, what was released. */
export function QueuePanel() {
  const world = useWorld();
  return world.me?.role === 'staff' ? <StaffQueue world={world} /> : <ReleasedList world={world} />;
}

function StaffQueue({ world }: { world: World }) {
  const now = nodeNow(world, useNow());
  const [mine, setMine] = useState(false);
  const all = queueOf(world.cases.values());
  const waiting = mine ? all.filter(({ holder }) => holder === world.me?.id) : all;
  const settled = settledOf(world.cases.values());
  return (
    <section className="queue" aria-label="Cases that need a decision">
      <h2>
        Needs a decision <span className="count">{waiting.length}</span>
      </h2>
      <label className="mine">
        <input type="checkbox" checked={mine} onChange={() => setMine(!mine)} /> In my hand only
      </label>
      <DeskPanel world={world} now={now} />
      <TasksPanel world={world} now={now} />
      {waiting.length === 0 ? (
        <EmptyState {...EMPTY.queue} />
      ) : (
        <CaseList cases={waiting} world={world} now={now} />
      )}
      {settled.length > 0 && (
        <details className="settled">
          <summary>Decided and closed ({settled.length})</summary>
          <CaseList cases={settled.slice(0, 200)} world={world} now={now} />
        </details>
      )}
    </section>
  );
}

function CaseList({ cases, world, now }: { cases: readonly CaseRow[]; world: World; now: number }) {
  const list = useRef<HTMLUListElement>(null);
  const { selection } = useRoute();
  return (
    <ul ref={list} className="rows" onKeyDown={(event) => walkRows(event, list.current)}>
      {cases.map((found) => (
        <li key={found.id}>
          <button
            type="button"
            className="row"
            aria-current={selection?.kind === 'case' && selection.id === found.id}
            onClick={() => openCase(found.id)}
          >
            <VerdictMark
              verdict={found.verdict ?? 'breach'}
              hue={hueOf(world.mission, found.party)}
            />
            <span className="row-main">
              <span className="row-title">
                {title(found, partyName(world.mission, found.party))}
              </span>
              <span className="row-sub">
                {found.clause} · {sentence(plain(found.state))}
                {found.progress !== undefined &&
                  found.progress.have > 0 &&
                  found.decision === undefined &&
                  ` · ${found.progress.have} of ${found.progress.need}`}
              </span>
            </span>
            <DueIn found={found} now={now} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function DueIn({ found, now }: { found: CaseRow; now: number }) {
  const due = Date.parse(found.clock?.dueAt ?? '');
  if (Number.isNaN(due) || found.decision !== undefined) return null;
  const late = due < now;
  return (
    <span className={late ? 'due late' : 'due'}>
      <span className="due-span">{span(Math.abs(due - now) / 1000)}</span>
      <span className="due-word">{late ? 'overdue' : 'left'}</span>
    </span>
  );
}

function ReleasedList({ world }: { world: World }) {
  const list = useRef<HTMLUListElement>(null);
  const { selection } = useRoute();
  const released = [...world.findings.values()].sort(
    (a, b) => Date.parse(b.from) - Date.parse(a.from),
  );
  return (
    <section className="queue" aria-label="Released findings">
      <h2>
        Released findings <span className="count">{released.length}</span>
      </h2>
      <GuardNote world={world} />
      {released.length === 0 ? (
        <EmptyState {...EMPTY.released} />
      ) : (
        <ul ref={list} className="rows" onKeyDown={(event) => walkRows(event, list.current)}>
          {released.map((finding) => (
            <li key={finding.id}>
              <button
                type="button"
                className="row"
                aria-current={selection?.id === finding.id}
                onClick={() =>
                  go((route) => ({
                    ...route,
                    page: 'case',
                    selection: { kind: 'finding', id: finding.id },
                  }))
                }
              >
                <VerdictMark verdict={finding.verdict} hue={hueOf(world.mission, finding.party)} />
                <ReleasedWords finding={finding} world={world} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {world.me?.role === 'public' && <SignInBox signedOut={world.signedOut} />}
    </section>
  );
}

function ReleasedWords({ finding, world }: { finding: FindingRow; world: World }) {
  const zone = world.mission?.timezone ?? 'UTC';
  return (
    <span className="row-main">
      <span className="row-title">
        {sentence(finding.verdict)}, {partyName(world.mission, finding.party)}
      </span>
      <span className="row-sub">
        {finding.clause} · {moment(Date.parse(finding.from), zone, nodeNow(world, Date.now()))}
      </span>
    </span>
  );
}

/** Says which guard stands between the reader and the records. */
function GuardNote({ world }: { world: World }) {
  const guard = world.mission?.guard;
  if (world.me === undefined || guard === undefined) return null;
  return (
    <p className="guard">
      The no-targeting guard applies to {world.me.role === 'public' ? 'the public' : 'you'}: places
      as squares of {guard.cellM / 1000} km, times as hours, nothing sooner than {guard.delayH} h.
      No tracks and no live positions of anybody’s forces.
    </p>
  );
}

const openCase = (id: string): void =>
  go((route) => ({ ...route, page: 'case', selection: { kind: 'case', id } }));
