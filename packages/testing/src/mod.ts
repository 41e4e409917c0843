export { createTestDatabase, type TestDatabase, type TestSchema } from './create-test-database.ts';
export { openPoolDatabase, type PoolDatabase, type PoolTransaction } from './pool-database.ts';
export { signatureHeaderName, signTestRequest } from './sign-request.ts';
export { startTestIssuer, type TestIssuer, type TestViewer } from './start-test-issuer.ts';
export { startTestNats, type TestNats } from './start-test-nats.ts';
export { startTestRedis, type TestRedis } from './start-test-redis.ts';
export { startTestSmtp, type TestSmtp } from './start-test-smtp.ts';
export { temporaryDirectory, type TemporaryDirectory } from './temporary-directory.ts';
export { waitFor, type WaitForOptions } from './wait-for.ts';
