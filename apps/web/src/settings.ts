import { useSyncExternalStore } from 'react';
import type { Grid } from './say/place.ts';

/** Layers of the map, in the order of the legend. */
export const LAYERS = [
  'zones',
  'coverage',
  'tracks',
  'ellipses',
  'events',
  'findings',
  'labels',
] as const;
export type Layer = (typeof LAYERS)[number];

/** How one person likes the console, kept on this machine. Nothing in it is about the mission. */
export interface Settings {
  readonly theme: 'dark' | 'light';
  readonly grid: Grid;
  readonly layers: Readonly<Record<Layer, boolean>>;
  readonly queueFolded: boolean;
  readonly caseFolded: boolean;
}

const KEY = 'greenline.settings';

function load(): Settings {
  const plain: Settings = {
    theme: matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark',
    grid: 'degrees',
    layers: {
      zones: true,
      coverage: false,
      tracks: true,
      ellipses: true,
      events: true,
      findings: true,
      labels: true,
    },
    queueFolded: false,
    caseFolded: false,
  };
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...plain, ...kept, layers: { ...plain.layers, ...kept.layers } };
  } catch {
    return plain;
  }
}

let current = load();
const listeners = new Set<() => void>();

export const settings = (): Settings => current;

export function set(change: Partial<Settings>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEY, JSON.stringify(current));
  applyTheme();
  for (const listener of listeners) listener();
}

export const setLayer = (layer: Layer, on: boolean): void =>
  set({ layers: { ...current.layers, [layer]: on } });

export function applyTheme(): void {
  document.documentElement.dataset.theme = current.theme;
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
