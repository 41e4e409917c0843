import { negotiateLanguage } from '@cartwright/languages';
import { formatAddress, type AddressParts } from './format-address.ts';

interface Asked {
  readonly language?: string | null | undefined;
}

/** What a resolver needs of its context. */
interface RequestContext {
  readonly request: { readonly headers: Readonly<Record<string, string | undefined>> };
}

/** The resolvers of the shared type `Address`, for a subgraph that has addresses. */
export const addressResolvers = {
  formatted: (address: AddressParts, { language }: Asked, { request }: RequestContext): string[] =>
    formatAddress(address, language ?? negotiateLanguage(request.headers['accept-language'])),
};
