import { announce } from './announce.ts';
import type { Dependencies } from './dependencies.ts';
import { markRead } from './mark-read.ts';
import { sendDueMails } from './send-due-mails.ts';

/** Everything that notifications can do, bound to what it needs. */
export function createUseCases(dependencies: Dependencies) {
  return {
    announce: announce(dependencies),
    sendDueMails: sendDueMails(dependencies),
    markRead: markRead(dependencies),
  };
}

export type UseCases = ReturnType<typeof createUseCases>;
