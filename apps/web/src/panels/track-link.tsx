import { go } from '../address.ts';
import type { Selection } from '../route.ts';

/** Ids are long: this much of one tells it from others on a screen. */
const SHORT = 13;

/** Goes to a track, or to another record by its kind. */
export function TrackLink({ id, kind = 'track' }: { id: string; kind?: Selection['kind'] }) {
  return (
    <button
      type="button"
      className="link"
      title={id}
      onClick={() => go((route) => ({ ...route, page: 'case', selection: { kind, id } }))}
    >
      {id.slice(0, SHORT)}
    </button>
  );
}
