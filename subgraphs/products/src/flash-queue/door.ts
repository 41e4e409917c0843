export { openQueues, useAdmissions } from './repository/turns.ts';
