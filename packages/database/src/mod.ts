export { countStatements, type StatementCounter } from './count-statements.ts';
export {
  createPrisma,
  createPrismaAdapter,
  type DatabaseOptions,
  type PrismaClientClass,
} from './database.ts';
export { createDatabaseClock } from './database-clock.ts';
export { fingerprint } from './fingerprint.ts';
