import { go } from '../address.ts';

/** Opens what was recorded of a sensor, or of whichever there is. */
export const openVideo = (sensor = 'any'): void =>
  go((route) => ({ ...route, page: 'case', selection: { kind: 'video', id: sensor } }));
