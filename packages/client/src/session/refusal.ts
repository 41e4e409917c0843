/** The part of an answer that says whether the store wants to know who asks. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
  /** `accessToken` is `EXPIRED` or `INVALID` when the request was answered as if it had brought none. */
  readonly extensions?: { readonly accessToken?: string };
}

/**
 * Whether a request is to be sent once more with another token: the store asks who it is, and nothing has happened yet.
 * An answer that is not one JSON body (events, parts) is not looked into.
 */
export async function isRefused(response: Response, request: RequestInit): Promise<boolean> {
  if (!/^application\/(graphql-response\+)?json\b/.test(response.headers.get('content-type') ?? ''))
    return false;
  const answer = await readAnswer(response.clone());
  const asksWho = answer.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED') === true;
  if (isQuery(request)) return asksWho || answer.extensions?.accessToken !== undefined;
  return asksWho && hasDoneNothing(answer);
}

async function readAnswer(response: Response): Promise<Answer> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** Of several mutations in one request, those before the refused one may have been done. */
function hasDoneNothing({ data }: Answer): boolean {
  return Object.values(data ?? {}).every((field) => field === null);
}

/** Only what is surely a query: GET never is anything else, and a body may say no more than a hash. */
function isQuery({ method = 'GET', body }: RequestInit): boolean {
  if (method.toUpperCase() === 'GET') return true;
  if (typeof body !== 'string') return false;
  try {
    const { query } = JSON.parse(body) as { query?: unknown };
    return typeof query === 'string' && /^\s*(query\b|\{)/.test(query);
  } catch {
    return false;
  }
}
