export { listTasks } from './repository/tasks.ts';
