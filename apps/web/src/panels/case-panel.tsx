import { useEffect, useState } from 'react';
import { go } from '../address.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow, placeOf, type World } from '../live/world.ts';
import { hueOf } from '../map/palette.ts';
import { historyWords, title } from '../say/case-view.ts';
import { partyName } from '../say/party.ts';
import { place } from '../say/place.ts';
import { moment, span } from '../say/time.ts';
import { useSettings } from '../settings.ts';
import type { CaseRow } from '../wire.ts';
import { plain, sentence } from '../words.ts';
import { CaseLinks } from './case-links.tsx';
import { ConfidenceBox } from './confidence-box.tsx';
import { FindingSheet, sigmaOfSubject } from './finding-sheet.tsx';
import { Fact, PartyName, VerdictMark } from './marks.tsx';
import { StepForm } from './step-form.tsx';
import { TasksAbout } from './tasks-panel.tsx';

/** A case: what, where, since when; clause, measured, limit, margin; sources; what people did. */
export function CasePanel({ id }: { id: string }) {
  const store = useStore();
  const world = useWorld();
  const { grid } = useSettings();
  const row = world.cases.get(id);
  const full = useFullCase(id, row);
  const found = full ?? row;
  if (found === undefined) {
    return (
      <div className="empty">
        <p className="empty-head">This case is not here</p>
        <p>It may lie outside what you may see, or the address is old.</p>
      </div>
    );
  }
  const zone = world.mission?.timezone ?? 'UTC';
  const now = nodeNow(world, Date.now());
  const where = placeOf(world, found);
  const hue = hueOf(world.mission, found.party);
  const findings = (found.findings ?? []).flatMap((each) => world.findings.get(each) ?? []);
  return (
    <article className="sheet" aria-label="Case">
      <header className="sheet-head">
        <VerdictMark verdict={found.verdict ?? 'breach'} hue={hue} />
        <div>
          <h2>{title(found, partyName(world.mission, found.party))}</h2>
          <p className="state">
            {sentence(plain(found.state))}
            {found.progress !== undefined && found.decision === undefined && (
              <>
                {' '}
                · {found.progress.have} of {found.progress.need} votes
              </>
            )}
            {found.exercise === true && <span className="exercise-tag">exercise</span>}
          </p>
        </div>
      </header>
      <dl className="facts">
        <Fact name="What">
          <PartyName hue={hue} name={partyName(world.mission, found.party)} />
          {found.findings !== undefined && <>, {countOf(found.findings.length, 'finding')}</>}
        </Fact>
        <Fact name="Where">
          {where && (
            <button
              type="button"
              className="link"
              onClick={() =>
                go((route) => ({ ...route, page: 'watch', map: { ...where, zoom: 11 } }))
              }
            >
              {place(where, grid, found.cell ? 1000 : sigmaOfSubject(world, found.subject))}
            </button>
          )}
        </Fact>
        <Fact name="Since">
          {found.from !== undefined && moment(Date.parse(found.from), zone, now)}
          {found.decidedAt !== undefined &&
            found.from === undefined &&
            moment(Date.parse(found.decidedAt), zone, now)}
        </Fact>
        <Fact name="Clock">{clockWords(found, world, now)}</Fact>
        <Fact name="Holder">{found.holder}</Fact>
        <Fact name="Who did it">{doerWords(found, world)}</Fact>
        <Fact name="Accepted">{ruleWords(found)}</Fact>
        <CaseLinks found={found} />
      </dl>
      <ConfidenceBox found={found} zone={zone} now={now} />
      {findings.map((finding) => (
        <FindingSheet key={finding.id} finding={finding} world={world} />
      ))}
      <TasksAbout id={found.id} position={where} world={world} now={now} />
      <History found={found} zone={zone} now={now} />
      {world.me?.may.includes('decide') && <StepForm found={found} store={store} world={world} />}
    </article>
  );
}

/** The case with its whole history, asked for when the row has changed. */
function useFullCase(id: string, row: CaseRow | undefined): CaseRow | undefined {
  const store = useStore();
  const [full, setFull] = useState<CaseRow>();
  const seq = row?.seq;
  useEffect(() => {
    let over = false;
    if (seq === undefined) return;
    void store.node.case(id).then((answer) => {
      if (answer.ok && !over) setFull(answer.value);
    });
    return () => {
      over = true;
    };
  }, [id, seq, store]);
  return full?.id === id && (row === undefined || (full.seq ?? 0) >= row.seq) ? full : undefined;
}

function clockWords(found: CaseRow, world: World, now: number): string | undefined {
  if (found.clock === undefined) return undefined;
  const due = Date.parse(found.clock.dueAt);
  const zone = world.mission?.timezone ?? 'UTC';
  const left = span(Math.abs(due - now) / 1000);
  return `${due < now ? `overdue by ${left}` : `${left} left`}, due ${moment(due, zone, now)}`;
}

/** Of a case that is decided, and of which nobody may say yet who did it. */
function doerWords({ alleged, party, attributions = [] }: CaseRow, { mission }: World) {
  const named = attributions.map(({ by, party }) => `${by} names ${partyName(mission, party)}`);
  if (alleged === undefined && (named.length === 0 || party !== 'unknown')) return undefined;
  const findings =
    alleged === undefined ? [] : [`the findings name ${partyName(mission, alleged)}`];
  return `Not decided by as many as it takes: ${[...findings, ...named].join('; ')}`;
}

function ruleWords({ acceptedBy, sampledBy, decision }: CaseRow): string | undefined {
  if (acceptedBy !== undefined)
    return `by the rule ${acceptedBy.rule}, version ${acceptedBy.version}, put in force by ${acceptedBy.inForceBy}`;
  if (sampledBy === undefined || decision !== undefined) return undefined;
  return `not yet: in the sample of the rule ${sampledBy.rule}, for a person to check`;
}

function History({ found, zone, now }: { found: CaseRow; zone: string; now: number }) {
  const lines = found.history ?? [];
  if (lines.length === 0) return null;
  return (
    <section aria-label="Steps taken">
      <h3>Steps taken</h3>
      <ol className="history">
        {lines.map((line, i) => {
          const { who, what, why } = historyWords(line);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end
            <li key={i}>
              <span className="history-when">{moment(Date.parse(line.recordedAt), zone, now)}</span>
              <span>
                <b>{who}</b> {what}
              </span>
              {why !== undefined && <span className="history-why">{why}</span>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const countOf = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
