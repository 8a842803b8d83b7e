const KEY = 'greenline.token';

/** The token this tab was signed in with; `undefined` for a visitor. */
export const token = (): string | undefined => sessionStorage.getItem(KEY) ?? undefined;

export function keepToken(value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, value);
}

/**
 * Takes the token out of the address (`#token=…`) into this tab and clears the address, so that it
 * stays in no history, bookmark or shared link.
 */
export function takeTokenFromAddress(): void {
  const match = /^#token=([^&]+)/.exec(location.hash);
  if (match?.[1] === undefined) return;
  keepToken(decodeURIComponent(match[1]));
  history.replaceState(null, '', `${location.pathname}#/watch`);
}
