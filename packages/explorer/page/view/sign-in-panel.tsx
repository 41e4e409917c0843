import { useEffect, useState, useSyncExternalStore, type SubmitEvent } from 'react';
import type { Provider, Question, SignIn } from '../sign-in/sign-in.ts';
import { nameOf } from '../walk/sessions.ts';
import { useProgress, type ProgressStore } from './progress-store.ts';

interface Props {
  readonly store: ProgressStore;
  readonly signIn: SignIn;
}

/** Signs in with a password, a passkey or an account elsewhere, and asks for the second factor of who has one. */
export function SignInPanel({ store, signIn }: Props) {
  const { question, message } = useSyncExternalStore(signIn.subscribe, signIn.get);
  const { sessions } = useProgress(store);
  const names = Object.values(sessions).map(nameOf);
  return (
    <section className="sign-in">
      <h2>Sign in</h2>
      {names.length > 0 && <p>At work: {names.join(' and ')}.</p>}
      {question === undefined ? (
        <FirstStep signIn={signIn} />
      ) : (
        <SecondStep signIn={signIn} question={question} />
      )}
      <p role="status">{message}</p>
    </section>
  );
}

function FirstStep({ signIn }: Pick<Props, 'signIn'>) {
  const [providers, setProviders] = useState<readonly Provider[]>([]);
  useEffect(() => {
    void signIn.providers().then(setProviders, () => undefined);
  }, [signIn]);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    const typed = typedIn(event);
    void signIn.withPassword(typed('email'), typed('password'));
  };
  return (
    <>
      <form onSubmit={submit}>
        <label>
          E-mail
          <input name="email" type="email" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button className="graphiql-button">Sign in</button>
      </form>
      <button type="button" className="graphiql-button" onClick={() => void signIn.withPasskey()}>
        Sign in with a passkey
      </button>
      {providers.map(({ id, name }) => (
        <button key={id} type="button" className="graphiql-button" onClick={() => void signIn.leaveFor(id)}>
          Sign in with {name}
        </button>
      ))}
    </>
  );
}

function SecondStep({
  signIn,
  question: { methods },
}: Pick<Props, 'signIn'> & { readonly question: Question }) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => void signIn.withCode(typedIn(event)('code'));
  return (
    <>
      <form onSubmit={submit}>
        <label>
          {methods.includes('TOTP') ? 'Code of your app, or a recovery code' : 'Recovery code'}
          <input name="code" autoComplete="one-time-code" required autoFocus />
        </label>
        <button className="graphiql-button">Confirm</button>
      </form>
      {methods.includes('PASSKEY') && (
        <button type="button" className="graphiql-button" onClick={() => void signIn.withPasskey()}>
          Use a passkey
        </button>
      )}
    </>
  );
}

/** Keeps the browser from sending a form, and gives what was typed into its fields. */
function typedIn(event: SubmitEvent<HTMLFormElement>): (name: string) => string {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  return (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
}

/** The icon that shows and hides the panel. */
export function SignInIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="8" cy="14" r="4" />
      <path d="M11 11 20 2M16 6l3 3M14 8l2 2" />
    </svg>
  );
}
