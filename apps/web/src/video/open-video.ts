import { go } from '../address.ts';

/** Opens what was recorded, of whichever sensor there is. */
export const openVideo = (): void =>
  go((route) => ({ ...route, page: 'case', selection: { kind: 'video', id: 'any' } }));
