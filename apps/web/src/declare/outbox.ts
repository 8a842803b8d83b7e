import { KeptDraft, Outbox } from '../live/outbox.ts';
import type { DeclarationDraft, Finished } from './draft.ts';

export const declarationDraft = new KeptDraft<DeclarationDraft>('greenline.declare.draft');

export const declarations = new Outbox<Finished>(
  'greenline.declare.outbox',
  ({ key }) => key,
  (node, { object }) => node.declare(object),
);
