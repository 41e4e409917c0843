import type { Writable } from 'node:stream';

/**
 * Has all that is written from a call until the end of the turn go out as one. Whoever sends many messages in one piece is
 * answered in one turn of the event loop, and a system call for each answer would hold up everybody else.
 */
export function writeTogether(stream: Writable): () => void {
  let isCorked = false;
  const uncork = () => {
    isCorked = false;
    stream.uncork();
  };
  return () => {
    if (isCorked) return;
    isCorked = true;
    stream.cork();
    process.nextTick(uncork);
  };
}
