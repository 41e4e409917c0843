import type { Logger } from '@cartwright/process';
import type { Server } from '../network/server.ts';
import type { Monitor } from './monitor.ts';
import type { World } from '../world/world.ts';

/** How often processes die by themselves, from 0 to 1 at each failpoint. */
export interface ProcessFaults {
  death: number;
}

/** Where all services run. */
export interface Site {
  readonly world: World;
  readonly server: Server;
  readonly faults: ProcessFaults;
  readonly logger: Logger;
  readonly monitor: Monitor;
}
