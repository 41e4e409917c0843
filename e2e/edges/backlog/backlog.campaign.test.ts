import { worksOffBacklogOf } from './work-off-backlog.ts';

worksOffBacklogOf(50_000);
