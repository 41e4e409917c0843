import { createLoop, type Logger, type Loop } from '@cartwright/process';

/** How a process works imports beside what it serves. */
export interface ImportLoopOptions {
  readonly name: string;
  readonly intervalMs: number;
  readonly logger: Logger;
  /** Works one import; `isStopping` tells when to begin nothing more. */
  readonly round: (isStopping: () => boolean) => Promise<{ hasMore: boolean }>;
}

/** Works imports; told to stop, it ends behind the line that it is at. */
export function importLoop({ round, ...options }: ImportLoopOptions): Loop {
  let isStopping = false;
  const loop = createLoop({ ...options, round: () => round(() => isStopping) });
  const stop: Loop['stop'] = () => {
    isStopping = true;
    return loop.stop();
  };
  return { ...loop, stop };
}
