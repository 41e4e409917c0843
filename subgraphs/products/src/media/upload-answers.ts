import { graphqlError } from '@cartwright/errors';
import { PicturesBusyError, RendererMissingError } from './errors.ts';
import type { UploadRequest } from './ports.ts';
import type { UploadFault } from './use-cases/take-upload.ts';

/** How the bytes of an upload are sent, as `UploadRequest` of the schema. */
export function uploadRequest({
  request,
  expiresAt,
}: {
  readonly request: UploadRequest;
  readonly expiresAt: Date;
}) {
  return { ...request, headers: [...request.headers], method: 'PUT', expiresAt };
}

/** There is no such upload. */
export function uploadNotFound(uploadId: string) {
  return { __typename: 'UploadNotFoundError', message: 'There is no such upload.', uploadId } as const;
}

/** What was sent is not stored. */
export function uploadRefused(fault: UploadFault) {
  return { __typename: 'UploadRefusedError', message: messages[fault], fault } as const;
}

/** The store has no place for files. */
export function takesNoFiles() {
  return graphqlError('UNAVAILABLE', 'This store takes no files.');
}

const messages: Readonly<Record<UploadFault, string>> = {
  ANIMATED: 'This picture moves. Please send one that stands still.',
  NOT_ARRIVED: 'Nothing has arrived yet. Please send the file first.',
  TOO_MANY_PIXELS: 'This picture is too large: 50 megapixels at most.',
  UNREADABLE: 'This file is broken, and its picture cannot be read.',
  WRONG_SIZE: 'This file is not as long as was said before.',
  WRONG_TYPE: 'This is not a file that can be used here.',
};

/** Says why nothing can be stored at the moment. @throws UNAVAILABLE, or what was thrown */
export function whyNotNow(error: unknown): never {
  if (error instanceof PicturesBusyError)
    throw graphqlError('UNAVAILABLE', 'Too many pictures are being made at the moment. Try again shortly.');
  if (error instanceof RendererMissingError)
    throw graphqlError('UNAVAILABLE', 'No pictures can be stored on this machine.');
  throw error;
}
