import { z } from 'zod';

const base64url = z.string().regex(/^[\w-]+$/);

const shared = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
};

const registration = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(10).default([]),
  }),
});

const authentication = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish().transform((handle) => handle ?? undefined),
  }),
});

const clientData = z.object({ challenge: base64url });

/** What a browser gave for a new passkey; undefined for anything else. */
export const readRegistration = (text: string) => read(registration, text);

/** What a browser gave for a passkey that was asked for; undefined for anything else. */
export const readAuthentication = (text: string) => read(authentication, text);

/** An answer of a browser, and the challenge that it says it signed. */
function read<Answer extends { response: { clientDataJSON: string } }>(
  schema: z.ZodType<Answer>,
  text: string,
): { readonly answer: Answer; readonly challenge: string } | undefined {
  try {
    const answer = schema.parse(JSON.parse(text));
    const client = Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8');
    return { answer, challenge: clientData.parse(JSON.parse(client)).challenge };
  } catch {
    return undefined;
  }
}
