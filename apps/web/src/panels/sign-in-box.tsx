import { useState } from 'react';
import { useStore } from '../live/store.ts';

/** For a visitor: where a token comes from, and the place to put it. */
export function SignInBox({ signedOut }: { signedOut: string | undefined }) {
  const store = useStore();
  const [text, setText] = useState('');
  return (
    <form
      className="sign-in"
      aria-label="Sign in"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') store.signIn(text.trim());
      }}
    >
      <h3>Sign in with a token</h3>
      {signedOut !== undefined && (
        <p className="refusal" role="alert">
          {signedOut}
        </p>
      )}
      <p>
        The node’s operator makes one with <code>npx greenline token --for duty-officer</code>. On a
        fresh machine <code>npm start</code> prints a link that signs you in.
      </p>
      <label>
        Token
        <input
          type="password"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="primary" disabled={text.trim() === ''}>
        Sign in
      </button>
    </form>
  );
}
