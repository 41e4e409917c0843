/** What somebody without a session is answered, and whether it came from what the gateway keeps. */
export async function anybodysAnswer(
  url: string,
  query: string,
): Promise<{ data: unknown; isKept: boolean }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await response.json()) as { data: unknown };
  return { data, isKept: response.headers.get('cache-status')?.includes('hit') ?? false };
}
