import type { Hasher } from '@greenline/base';
import { type Label, type LabelId, labelId, rollUp } from './label.ts';

/** Interns labels: each is written down once, and records carry its id. */
export class LabelTable {
  readonly #byId = new Map<LabelId, Label>();
  readonly #ids = new WeakMap<Label, LabelId>();
  readonly #rolledUp = new Map<string, LabelId>();
  readonly #hasher: Hasher;

  constructor(hasher: Hasher) {
    this.#hasher = hasher;
  }

  intern(label: Label): LabelId {
    const known = this.#ids.get(label);
    if (known !== undefined) return known;
    const id = labelId(this.#hasher, label);
    if (!this.#byId.has(id)) this.#byId.set(id, label);
    this.#ids.set(label, id);
    return id;
  }

  /** `undefined` for an id that was never interned here. */
  get(id: LabelId): Label | undefined {
    return this.#byId.get(id);
  }

  /** The label of what is made from records with these labels. Throws on an id never interned. */
  rollUp(a: LabelId, b: LabelId): LabelId {
    if (a === b) return a;
    const key = a < b ? a + b : b + a;
    let id = this.#rolledUp.get(key);
    if (id === undefined) {
      id = this.intern(rollUp(this.#must(a), this.#must(b)));
      this.#rolledUp.set(key, id);
    }
    return id;
  }

  /** Every label interned so far, in the order of arrival. */
  entries(): readonly (readonly [LabelId, Label])[] {
    return [...this.#byId];
  }

  #must(id: LabelId): Label {
    const found = this.#byId.get(id);
    if (found === undefined) throw new Error(`label ${id} was never interned`);
    return found;
  }
}
