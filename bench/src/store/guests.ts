import { ask } from '../load/ask.ts';
import { newClient } from '../load/addresses.ts';

const sessionMutation = 'mutation { result: guestSessionCreate { tokens { accessToken } } }';

/** Begins a guest's session from an address of their own. @returns their token */
export async function openGuest(origin: string): Promise<string> {
  const { tokens } = await askOnce<{ readonly tokens: { readonly accessToken: string } }>(origin, {
    query: sessionMutation,
  });
  return tokens.accessToken;
}

/** Asks from an address that nobody had before. @throws with the answer when it is null or a mistake of ours */
export async function askOnce<Result>(origin: string, question: Parameters<typeof ask>[1]): Promise<Result> {
  const client = newClient(origin);
  try {
    return await ask<Result>(client, question);
  } finally {
    await client.close();
  }
}
