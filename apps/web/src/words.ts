import type { StepKind } from '@greenline/cases';
import type { Layer } from './settings.ts';

/** The words of the console that more than one place says. Other words stand where they are shown. */

export const VERDICT_WORD = {
  breach: 'breach',
  undetermined: 'undetermined',
  compliant: 'compliant',
} as const;

/** Buttons are verbs that say what will be recorded. */
export const STEP_WORD: Record<StepKind, string> = {
  verify: 'Ask for another look',
  confirm: 'Confirm',
  refute: 'Refute',
  unresolve: 'Leave unresolved',
  attribute: 'Say who did it',
  dissent: 'Record dissent',
  reply: 'Record a reply',
  refer: 'Refer to the commission',
  remedy: 'Record a remedy',
  're-verify': 'Verify the remedy',
  close: 'Close',
  reopen: 'Reopen',
  suspend: 'Suspend',
  resume: 'Resume',
  'hand-over': 'Hand over',
  'withdraw-source': 'Withdraw a source',
  merge: 'Merge into another case',
  split: 'Split findings off',
  'put-in-force': 'Put in force',
  note: 'Add a note',
};

/** What a step did, in a history. */
export const STEP_DONE: Record<StepKind, string> = {
  verify: 'asked for another look',
  confirm: 'confirmed',
  refute: 'refuted',
  unresolve: 'left it unresolved',
  attribute: 'named who did it',
  dissent: 'dissented',
  reply: 'replied',
  refer: 'referred it to the commission',
  remedy: 'recorded a remedy',
  're-verify': 'verified the remedy',
  close: 'closed it',
  reopen: 'reopened it',
  suspend: 'suspended it',
  resume: 'resumed it',
  'hand-over': 'handed it over',
  'withdraw-source': 'withdrew a source',
  merge: 'merged it into another case',
  split: 'split findings off',
  'put-in-force': 'put it in force',
  note: 'noted',
};

export const LAYER_WORD: Record<Layer, string> = {
  zones: 'Zones and lines',
  coverage: 'Where we looked',
  tracks: 'Tracks',
  ellipses: '95 % ellipses',
  events: 'Events',
  findings: 'Findings',
  labels: 'Names',
};

export const EMPTY = {
  queue: {
    head: 'Nothing waits for a decision',
    body: 'A case appears here when a finding may be a breach, or cannot be told. Oldest clock first. To see one now, send a patrol’s report or let the example mission run.',
  },
  released: {
    head: 'Nothing has been released yet',
    body: 'Findings appear here once they are old enough and coarse enough to be told to both parties alike.',
  },
  selection: {
    head: 'Nothing selected',
    body: 'Choose a case in the queue, or a mark on the map. Its clause, what was measured, the limit and every step taken appear here.',
  },
  feeds: {
    head: 'No feed is connected',
    body: 'Feeds are named in the mission’s sensors file. A patrol’s report needs none: it comes by the form.',
  },
  video: {
    head: 'No video was recorded in this day',
    body: 'Films of drones appear here, in segments of about ten seconds, each by its digest. To record, set “record: true” on an mpegts feed in mission.yaml.',
  },
  time: 'No effort recorded in this day: where nobody looked, nothing seen means nothing.',
} as const;

/** `armed-person` is said as `armed person`. */
export const plain = (name: string): string => name.replaceAll('-', ' ');

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
