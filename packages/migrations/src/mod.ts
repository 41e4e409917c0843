export { withClient } from './with-client.ts';
export { createDomainDatabases, databaseUrl } from './create-domain-databases.ts';
export { migrate, type MigrateOptions } from './migrate.ts';
export { MigrationFailure } from './migration-failure.ts';
