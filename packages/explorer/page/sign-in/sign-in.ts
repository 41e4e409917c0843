import { endpoint } from '../fetcher.ts';
import type { ProgressStore } from '../view/progress-store.ts';
import { sessionsIn } from '../walk/sessions.ts';
import { documents } from './documents.ts';

/** What a sign-in still needs. */
export interface Question {
  readonly challenge: string;
  readonly methods: readonly string[];
  readonly passkeyOptions: PublicKeyCredentialRequestOptionsJSON | null;
}

/** What there is to show beside the forms. */
export interface SignInState {
  readonly question?: Question;
  readonly message?: string;
}

/** An account elsewhere that somebody can sign in with. */
export interface Provider {
  readonly id: string;
  readonly name: string;
}

/** What the store's mutations answer, as far as they were asked. */
interface Answer extends Partial<Question> {
  readonly message?: string;
  readonly tokens?: object;
  readonly options?: PublicKeyCredentialRequestOptionsJSON;
  readonly authorizationUrl?: string;
  readonly state?: string;
  readonly verifier?: string;
}

/** What was begun at a provider, until the browser comes back to this tab. */
const begunKey = 'cartwright:identity-provider';

/** Signs in at the store in each way that it has, and hands the tokens to the walk. */
export class SignIn {
  #state: SignInState = {};
  readonly #store: ProgressStore;
  readonly #listeners = new Set<() => void>();

  constructor(store: ProgressStore) {
    this.#store = store;
  }

  readonly get = (): SignInState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The providers that the store has; none where it does not tell. */
  async providers(): Promise<readonly Provider[]> {
    const { identityProviders } = await this.#send<{ identityProviders: Provider[] | null }>(
      documents.identityProviders,
    );
    return identityProviders ?? [];
  }

  withPassword(email: string, password: string): Promise<void> {
    return this.#attempt(() => this.#mutate('sessionCreate', { email, password }));
  }

  /** Answers the question with an app's code, or with a recovery code, which is longer. */
  withCode(typed: string): Promise<void> {
    const code = typed.trim();
    const answer = /^\d{6}$/.test(code) ? { code } : { recoveryCode: code };
    return this.#attempt(() => this.#confirm(answer));
  }

  /** Answers the question with a passkey, or signs in with one alone. */
  withPasskey(): Promise<void> {
    return this.#attempt(async () => {
      const { question } = this.#state;
      if (question?.passkeyOptions != null)
        return this.#confirm({ passkey: await askDevice(question.passkeyOptions) });
      const { options } = await this.#mutate('passkeyChallengeCreate', { purpose: 'SIGN_IN' });
      if (options === undefined) throw new Error('The store asked for no passkey.');
      return this.#mutate('passkeySessionCreate', { response: await askDevice(options) });
    });
  }

  /** Leaves for a provider; `comeBack` goes on when the browser returns. */
  leaveFor(provider: string): Promise<void> {
    return this.#attempt(async () => {
      const redirectUri = pageUrl();
      const begun = await this.#mutate('identityProviderSessionStart', { provider, redirectUri });
      if (begun.authorizationUrl === undefined) return begun;
      sessionStorage.setItem(begunKey, JSON.stringify({ state: begun.state, verifier: begun.verifier }));
      location.assign(begun.authorizationUrl);
      return {};
    });
  }

  /** Whether the browser has just come back from a provider. */
  static isBack(): boolean {
    return new URLSearchParams(location.search).has('state');
  }

  /** Finishes what was begun at a provider, once, and takes it out of the address. */
  async comeBack(): Promise<void> {
    if (!SignIn.isBack()) return;
    const { state, code, iss, error } = Object.fromEntries(new URLSearchParams(location.search));
    history.replaceState(null, '', pageUrl());
    const begun = JSON.parse(sessionStorage.getItem(begunKey) ?? '{}') as {
      state?: string;
      verifier?: string;
    };
    sessionStorage.removeItem(begunKey);
    if (error !== undefined) {
      this.#set({ message: `The identity provider says: ${error}.` });
      return;
    }
    if (code === undefined || state !== begun.state) {
      this.#set({ message: 'This sign-in was not begun in this tab. Please begin again.' });
      return;
    }
    const back = { state, code, iss: iss ?? null, verifier: begun.verifier };
    await this.#attempt(() => this.#mutate('identityProviderSessionCreate', back));
  }

  #confirm(answer: object): Promise<Answer> {
    const { challenge } = this.#state.question ?? {};
    return this.#mutate('sessionSecondFactorConfirm', { challenge, ...answer });
  }

  async #attempt(act: () => Promise<Answer>): Promise<void> {
    try {
      this.#take(await act());
    } catch (error) {
      this.#set({ ...this.#state, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** A wrong code leaves the question where it is. */
  #take(answer: Answer): void {
    const { challenge, methods = [], passkeyOptions = null, message, tokens } = answer;
    if (tokens !== undefined) {
      const progress = this.#store.get();
      this.#store.set({ ...progress, sessions: { ...progress.sessions, ...sessionsIn(answer) } });
      this.#set({ message: 'Signed in: the tabs send the token.' });
      return;
    }
    if (challenge !== undefined) {
      this.#set({ question: { challenge, methods, passkeyOptions } });
      return;
    }
    this.#set({ ...this.#state, ...(message !== undefined && { message }) });
  }

  #set(state: SignInState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  async #mutate(name: keyof typeof documents, input: object): Promise<Answer> {
    const data = await this.#send<Record<string, Answer>>(documents[name], { input });
    return data[name] ?? {};
  }

  async #send<Data>(query: string, variables = {}): Promise<Data> {
    const { buyer } = this.#store.get().sessions;
    const login = buyer === undefined ? {} : { authorization: `Bearer ${buyer.accessToken}` };
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...login },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Data | null;
      errors?: { message: string }[];
    };
    const [first] = errors ?? [];
    if (data == null || first !== undefined) throw new Error(first?.message ?? 'The store gave no answer.');
    return data;
  }
}

/** This page, without what a provider has added. */
function pageUrl(): string {
  return location.origin + location.pathname;
}

async function askDevice(options: PublicKeyCredentialRequestOptionsJSON): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return JSON.stringify(await navigator.credentials.get({ publicKey }));
}
