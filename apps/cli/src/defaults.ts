import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root: what `npm start` serves lies there. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The mission of a first start. */
export const EXAMPLE_MISSION = join(ROOT, 'missions/forty-km');

/** Where a node keeps its data, unless it is told otherwise. */
export const DATA = join(ROOT, '.greenline');
