export type { Journal, JournalEntry, JournalInput, Lane } from './journal.ts';
export type { Effects, RecordStore, Row, RowKind, RowQuery } from './record-store.ts';
