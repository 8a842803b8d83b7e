import { useSyncExternalStore } from 'react';
import { type Route, readRoute, writeRoute } from './route.ts';

let current: Route = readRoute(location.hash);
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Follows Back, Forward and typed addresses. */
export function followAddress(): void {
  current = readRoute(location.hash);
  // The patrol is told to open /report, a liaison officer /declare; the node serves the page there too.
  const [, page] = /\/(report|declare|filings)$/.exec(location.pathname) ?? [];
  if (page !== undefined && location.hash === '') {
    history.replaceState(null, '', `#/${page}`);
    current = readRoute(location.hash);
  }
  addEventListener('popstate', () => {
    current = readRoute(location.hash);
    tell();
  });
}

export const route = (): Route => current;

/**
 * Goes somewhere. `step`: a place of its own for Back (a page, a selection); `slide`: part of the
 * same place (the map moved, time is dragged).
 */
export function go(change: (route: Route) => Route, how: 'step' | 'slide' = 'step'): void {
  const next = change(current);
  const address = writeRoute(next);
  if (address === writeRoute(current)) return;
  current = next;
  if (how === 'step') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  tell();
}

export function useRoute(): Route {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
