import type { IdentityProvider } from './config.ts';

/** What is asked of a provider, and what its answer is checked against. */
export interface Asked {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What a provider sent back to the client; `iss` where it says who it is (RFC 9207). */
export interface Returned {
  readonly code: string;
  readonly iss: string | null;
}

/** Who somebody is at a provider. */
export interface Claimed {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** Speaks with providers. */
export interface ProviderClient {
  /** Where the client is to be sent. @throws UNAVAILABLE when the provider does not answer */
  readonly authorizationUrl: (provider: IdentityProvider, asked: Asked) => Promise<string>;
  /** Exchanges a code; undefined when it does not fit what was asked. @throws UNAVAILABLE */
  readonly exchange: (
    provider: IdentityProvider,
    asked: Asked,
    returned: Returned,
  ) => Promise<Claimed | undefined>;
}
