import { worksOffBacklogOf } from './work-off-backlog.ts';

worksOffBacklogOf(5_000);
