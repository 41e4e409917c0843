import { defineConfig } from 'prisma/config';

/** Tooling only: the running service gets its database from its own config. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
