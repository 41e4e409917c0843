import { redisUsers, redisUsersFile, type RedisPasswords } from '@cartwright/servers';

/**
 * The users of Redis in its container: those of a private one, with the passwords left to the container's environment, which its
 * command fills in. Committed as `stack/docker/redis-users.acl`.
 */
export function dockerRedisUsers(): string {
  const passwords = redisUsers.map((user) => [user, `$REDIS_${user.toUpperCase()}_PASSWORD`]);
  return redisUsersFile(Object.fromEntries(passwords) as RedisPasswords);
}
