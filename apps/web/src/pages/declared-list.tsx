import { useEffect, useState } from 'react';
import { go } from '../address.ts';
import { standingAt } from '../declare/in-force.ts';
import { FORM_KINDS, type Kind } from '../declare/kinds.ts';
import { useNow } from '../live/now.ts';
import { useStore, useWorld } from '../live/store.ts';
import { nodeNow } from '../live/world.ts';
import { partyName } from '../say/party.ts';
import { moment } from '../say/time.ts';
import type { DeclarationRow, Mission } from '../wire.ts';

const AGAIN_MS = 15_000;

/** What stands declared, as far as the reader may know: what holds now, what comes, and the rest. */
export function DeclaredList() {
  const { node } = useStore();
  const world = useWorld();
  const now = nodeNow(world, useNow(AGAIN_MS));
  const [rows, setRows] = useState<readonly DeclarationRow[]>();
  const [failure, setFailure] = useState<string>();

  useEffect(() => {
    let over = false;
    let after = 0;
    const ask = async (): Promise<void> => {
      for (let more = true; more && !over; ) {
        const page = await node.declarations(after);
        if (over) return;
        setFailure(page.ok ? undefined : page.error.text);
        if (!page.ok) return;
        const { items, next } = page.value;
        after = next;
        more = page.value.more;
        setRows((known = []) => [...known, ...items]);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [node]);

  const { inForce, toCome, others } = standingAt(rows ?? [], now);
  const list = (head: string, of: readonly DeclarationRow[]) =>
    of.length > 0 && (
      <section aria-label={head}>
        <h2>{head}</h2>
        <ul className="declared">
          {of.map((row) => (
            <Row key={row.digest} row={row} mission={world.mission} now={now} />
          ))}
        </ul>
      </section>
    );
  return (
    <main className="page">
      <div className="report-form">
        <h1>Declared</h1>
        <p className="hint">
          Permits, notices, waivers and all else that parties, nations and the mission have
          declared: the newest version of each, as far as you may read it.
        </p>
        {failure !== undefined && <p className="refusal">{failure}</p>}
        {rows === undefined && failure === undefined && <p className="hint">Asking the node…</p>}
        {rows?.length === 0 && (
          <p className="hint">
            Nothing is declared yet. What is handed in by the form, by greenline declare or over the
            API appears here.
          </p>
        )}
        {list('In force now', inForce)}
        {list('To come', toCome)}
        {list('Over, or without a time of its own', others)}
        {world.me?.may.includes('declare') === true && (
          <p>
            <button
              type="button"
              className="link"
              onClick={() => go((r) => ({ ...r, page: 'declare' }))}
            >
              Declare
            </button>
          </p>
        )}
      </div>
    </main>
  );
}

function Row({
  row,
  mission,
  now,
}: {
  row: DeclarationRow;
  mission: Mission | undefined;
  now: number;
}) {
  const zone = mission?.timezone ?? 'UTC';
  const at = (text: string) => moment(Date.parse(text), zone, now);
  const { declaration, under, kind, party, from, to, version, declaredBy, signedBy } = row;
  const word = FORM_KINDS[declaration as Kind]?.word ?? declaration;
  const whose = party === undefined ? '' : `, ${partyName(mission, party)}`;
  return (
    <li>
      <span>
        <b>{word}</b> {under}
        {kind !== undefined && `: ${kind}`}
        {whose}
      </span>
      {from !== undefined && (
        <span>
          <span className="at">{at(from)}</span>{' '}
          {to === undefined ? 'until further notice' : <span className="at">to {at(to)}</span>}
        </span>
      )}
      <span className="hint">
        Version {version}, declared by {partyName(mission, declaredBy)}, received{' '}
        {at(row.recordedAt)}
        {signedBy === 'key' && ', signed with its key'}
      </span>
    </li>
  );
}
