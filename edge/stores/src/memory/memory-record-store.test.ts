import { recordStoreContract } from '@greenline/pipeline/contract';
import { memoryRecordStore } from './memory-record-store.ts';

recordStoreContract('memory', async () => memoryRecordStore());
