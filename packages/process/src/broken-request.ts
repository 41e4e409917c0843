import { maxHeaderSize } from 'node:http';
import type { Socket } from 'node:net';
import { answerRaw } from './raw-answer.ts';

const reasons: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    431,
    `The URL and the headers may have ${maxHeaderSize} bytes together. Send a long operation by POST.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};
const broken = [400, 'This is not an HTTP request.'] as const;

/** Answers what Node's parser refuses before there is a request, and ends the connection. */
export function answerBrokenRequest(
  error: Error & { readonly code?: string },
  socket: Socket,
  publicUrl: string | undefined,
): void {
  if (error.code === 'ECONNRESET') return;
  const [status, message] = reasons[error.code ?? ''] ?? broken;
  const errors = [{ message, extensions: { code: 'BAD_REQUEST' } }];
  answerRaw(socket, { status, headers: {}, errors }, publicUrl);
}
