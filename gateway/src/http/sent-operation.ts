import type { FastifyRequest } from 'fastify';
import { httpError } from '../errors/http-error.ts';

/** URL parameters by name; a list where one is given more than once. */
type UrlParameters = Readonly<Record<string, string | readonly string[]>>;

/** An empty parameter is one that is left out. */
const isGiven = ([, value]: [string, string | readonly string[]]) => value !== '';

/**
 * The operation as the client sent it, of whatever form: the body of a POST, else the URL's parameters.
 * https://graphql.github.io/graphql-over-http/draft/#sec-GET
 *
 * @throws BAD_REQUEST (400) for a parameter that is not JSON
 */
export function sentOperation({ method, body, query }: FastifyRequest): unknown {
  if (method === 'POST') return body;
  const parameters = Object.fromEntries(Object.entries(query as UrlParameters).filter(isGiven));
  const { variables, extensions, ...rest } = parameters;
  return {
    ...rest,
    variables: parsed('variables', variables),
    extensions: parsed('extensions', extensions),
  };
}

function parsed(name: string, value: string | readonly string[] | undefined): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw httpError(400, `The URL parameter ${name} is not JSON.`);
  }
}
