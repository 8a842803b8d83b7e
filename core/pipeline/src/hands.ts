/** Hands that no mission registers: the operator of a replay, and the built-in simulation. */
export const OPERATOR = 'operator';
export const SIMULATION = 'simulation';
/** The node itself, where it records what it did. */
export const NODE = 'node';
