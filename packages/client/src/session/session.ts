import { ask, type Sending } from '../ask.ts';
import {
  CustomerRegisterDocument,
  IdentityProviderSessionCreateDocument,
  PasskeyChallengeCreateDocument,
  PasskeySessionCreateDocument,
  SessionCreateDocument,
  SessionDeleteDocument,
  SessionSecondFactorConfirmDocument,
  type CustomerRegisterInput,
  type CustomerRegisterMutation,
  type IdentityProviderSessionCreateInput,
  type IdentityProviderSessionCreateMutation,
  type PasskeySessionCreateMutation,
  type SessionCreateInput,
  type SessionCreateMutation,
  type SessionSecondFactorConfirmInput,
  type SessionSecondFactorConfirmMutation,
  type TokenPartsFragment,
} from '../generated/operations.ts';
import { askForPasskey } from './ask-for-passkey.ts';
import { authorizedFetch } from './authorized-fetch.ts';
import { openKeeper } from './keeper.ts';
import { memoryStorage, type TokenStorage } from './token-storage.ts';
import { Vault, type SessionChange } from './vault.ts';

/** What a session is made of. */
export interface SessionOptions {
  /** The store's endpoint: `https://shop.example/graphql`. */
  readonly url: string;
  /** Where the tokens are kept; in memory when left out. */
  readonly storage?: TokenStorage;
  /** The key that they are kept under; `cartwright.session` when left out. */
  readonly storageKey?: string;
  /** What sends requests; the platform's own when left out. */
  readonly fetch?: typeof fetch;
  /** The present time in milliseconds since 1970; the device's when left out. */
  readonly now?: () => number;
}

/** Who is shopping on this device: nobody yet, a guest, or a customer. */
export interface Session {
  /** The store's endpoint. */
  readonly url: string;
  /**
   * `fetch` that speaks for the session: give it to any GraphQL client. When the store wants to know who asks, a guest session
   * is started, or the session is renewed, and the request is sent once more.
   */
  readonly fetch: typeof fetch;
  /** An access token that is good for now, renewed if need be; undefined while nobody is known. */
  accessToken(): Promise<string | undefined>;
  /**
   * Another access token than one that was refused: a renewed one, else a new guest's.
   * @param refused the token that was sent; undefined when there was none
   */
  renew(refused: string | undefined): Promise<string>;
  /**
   * Signs a customer in; the guest's cart goes along. Gives what `sessionCreate` answers: `SecondFactorRequiredError` for who has a
   * second factor, which is to be given to `confirm`. @throws RequestError
   */
  signIn(input: SessionCreateInput): Promise<NonNullable<SessionCreateMutation['sessionCreate']>>;
  /**
   * Finishes a sign-in with the second factor: the `challenge` of `SecondFactorRequiredError`, and a `code` of the app, a
   * `recoveryCode`, or what `askForPasskey` gave. Any other answer than a success leaves the sign-in open. @throws RequestError
   */
  confirm(
    input: SessionSecondFactorConfirmInput,
  ): Promise<NonNullable<SessionSecondFactorConfirmMutation['sessionSecondFactorConfirm']>>;
  /**
   * Signs in whoever has a passkey on this device, without a name or a password.
   * @param device what asks the device; the browser's own when left out
   * @throws RequestError
   * @throws what the device throws when its user declines
   */
  signInWithPasskey(
    device?: typeof askForPasskey,
  ): Promise<NonNullable<PasskeySessionCreateMutation['passkeySessionCreate']>>;
  /**
   * Signs in whoever came back from an identity provider, with what `IdentityProviderSessionStartDocument` gave and the address
   * brought. May ask for a second factor as `signIn` does. @throws RequestError
   */
  finishAtProvider(
    input: IdentityProviderSessionCreateInput,
  ): Promise<NonNullable<IdentityProviderSessionCreateMutation['identityProviderSessionCreate']>>;
  /** Registers the guest as a customer. Gives what `customerRegister` answers. @throws RequestError */
  register(input: CustomerRegisterInput): Promise<NonNullable<CustomerRegisterMutation['customerRegister']>>;
  /** Takes over tokens that were got in another way. */
  adopt(tokens: TokenPartsFragment): Promise<void>;
  /** Forgets the session on this device, then ends it at the store. @throws when the store cannot be told */
  signOut(): Promise<void>;
  /** Calls back whenever somebody else is shopping than before; what was fetched for them must go. @returns how to stop it */
  onChange(listener: (change: SessionChange) => void): () => void;
}

/** Opens what this device knows of a session; asks the store nothing until it must. */
export function createSession(options: SessionOptions): Session {
  const { url, storage = memoryStorage(), storageKey = 'cartwright.session', now = Date.now } = options;
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const vault = new Vault({ storage, storageKey, now });
  const keeper = openKeeper({ url, fetch: send, vault, now });
  const asViewer = async () => ({ url, fetch: send, accessToken: await keeper.accessToken() });
  return {
    url,
    fetch: authorizedFetch(keeper, send),
    accessToken: () => keeper.accessToken(),
    renew: (refused) => keeper.renew(refused),
    signIn: async (input) => {
      const { sessionCreate } = await ask(SessionCreateDocument, { input }, await asViewer());
      return adopted(vault, sessionCreate);
    },
    confirm: async (input) => {
      const { sessionSecondFactorConfirm } = await ask(
        SessionSecondFactorConfirmDocument,
        { input },
        await asViewer(),
      );
      return adopted(vault, sessionSecondFactorConfirm);
    },
    signInWithPasskey: async (device = askForPasskey) => {
      const purpose = { input: { purpose: 'SIGN_IN' } } as const;
      const { passkeyChallengeCreate } = await ask(PasskeyChallengeCreateDocument, purpose, await asViewer());
      const input = { response: await device(passkeyChallengeCreate?.options) };
      const { passkeySessionCreate } = await ask(PasskeySessionCreateDocument, { input }, await asViewer());
      return adopted(vault, passkeySessionCreate);
    },
    finishAtProvider: async (input) => {
      const { identityProviderSessionCreate } = await ask(
        IdentityProviderSessionCreateDocument,
        { input },
        await asViewer(),
      );
      return adopted(vault, identityProviderSessionCreate);
    },
    register: async (input) => {
      const { customerRegister } = await ask(CustomerRegisterDocument, { input }, await asViewer());
      return adopted(vault, customerRegister);
    },
    adopt: (tokens) => vault.write(tokens, 'signed-in'),
    signOut: () => signOut(vault, { url, fetch: send }),
    onChange: (listener) => vault.onChange(listener),
  };
}

async function signOut(vault: Vault, sending: Sending): Promise<void> {
  const kept = await vault.read();
  if (kept === undefined) return;
  await vault.clear('signed-out');
  await ask(SessionDeleteDocument, { input: { refreshToken: kept.refreshToken } }, sending);
}

/** Takes the tokens of a success; another outcome changes nothing. */
async function adopted<Result extends object>(vault: Vault, result: Result | null): Promise<Result> {
  // A root field is null only with an error, and that is thrown before.
  if (result === null) throw new TypeError('The store answered with neither a result nor an error.');
  if ('tokens' in result) await vault.write(result.tokens as TokenPartsFragment, 'signed-in');
  return result;
}
