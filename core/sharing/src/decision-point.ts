import { digestOfJson, fail, type Hasher, ok, type Result } from '@greenline/base';
import type { LabelId, LabelTable } from '@greenline/labels';
import { ACTIONS, type Action, isExactKind } from './action.ts';
import { guard } from './guard.ts';
import type { Decision, DecisionContext, PolicyEngine } from './policy-engine.ts';
import type { Principal } from './principal.ts';

/** One decision as it is logged. */
export interface DecisionRecord extends Decision {
  readonly principal: string;
  readonly action: Action;
  readonly label: LabelId;
  readonly policy: string;
  /** Answered from memory: the same question was decided before. */
  readonly cached: boolean;
}

export interface DecisionCounts {
  readonly asked: number;
  readonly cached: number;
  readonly allowed: number;
  readonly denied: number;
  /** Questions on which the engine failed; each was denied. */
  readonly errors: number;
}

export interface DecisionPointOptions {
  readonly engine: PolicyEngine;
  readonly hasher: Hasher;
  readonly labels: LabelTable;
  readonly context: DecisionContext;
  /** Called for every decision before it is given, so that it is logged before bytes leave. */
  readonly onDecision?: (decision: DecisionRecord) => void;
}

/** A row on its way out. */
export interface LabelledRow {
  readonly kind: string;
  readonly label: LabelId;
}

/**
 * The one place where it is decided who may do what: every reader, every command and every export
 * passes it.
 *
 * The guard is asked first, then the engine, once for each (principal's attributes, action, label,
 * policy version). Whatever goes wrong on the way is a denial.
 */
export class DecisionPoint {
  readonly #options: DecisionPointOptions;
  readonly #decided = new Map<string, Map<LabelId, Decision>>();
  readonly #counts = { asked: 0, cached: 0, allowed: 0, denied: 0, errors: 0 };

  constructor(options: DecisionPointOptions) {
    this.#options = options;
  }

  get counts(): DecisionCounts {
    return { ...this.#counts };
  }

  decide(principal: Principal, action: Action, label: LabelId): Decision {
    return this.#answer(principal, action, label, this.#known(principal, action));
  }

  /** Labels under which a principal may do this: for `label_id = any(…)`. Sorted. */
  allowedLabels(principal: Principal, action: Action): readonly LabelId[] {
    const known = this.#known(principal, action);
    return this.#options.labels
      .entries()
      .map(([id]) => id)
      .filter((id) => this.#answer(principal, action, id, known).allow)
      .sort();
  }

  /**
   * Asks again just before bytes leave. The first row that may not go stops them all: a reader
   * that let it come so far is broken.
   */
  checkExport(
    principal: Principal,
    rows: Iterable<LabelledRow>,
  ): Result<number, { readonly text: string }> {
    const asked = new Map<string, string | undefined>();
    let passed = 0;
    for (const { kind, label } of rows) {
      const question = `${kind} ${label}`;
      if (!asked.has(question)) asked.set(question, this.#refusal(principal, kind, label));
      const refusal = asked.get(question);
      if (refusal !== undefined) return fail({ text: `row ${passed + 1} (${kind}): ${refusal}` });
      passed++;
    }
    return ok(passed);
  }

  /** Why a row may not leave: an exact one must be free to be read and to be taken out. */
  #refusal(principal: Principal, kind: string, label: LabelId): string | undefined {
    const asked = guard(principal, kind);
    if (!asked.ok) return asked.error.text;
    const actions: readonly Action[] = isExactKind(kind)
      ? [`read:${asked.value}`, 'export']
      : [`read:${asked.value}`];
    return actions
      .map((action) => this.decide(principal, action, label))
      .find(({ allow }) => !allow)?.reason;
  }

  #known(principal: Principal, action: Action): Map<LabelId, Decision> {
    const { engine, hasher } = this.#options;
    const key = `${digestOfJson(hasher, principal)} ${action} ${engine.version}`;
    let known = this.#decided.get(key);
    if (known === undefined) {
      known = new Map();
      this.#decided.set(key, known);
    }
    return known;
  }

  #answer(
    principal: Principal,
    action: Action,
    label: LabelId,
    known: Map<LabelId, Decision>,
  ): Decision {
    const before = known.get(label);
    const decision = before ?? this.#ask(principal, action, label);
    if (before === undefined && decision !== FAILED) known.set(label, decision);
    this.#counts.asked++;
    if (before !== undefined) this.#counts.cached++;
    this.#counts[decision.allow ? 'allowed' : 'denied']++;
    this.#options.onDecision?.({
      ...decision,
      principal: principal.id,
      action,
      label,
      policy: this.#options.engine.version,
      cached: before !== undefined,
    });
    return decision;
  }

  #ask(principal: Principal, action: Action, id: LabelId): Decision {
    const { engine, labels, context } = this.#options;
    if (!ACTIONS.includes(action)) return denied(`"${action}" is not an action`);
    const closed = closedToOthers(principal, action);
    if (closed !== undefined) return denied(closed);
    const label = labels.get(id);
    if (label === undefined) return denied(`label ${id} is not known here`);
    try {
      const { allow, reason } = engine.decide(principal, action, label, context);
      return { allow: allow === true, reason };
    } catch {
      this.#counts.errors++;
      return FAILED;
    }
  }
}

/** Not remembered: the engine may be well again the next time. */
const FAILED: Decision = { allow: false, reason: 'the policy engine failed; nothing goes' };

const denied = (reason: string): Decision => ({ allow: false, reason });

const STAFF_ONLY: readonly Action[] = ['export', 'stream', 'decide', 'suspend'];

/** What the guard keeps from everybody but staff, whatever a mission's policy permits. */
function closedToOthers(principal: Principal, action: Action): string | undefined {
  if (action.startsWith('read:')) {
    const asked = guard(principal, action.slice('read:'.length));
    return asked.ok ? undefined : asked.error.text;
  }
  const staffOnly = STAFF_ONLY.includes(action);
  if (!staffOnly || principal.role === 'staff') return undefined;
  return `to ${action} is for mission staff alone`;
}
