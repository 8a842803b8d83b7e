import { KeptDraft, Outbox } from '../live/outbox.ts';
import type { FilingDraft, Finished } from './draft.ts';

export const filingDraft = new KeptDraft<FilingDraft>('greenline.file.draft');

export const filings = new Outbox<Finished>(
  'greenline.file.outbox',
  ({ key }) => key,
  (node, { object }) => node.file(object),
);
