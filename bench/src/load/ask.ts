import type { Client } from 'undici';

/** An operation whose one field has the alias `result`. */
export interface Question {
  readonly query: string;
  readonly variables?: object;
  readonly token?: string | undefined;
}

/** Asks for one field that must be answered. @throws with the answer when it is null or a mistake of ours */
export async function ask<Result>(
  client: Client,
  { query, variables = {}, token }: Question,
): Promise<Result> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const body = JSON.stringify({ query, variables });
  const answer = await client.request({ method: 'POST', path: '/graphql', headers, body });
  const text = await answer.body.text();
  const { data } = JSON.parse(text) as { readonly data?: { readonly result?: Result | { message: string } } };
  const result = data?.result;
  if (result == null || (typeof result === 'object' && 'message' in result))
    throw new Error(`${answer.statusCode} ${text.slice(0, 300)}`);
  return result;
}
