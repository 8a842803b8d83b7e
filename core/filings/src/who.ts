import { type Filer, voiceOf } from './filer.ts';
import type { Filing } from './filing.ts';

/** Who may take a step, in code and in words. */
export interface Who {
  readonly may: (filer: Filer, filing: Pick<Filing, 'for' | 'with'>) => boolean;
  readonly words: string;
}

export const MISSION: Who = {
  may: ({ standing }) => standing === 'mission',
  words: 'mission staff',
};
export const COMMISSION: Who = {
  may: ({ standing }) => standing === 'commission',
  words: 'the joint commission',
};
export const PARTIES: Who = {
  may: ({ standing }) => standing === 'party',
  words: 'a party',
};
export const HUMANITARIAN: Who = {
  may: ({ standing }) => standing === 'humanitarian',
  words: 'humanitarians',
};
/** Whose filing it is. */
export const OWNER: Who = {
  may: (filer, filing) => voiceOf(filer) === filing.for,
  words: 'whose it is',
};
/** The party that it is about, which is not always whose it is. */
export const NAMED_PARTY: Who = {
  may: ({ standing, member }, filing) => standing === 'party' && member === filing.with.party,
  words: 'the party that it names',
};
export const OTHER_PARTY: Who = {
  may: ({ standing, member }, filing) => standing === 'party' && member !== filing.for,
  words: 'the other party',
};
export const ADDRESSEE: Who = {
  may: (filer, filing) => Array.isArray(filing.with.to) && filing.with.to.includes(voiceOf(filer)),
  words: 'those it is addressed to',
};

export const anyOf = (...all: readonly Who[]): Who => ({
  may: (filer, filing) => all.some(({ may }) => may(filer, filing)),
  words: all.map(({ words }) => words).join(' or '),
});
