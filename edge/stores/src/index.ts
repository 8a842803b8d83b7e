export type { Disk, DiskFile } from './disk/disk.ts';
export { nodeDisk } from './disk/node-disk.ts';
export { type FileJournal, type JournalOptions, openJournal } from './journal/file-journal.ts';
export { memoryJournal } from './journal/memory-journal.ts';
export { scrubJournal } from './journal/read-journal.ts';
export type { TornTail } from './journal/recover.ts';
export { StoreError, type StoreErrorKind } from './store-error.ts';
