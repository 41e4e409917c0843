import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Jobs, RepeatJob, Reply } from './jobs.ts';

/** Makes load from a process of its own, so that its CPU is nobody's cost. */
export class Driver {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  constructor() {
    this.#child = fork(new URL('./driver-process.ts', import.meta.url));
    this.#ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The driver of the load ended with ${String(code)}.`);
    });
    this.#ended.catch(() => undefined); // who waits for an answer is told
  }

  /** Does one job at a time. @throws when the job breaks off */
  async run<Kind extends keyof Jobs>(job: Jobs[Kind]['job'] & { kind: Kind }): Promise<Jobs[Kind]['result']> {
    const answered = Promise.race([once(this.#child, 'message'), this.#ended]);
    this.#child.send(job);
    const [reply] = (await answered) as [Reply];
    if ('error' in reply) throw new Error(reply.error);
    return reply.result as Jobs[Kind]['result'];
  }

  /** Asks the same as a job, for as long or for so many seconds. */
  async warmUp(job: RepeatJob, leastSeconds: number): Promise<void> {
    const seconds = Math.max(leastSeconds, job.seconds);
    await this.run<'repeat'>({ ...job, seconds });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
