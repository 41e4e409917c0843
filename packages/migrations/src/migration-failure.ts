/** A database could not be migrated; the failing migration was rolled back. */
export class MigrationFailure extends Error {
  override readonly name = 'MigrationFailure';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
