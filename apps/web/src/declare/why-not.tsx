import { go } from '../address.ts';
import { useWorld } from '../live/store.ts';

/** Why somebody may write here, and not declare. */
export function WhyNot() {
  const { me } = useWorld();
  if (me === undefined) return null;
  if (!me.may.includes('declare')) {
    return (
      <p className="refusal">
        This sign-in may not declare. Sign in as a liaison officer, as a nation or as mission staff.{' '}
        <button type="button" className="link" onClick={() => go((r) => ({ ...r, page: 'queue' }))}>
          Sign in
        </button>
      </p>
    );
  }
  return me.signs === true ? (
    <p className="refusal">
      {me.name ?? me.id} signs what it declares, with a key that no browser has. Hand it in with{' '}
      <code>greenline declare FILE --for {me.id} --key KEY</code>.
    </p>
  ) : null;
}
