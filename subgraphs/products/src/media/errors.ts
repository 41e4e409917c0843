/** More pictures are being made than can be waited for; it is over in seconds. */
export class PicturesBusyError extends Error {
  override readonly name = 'PicturesBusyError';
}

/** No picture can be made on this machine: sharp has no build for it, or was not installed. */
export class RendererMissingError extends Error {
  override readonly name = 'RendererMissingError';
}

/** Whether a picture could not be made at the moment, whatever it is. */
export function isBusy(error: unknown): boolean {
  return error instanceof PicturesBusyError || error instanceof RendererMissingError;
}
