import { go } from '../address.ts';

export const openHealth = (): void =>
  go((route) => ({ ...route, page: 'case', selection: { kind: 'health', id: 'all' } }));
