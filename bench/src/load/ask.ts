import type { IncomingHttpHeaders } from 'node:http';
import type { Client } from 'undici';

/** An operation whose one field has the alias `result`. */
export interface Question {
  readonly query: string;
  readonly variables?: object;
  readonly token?: string | undefined;
  /** `/graphql` by default. */
  readonly path?: string;
}

interface Answer<Result> {
  readonly result: Result;
  readonly headers: IncomingHttpHeaders;
}

/** Asks for one field that must be answered. @throws with the answer when it is null or a mistake of ours */
export async function ask<Result>(client: Client, question: Question): Promise<Result> {
  const answer: Answer<Result> = await askForAnswer(client, question);
  return answer.result;
}

/** The same, with the headers of the answer. */
export async function askForAnswer<Result>(
  client: Client,
  { query, variables = {}, token, path = '/graphql' }: Question,
): Promise<Answer<Result>> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const body = JSON.stringify({ query, variables });
  const answer = await client.request({ method: 'POST', path, headers, body });
  const text = await answer.body.text();
  const { data } = JSON.parse(text) as { readonly data?: { readonly result?: Result | { message: string } } };
  const result = data?.result;
  if (result == null || (typeof result === 'object' && 'message' in result))
    throw new Error(`${answer.statusCode} ${text.slice(0, 300)}`);
  return { result, headers: answer.headers };
}
