import type { Viewer } from '@cartwright/identity';
import type { StaffRefusal } from './staff-action.ts';

/** Within that time what one viewer is refused again and again becomes one entry with a count. */
const windowMs = 60_000;
/** What the log writes to. */
export interface RefusalLogOptions {
  readonly now: () => Date;
  readonly write: (refusal: StaffRefusal) => Promise<void>;
}

/** What a viewer asked for and may not have. */
export type Refused = Pick<StaffRefusal, 'operation' | 'target' | 'permission'>;

interface Window {
  readonly refusal: StaffRefusal;
  readonly endsAt: number;
  /** How often it was refused since the entry was written. */
  more: number;
}

/**
 * Writes what staff and machines are refused, the first at once, and how often it was repeated a minute later: at most two
 * entries a minute for each of them and each operation, so that nobody floods the trail. What guests and customers are refused is not written: they are not staff, and there is no end of them.
 */
export class RefusalLog {
  readonly #options: RefusalLogOptions;
  readonly #windows = new Map<string, Window>();

  constructor(options: RefusalLogOptions) {
    this.#options = options;
  }

  /** Notes a refusal; resolves when it is written or counted. */
  async note({ id: staffId, role }: Pick<Viewer, 'id' | 'role'>, refused: Refused): Promise<void> {
    if (role !== 'STAFF' && role !== 'MACHINE') return;
    const { now, write } = this.#options;
    const key = `${staffId} ${refused.operation} ${refused.permission}`;
    const known = this.#windows.get(key);
    if (known !== undefined) {
      known.more += 1;
      return;
    }
    const at = now();
    const refusal = { staffId, ...refused, times: 1, at };
    this.#windows.set(key, { refusal, endsAt: at.getTime() + windowMs, more: 0 });
    await write(refusal);
  }

  /** Writes how often was refused what was repeated, for all whose minute is over; or for all, when the process ends. */
  async settle({ all = false }: { readonly all?: boolean } = {}): Promise<void> {
    const at = this.#options.now();
    for (const [key, { refusal, endsAt, more }] of this.#windows) {
      if (!all && endsAt > at.getTime()) continue;
      this.#windows.delete(key);
      if (more > 0) await this.#options.write({ ...refusal, times: more, at });
    }
  }
}
