import { useSyncExternalStore } from 'react';
import type { Node } from '../live/node.ts';
import type { Receipt } from '../wire.ts';
import type { PatrolReport, ReportDraft } from './draft.ts';

/** A report that was handed over: on its way, on the node's disk, or refused with the reason. */
export interface Posted {
  readonly report: PatrolReport;
  readonly postedAt: number;
  readonly receipt?: Receipt;
  readonly refusal?: string;
}

const DRAFT = 'greenline.report.draft';
const OUTBOX = 'greenline.report.outbox';
const MOST_KEPT = 50;
const RETRY_MS = 10_000;

let posted: readonly Posted[] = load();
let sending = false;
const listeners = new Set<() => void>();

function load(): readonly Posted[] {
  try {
    return JSON.parse(localStorage.getItem(OUTBOX) ?? '[]');
  } catch {
    return [];
  }
}

function keep(next: readonly Posted[]): void {
  posted = next.slice(0, MOST_KEPT);
  localStorage.setItem(OUTBOX, JSON.stringify(posted));
  for (const listener of listeners) listener();
}

/** The draft as it was left, whatever happened to the page since. */
export function keptDraft(): ReportDraft | undefined {
  try {
    return JSON.parse(localStorage.getItem(DRAFT) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(draft: ReportDraft | undefined): void {
  if (draft === undefined) localStorage.removeItem(DRAFT);
  else localStorage.setItem(DRAFT, JSON.stringify(draft));
}

/** Hands a report over: it is on this device's disk when this returns, and sent as soon as may be. */
export function post(report: PatrolReport, postedAt: number): void {
  keep([{ report, postedAt }, ...posted.filter((each) => each.report.id !== report.id)]);
}

export const waiting = (): readonly Posted[] =>
  posted.filter((each) => each.receipt === undefined && each.refusal === undefined);

/** Sends what waits, oldest first; stops at the first that the node does not answer. */
export async function send(node: Node): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (const each of [...waiting()].reverse()) {
      const answer = await node.intake('report', JSON.stringify(each.report));
      if (!answer.ok && (answer.error.status === 0 || answer.error.status >= 500)) return;
      const refused = answer.ok ? answer.value.receipt.refused?.[0]?.text : answer.error.text;
      keep(
        posted.map((one) =>
          one.report.id !== each.report.id
            ? one
            : {
                ...one,
                ...(answer.ok && { receipt: answer.value.receipt }),
                ...(refused !== undefined && { refusal: refused }),
              },
        ),
      );
    }
  } finally {
    sending = false;
  }
}

/** Sends when the network comes back, and every ten seconds while something waits. */
export function keepSending(node: Node): () => void {
  const attempt = (): void => {
    if (waiting().length > 0) void send(node);
  };
  attempt();
  const timer = setInterval(attempt, RETRY_MS);
  addEventListener('online', attempt);
  return () => {
    clearInterval(timer);
    removeEventListener('online', attempt);
  };
}

export function useOutbox(): readonly Posted[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => posted,
  );
}
