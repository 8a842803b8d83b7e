import { createContext, useContext, useSyncExternalStore } from 'react';
import { NodeLink } from './link.ts';
import { Node } from './node.ts';
import { forgetWorld, savedWorld, saveWorld } from './saved.ts';
import { keepToken, token } from './session.ts';
import { emptyWorld, type World } from './world.ts';

/** Changes are shown at most this often: five batches a second, as the node sends them. */
const SHOWN_EVERY_MS = 200;
const SAVED_EVERY_MS = 10_000;

/** The page's one copy of the world, and the link that keeps it true. */
export class Store {
  readonly node: Node;
  #world: World;
  #link: NodeLink;
  #listeners = new Set<() => void>();
  #shown: ReturnType<typeof setTimeout> | undefined;
  #savedAt = 0;
  readonly #principal: string;

  constructor() {
    const signedInWith = token();
    this.#principal = signedInWith === undefined ? 'public' : signedInWith.slice(-16);
    this.node = new Node(signedInWith);
    this.#world = savedWorld(this.#principal);
    this.#link = new NodeLink(this.node, signedInWith, {
      world: () => this.#world,
      change: (turn) => this.change(turn),
      tokenRefused: (text) => {
        keepToken(undefined);
        this.change(() => ({ ...emptyWorld(), signedOut: text }));
      },
    });
    this.#link.start();
    addEventListener('pagehide', () => this.#save());
    addEventListener('online', () => this.retry());
  }

  readonly world = (): World => this.#world;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(turn: (world: World) => World): void {
    this.#world = turn(this.#world);
    this.#shown ??= setTimeout(() => {
      this.#shown = undefined;
      for (const listener of this.#listeners) listener();
      if (Date.now() - this.#savedAt > SAVED_EVERY_MS) this.#save();
    }, SHOWN_EVERY_MS);
  }

  look(box: readonly number[]): void {
    this.#link.look(box);
  }

  retry(): void {
    if (this.#world.link.state === 'gone') this.#link.retry();
  }

  /** Signs in with another token, or out, and begins anew. */
  signIn(value: string | undefined): void {
    this.#link.stop();
    forgetWorld();
    keepToken(value);
    location.reload();
  }

  #save(): void {
    if (this.#world.link.state === 'starting') return;
    this.#savedAt = Date.now();
    saveWorld(this.#world, this.#principal, this.#savedAt);
  }
}

const Context = createContext<Store | undefined>(undefined);
export const StoreProvider = Context.Provider;

export function useStore(): Store {
  const store = useContext(Context);
  if (store === undefined) throw new Error('no store above this part of the page');
  return store;
}

/** The world as last shown. A change is at most 200 ms away from the screen. */
export function useWorld(): World {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, store.world);
}
