import { clockWrong } from './clock-faults.ts';
import { natsDiskFull, postgresDiskFull } from './disk-faults.ts';
import type { FaultKind } from './fault.ts';
import {
  mailPartition,
  notificationsPartitioned,
  partition,
  providerFailing,
  providerMute,
  providerSlow,
  subgraphPartition,
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
import { severalAtOnce } from './several-faults.ts';

const single: readonly FaultKind[] = [
  ...[processKilled, processKilled, processFrozen, processFrozen, processRestarted],
  ...[failpoint, failpoint, failpoint],
  ...[partition, partition, partition, subgraphPartition, subgraphPartition],
  ...[natsKilled, natsFrozen, natsWiped, natsReverted],
  ...[postgresRestarted, postgresCrashed, backendsTerminated, transactionsAborted, deadlocks],
  ...[postgresDiskFull, natsDiskFull, clockWrong],
  redisKilled,
  ...[providerKilled, providerSlow, providerFailing, providerMute, webhooksLost],
  ...[mailboxKilled, mailPartition, notificationsKilled, notificationsPartitioned],
  poison,
];

const several = severalAtOnce(single);
const severalShare = 0.2;
const times = Math.round((single.length * severalShare) / (1 - severalShare));

/** Every kind of fault; those that can hit many parts are listed several times, and so is `several at once`. */
export const faultKinds: readonly FaultKind[] = [...single, ...Array.from({ length: times }, () => several)];
