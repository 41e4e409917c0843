/** Who may log in to Redis: the gateway, and an administrator. Nobody else, and nobody without a password. */
export const redisUsers = ['gateway', 'admin'] as const;

/** The name of a Redis user. */
export type RedisUser = (typeof redisUsers)[number];

/** The password of each user; letters, digits and hyphens only, since it is part of URLs. */
export type RedisPasswords = Readonly<Record<RedisUser, string>>;

/** What the keys and channels of the gateway begin with. */
const gatewayKeyPrefix = 'gateway:';

/** What the gateway does: counts, keeps for a while, reads the time. No KEYS, SCAN, FLUSHALL, CONFIG or DEBUG. */
const gatewayCommands = [
  ...['auth', 'hello', 'ping', 'info', 'time', 'client|setname'],
  ...['get', 'mget', 'set', 'del', 'unlink', 'exists', 'incr', 'incrby', 'decr', 'decrby'],
  ...['expire', 'pexpire', 'ttl', 'pttl', 'eval', 'evalsha', 'multi', 'exec', 'discard'],
  ...['sadd', 'srem', 'smembers', 'zadd', 'zrem', 'zcard', 'zremrangebyscore'],
  ...['publish', 'subscribe', 'unsubscribe'],
];

/**
 * The file of Redis' users (its `aclfile`). A password is written as it is, since Redis hashes none in a file by itself: the file
 * is its owner's alone. The user that needs no login is off.
 */
export function redisUsersFile(passwords: RedisPasswords): string {
  const commands = gatewayCommands.map((name) => `+${name}`).join(' ');
  return `user default off
user admin on >${passwords.admin} ~* &* +@all
user gateway on >${passwords.gateway} resetkeys ~${gatewayKeyPrefix}* resetchannels &${gatewayKeyPrefix}* -@all ${commands}
`;
}
