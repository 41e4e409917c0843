import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';

/** Makes what reads JSON bodies of an app, also where no route does. It throws what is answered to a body that is none. */
export function jsonReader(app: FastifyInstance): (body: Buffer) => unknown {
  const parse = app.getDefaultJsonParser('error', 'error');
  const request = undefined as unknown as FastifyRequest; // it has no look at it
  return (body) => {
    if (!isUtf8(body)) throw badBody(400, 'The body is not in UTF-8.');
    let read: { readonly error: Error | null; readonly value?: unknown } = { error: null };
    void parse(request, body.toString('utf8'), (error, value: unknown) => (read = { error, value }));
    if (read.error !== null) throw read.error;
    return read.value;
  };
}

/** What is answered to a body that cannot be read, BAD_REQUEST. */
export function badBody(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): GraphQLError {
  const http = { status, headers: Object.entries(headers) };
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http } });
}
