export { createTestDatabase, type TestDatabase, type TestSchema } from './create-test-database.ts';
export { openTestDatabase, type OpenTestDatabase } from './open-test-database.ts';
export { openPoolDatabase, type PoolDatabase, type PoolTransaction } from './pool-database.ts';
export { postSigned, type SignedPost } from './post-signed.ts';
export { canMountDisks, mountDisk, mountPostgresDisk, type SmallDisk } from './small-disk.ts';
export { rowsReadBy } from './rows-read-by.ts';
export { startSender, type TestSender } from './start-sender.ts';
export { startTestDomain, type TestDomain, type TestDomainOptions } from './start-test-domain.ts';
export { hasGroonga, startTestGroonga, type TestGroonga } from './start-test-groonga.ts';
export { startTestIssuer, type TestIssuer, type TestViewer } from './start-test-issuer.ts';
export { startTestNats, type TestNats } from './start-test-nats.ts';
export { startTestRedis, type TestRedis } from './start-test-redis.ts';
export { startTestSmtp, type TestSmtp, type TestSmtpOptions } from './start-test-smtp.ts';
export type { Subscribed } from './subscribe-to.ts';
export { temporaryDirectory, type TemporaryDirectory } from './temporary-directory.ts';
export { waitFor, type WaitForOptions } from './wait-for.ts';
export { bothWays, walkBothWays, type PageArguments, type SeenPageBothWays } from './walk-both-ways.ts';
export { walkPages, type ReadPage, type SeenPage } from './walk-pages.ts';
export { fillWriteAheadLog } from './write-ahead-log.ts';
export { testCartLinks, testSeals, unsealed } from './test-seals.ts';
export { wrongClock } from './wrong-clock.ts';
export {
  startTestSubgraph,
  type GraphqlAnswer,
  type TestReplica,
  type TestSubgraph,
  type TestSubgraphOptions,
} from './start-test-subgraph.ts';
export { openPrismaDatabase, type PrismaDatabase } from './open-prisma-database.ts';
