/** A database that could not be brought up to date; nothing of the failing migration remains in it. */
export class MigrationFailure extends Error {
  override readonly name = 'MigrationFailure';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
