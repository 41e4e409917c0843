import { postgresDiskFull } from './disk-faults.ts';
import type { FaultKind } from './fault.ts';
import {
  mailPartition,
  notificationsPartitioned,
  partition,
  providerFailing,
  providerMute,
  providerSlow,
  webhooksLost,
} from './link-faults.ts';
import { mailboxKilled, notificationsKilled, providerKilled } from './member-faults.ts';
import { natsFrozen, natsKilled, natsReverted, natsWiped } from './nats-faults.ts';
import { poison } from './poison-faults.ts';
import {
  backendsTerminated,
  deadlocks,
  postgresCrashed,
  postgresRestarted,
  transactionsAborted,
} from './postgres-faults.ts';
import { failpoint, processFrozen, processKilled, processRestarted } from './process-faults.ts';
import { redisKilled } from './redis-faults.ts';

/** Every kind of fault there is; those that many parts can have stand there more than once. */
export const faultKinds: readonly FaultKind[] = [
  ...[processKilled, processKilled, processFrozen, processFrozen, processRestarted],
  ...[failpoint, failpoint, failpoint],
  ...[partition, partition, partition],
  ...[natsKilled, natsFrozen, natsWiped, natsReverted],
  ...[postgresRestarted, postgresCrashed, backendsTerminated, transactionsAborted, deadlocks],
  postgresDiskFull,
  redisKilled,
  ...[providerKilled, providerSlow, providerFailing, providerMute, webhooksLost],
  ...[mailboxKilled, mailPartition, notificationsKilled, notificationsPartitioned],
  poison,
];
