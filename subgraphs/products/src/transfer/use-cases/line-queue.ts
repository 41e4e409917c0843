import { Batch } from '../rules/batch.ts';
import { firstPace, nextPace, type Pace } from '../rules/pace.ts';
import type { FileEntry } from '../rules/records.ts';
import type { HeldImport } from './settle-lines.ts';
import { workBatch } from './work-batch.ts';
import { workLine, type Dependencies } from './work-line.ts';

/** Lines of a file that are to be worked in their order, together where that is possible. */
export class LineQueue {
  readonly #dependencies: Dependencies;
  readonly #held: HeldImport;
  #linesRead: number;
  #waiting: FileEntry[] = [];
  #batch: Batch;
  #pace: Pace = firstPace;
  /** How many of those that come next are worked by themselves. */
  #alone = 0;

  constructor(dependencies: Dependencies, held: HeldImport) {
    this.#dependencies = dependencies;
    this.#held = held;
    this.#linesRead = held.linesRead;
    this.#batch = new Batch(held.row);
  }

  /** The last line that was worked. */
  get linesRead(): number {
    return this.#linesRead;
  }

  /** Takes a line, and works it and those before it as soon as they are enough. @throws ImportLost */
  async add(entry: FileEntry): Promise<void> {
    if (!this.#batch.fits(entry)) await this.flush();
    this.#batch.add(entry);
    this.#waiting.push(entry);
    if (this.#waiting.length >= this.#pace.together || this.#alone > 0) await this.flush();
  }

  /** Works all that were taken. @throws ImportLost */
  async flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const done = this.#alone === 0 ? await this.#workTogether() : await this.#workFirst();
      this.#linesRead = this.#waiting[done - 1]?.lastLine ?? this.#linesRead;
      this.#waiting = this.#waiting.slice(done);
    }
    this.#batch = new Batch(this.#held.row);
  }

  async #workTogether(): Promise<number> {
    const asked = this.#waiting.length;
    const done = await workBatch(this.#dependencies, this.#now(), this.#waiting);
    this.#pace = nextPace(this.#pace, asked, done);
    this.#alone = this.#pace.alone;
    return done;
  }

  async #workFirst(): Promise<number> {
    const [first] = this.#waiting;
    if (first === undefined) return 0;
    await workLine(this.#dependencies, this.#now(), first);
    this.#alone = Math.max(0, this.#alone - 1);
    return 1;
  }

  #now(): HeldImport {
    return { ...this.#held, linesRead: this.#linesRead };
  }
}
