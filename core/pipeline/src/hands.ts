/** Hands that no mission registers: the operator of a replay, and the built-in simulation. */
export const OPERATOR = 'operator';
export const SIMULATION = 'simulation';
/** The node itself, where it records what it did. */
export const NODE = 'node';

/** The hand of a device that signed what it sent, by the link that brought it. No other hand has a `/`. */
export const handOf = (link: string, device: string): string => `${link}/${device}`;

/** The device that signed; `undefined` where a link or a principal handed it in. */
export function deviceOf(by: string): string | undefined {
  const slash = by.indexOf('/');
  return slash === -1 ? undefined : by.slice(slash + 1);
}

/** The link, whichever of its devices signed. */
export function linkOfHand(by: string): string {
  const slash = by.indexOf('/');
  return slash === -1 ? by : by.slice(0, slash);
}
